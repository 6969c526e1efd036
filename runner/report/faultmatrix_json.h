/* The fault matrix as a JSON object (schemas/result.schema.json). */
#ifndef REPORT_FAULTMATRIX_JSON_H
#define REPORT_FAULTMATRIX_JSON_H

#include <jansson.h>

#include "report/faultmatrix.h"

/* NULL if the result has none. */
json_t *faultmatrix_object(const struct result *r);

#endif
