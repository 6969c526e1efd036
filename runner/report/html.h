/*
 * The HTML report: one page, complete without a script. As a file it carries
 * its style sheet and script; as a folder they lie beside it, so that it is
 * readable under "default-src 'none'; style-src 'self'".
 */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "report/result.h"

/* The page in one file. */
bool render_html(FILE *out, const struct result *r);

/* The files of the folder. */
bool html_write_index(FILE *out, const struct result *r);
bool html_write_css(FILE *out, const struct result *r);
bool html_write_js(FILE *out, const struct result *r);

#endif
