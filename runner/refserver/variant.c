#include "refserver/variant.h"

static const struct {
	const char *name, *against, *text;
} rows[] = {
#define VARIANT(name, against, text) {#name, against, text},
#include "refserver/variant.def"
#undef VARIANT
};

size_t
variant_count(void)
{
	return countof(rows);
}

struct variant_row
variant_at(size_t i)
{
	struct variant_row row = {
	    .against = rows[i].against, .text = rows[i].text};

	assert(strlen(rows[i].name) < sizeof(row.id));
	for (size_t k = 0; rows[i].name[k] != '\0'; k++)
		row.id[k] = rows[i].name[k] == '_' ? '-' : rows[i].name[k];
	return row;
}

bool
variant_parse(struct str id, struct variant_set *set)
{
	for (size_t i = 0; i < countof(rows); i++)
		if (str_is(id, variant_at(i).id)) {
			set->on[i] = true;
			return true;
		}
	return false;
}

bool
variant_on(const struct variant_set *set, enum variant v)
{
	return set != NULL && set->on[v];
}
