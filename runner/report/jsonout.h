/* What all that write JSON with jansson share. */
#ifndef REPORT_JSONOUT_H
#define REPORT_JSONOUT_H

#include <jansson.h>

#include "report/result.h"

/* Takes over value; NULL is "nothing" and leaves the member out. */
void jsonout_set(json_t *object, const char *key, json_t *value);
void jsonout_push(json_t *array, json_t *value);
json_t *jsonout_number(uint64_t n);
/* UTF-8 as it is, other bytes made printable; nothing is "nothing". */
json_t *jsonout_text(struct str s);
json_t *jsonout_texts(const struct str *v, size_t n);
/* In one line and printable; nothing and "" are "nothing". */
json_t *jsonout_line(struct str s);
/* The same of a word of ours. */
json_t *jsonout_word(const char *word);
/* Number of cases and rules by verdict. */
json_t *jsonout_counts(const struct result *r);
/* The server and where it is, each text written as told. */
json_t *jsonout_target(
    const struct result *r, json_t *(*written)(struct str s));
/* Indented, with a newline; frees the value. False: it was not written. */
bool jsonout_end(FILE *out, json_t *value);

#endif
