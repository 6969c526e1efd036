/*
 * The HTML report, complete without a script. As a file it carries its style
 * sheet and script; as a folder they lie beside it, so that it is readable
 * under "default-src 'none'; style-src 'self'".
 */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "report/result.h"

/* The page in one file. */
bool render_html(FILE *out, const struct result *r);

/*
 * The files of the folder, the page that leads to all others last: whoever
 * finds it finds what it needs beside it. Each section with cases has a page,
 * so that none grows with the run.
 */
struct html_folder;

struct html_folder *html_folder_new(const struct result *r);
size_t html_folder_files(const struct html_folder *f);
const char *html_folder_name(const struct html_folder *f, size_t i);
bool html_folder_write(struct html_folder *f, size_t i, FILE *out);
/* The pages that another result has, and this one has not. */
size_t html_folder_others(const struct html_folder *f);
const char *html_folder_other(const struct html_folder *f, size_t i);
/* Whether a file is a page of such a folder, of any version. */
bool html_folder_is_page(struct str bytes);
void html_folder_free(struct html_folder *f); /* NULL is allowed */

#endif
