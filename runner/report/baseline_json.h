/* What a baseline shows, for programs: `baseline` of the JSON report. */
#ifndef REPORT_BASELINE_JSON_H
#define REPORT_BASELINE_JSON_H

#include <jansson.h>

#include "report/baseline.h"

/* NULL if there is none. */
json_t *baseline_object(const struct baseline *b);

#endif
