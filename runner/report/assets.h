/* Style sheets and scripts of the HTML reports, compiled in (reports/html/). */
#ifndef REPORT_ASSETS_H
#define REPORT_ASSETS_H

#include "base/str.h"

/* Of a file of that name, which there must be. */
struct str asset(const char *name);

#endif
