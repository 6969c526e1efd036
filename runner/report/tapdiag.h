/* What stands below a TAP point that is not ok: why, and what was exchanged. */
#ifndef REPORT_TAPDIAG_H
#define REPORT_TAPDIAG_H

#include "report/result.h"

void tapdiag_put(FILE *out, const struct case_result *c);

#endif
