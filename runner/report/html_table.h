/* The markup of tables: a line of columns, then rows with a name each. */
#ifndef REPORT_HTML_TABLE_H
#define REPORT_HTML_TABLE_H

#include "report/xmlout.h"

/* <thead>, whole. */
void html_table_head(
    struct xmlout *x, const char *const *columns, size_t n);
/* Up to the first row. */
void html_table_start(struct xmlout *x, const char *class,
    const char *const *columns, size_t n);
void html_table_end(struct xmlout *x);
/* A cell that names its row or column ("row", "col"); left open. */
void html_table_name(struct xmlout *x, const char *scope);

#endif
