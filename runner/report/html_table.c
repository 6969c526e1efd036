#include "report/html_table.h"

void
html_table_name(struct xmlout *x, const char *scope)
{
	xmlout_start(x, "th");
	xmlout_attr(x, "scope", str_from(scope));
}

void
html_table_head(struct xmlout *x, const char *const *columns, size_t n)
{
	xmlout_start(x, "thead");
	xmlout_start(x, "tr");
	for (size_t i = 0; i < n; i++) {
		html_table_name(x, "col");
		xmlout_puts(x, columns[i]);
		xmlout_end(x);
	}
	xmlout_end(x);
	xmlout_end(x);
}

void
html_table_start(
    struct xmlout *x, const char *class, const char *const *columns, size_t n)
{
	xmlout_start_class(x, "table", class);
	html_table_head(x, columns, n);
	xmlout_newline(x);
	xmlout_start(x, "tbody");
	xmlout_newline(x);
}

void
html_table_end(struct xmlout *x)
{
	xmlout_end(x);
	xmlout_end(x);
	xmlout_newline(x);
}
