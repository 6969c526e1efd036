/*
 * Files that are compiled in: style sheets and scripts of the HTML reports
 * (reports/html/), the schema of what json.c writes, the text of an RFC
 * (schemas/).
 */
#ifndef REPORT_ASSETS_H
#define REPORT_ASSETS_H

#include "base/str.h"

/* Of a file of that name, which there must be. */
struct str asset(const char *name);

#endif
