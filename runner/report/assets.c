#include "report/assets.h"

#include "assets.inc"

#define ASSET(name, bytes)                                                     \
	{                                                                      \
		name, (const char *)(bytes), sizeof(bytes)                     \
	}

static const struct {
	const char *name, *bytes;
	size_t n;
} assets[] = {
    ASSET("report.css", asset_report_css),
    ASSET("report.js", asset_report_js),
    ASSET("compare.css", asset_compare_css),
    ASSET("compare.js", asset_compare_js),
    ASSET("result.schema.json", asset_result_schema_json),
    ASSET("rfc4918.txt", asset_rfc4918_txt),
    ASSET("rfctext.css", asset_rfctext_css),
};

struct str
asset(const char *name)
{
	size_t i = 0;

	while (strcmp(assets[i].name, name) != 0) {
		i++;
		assert(i < countof(assets));
	}
	return (struct str){assets[i].bytes, assets[i].n};
}
