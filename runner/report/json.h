/*
 * A result as JSON: the promised machine format. json.c writes it,
 * jsonread.c reads it, schema.c says what it looks like.
 */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H

#include "report/result.h"

/* Goes up when a reader of the last one could not read it. */
#define RESULT_FORMAT 1

bool render_json(FILE *out, const struct result *r);

#endif
