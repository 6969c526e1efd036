/*
 * Markdown for the summary of a CI job: verdict, counts, the first failures
 * folded. GitHub drops a summary over 1 MiB, so there is a ceiling below it.
 */
#ifndef REPORT_MARKDOWN_H
#define REPORT_MARKDOWN_H

#include "report/result.h"

#define MARKDOWN_SHOWN ((size_t)2048) /* of a text, in bytes */

/* markdown_text.c */
/* One line of any text, with what begins markup, a link or a cell escaped. */
void markdown_line(FILE *out, struct str s);
/* The same in <code>: an id or the like. */
void markdown_code(FILE *out, struct str s);
/* Within HTML: what is its markup is escaped. */
void markdown_html(FILE *out, struct str s);

/* Nothing without a baseline (markdown_baseline.c). */
void markdown_baseline(FILE *out, const struct result *r);

bool render_markdown(FILE *out, const struct result *r);

/* The certificate, before the summary (certificate_markdown.c). */
void markdown_certificate(FILE *out, const struct result *r);

#endif
