/*
 * The YAML block below a TAP point, in the narrow form that all consumers
 * read: every value one double-quoted line in ASCII, no blank lines, no
 * comments, no nesting but one list.
 *
 * Measured on prove of Debian 12: a blank or comment line, a folded scalar or
 * a list item that looks like "key: value" ends its parser for the rest of
 * the stream.
 */
#ifndef REPORT_TAPYAML_H
#define REPORT_TAPYAML_H

#include "base/str.h"

#define TAP_VALUE_MAX ((size_t)4096) /* of a value, in bytes */

void tapyaml_begin(FILE *out);
/* Nothing and the empty text are left out. key: a-z and _ only. */
void tapyaml_value(FILE *out, const char *key, struct str value);
void tapyaml_number(FILE *out, const char *key, uint64_t n);
/* Items follow; the first word of each is not followed by a colon. */
void tapyaml_list(FILE *out, const char *key);
void tapyaml_item(FILE *out, struct str value);
void tapyaml_end(FILE *out);

#endif
