/* What all that write JSON with jansson share. */
#ifndef REPORT_JSONOUT_H
#define REPORT_JSONOUT_H

#include <jansson.h>

#include "base/arena.h"

/* Takes over value; NULL is "nothing" and leaves the member out. */
void jsonout_set(json_t *object, const char *key, json_t *value);
void jsonout_push(json_t *array, json_t *value);
json_t *jsonout_number(uint64_t n);
/* In one line and printable; nothing and "" are "nothing". */
json_t *jsonout_line(struct str s);

#endif
