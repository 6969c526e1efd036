/*
 * Markdown for the summary of a CI job: verdict, counts, the first failures
 * folded. GitHub drops a summary over 1 MiB, so there is a ceiling below it.
 */
#ifndef REPORT_MARKDOWN_H
#define REPORT_MARKDOWN_H

#include "report/result.h"

bool render_markdown(FILE *out, const struct result *r);

#endif
