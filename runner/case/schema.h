/*
 * The JSON Schema (draft-07) of what the field tables describe (case/fields.h),
 * for editors: written by hand with stdio, so that the room needs no library.
 *
 * It accepts whatever the loader accepts, and refuses what a schema can say.
 */
#ifndef CASE_SCHEMA_H
#define CASE_SCHEMA_H

#include "case/fields.h"

/* root has a name; the types that it leads to become definitions. */
void schema_print(
    FILE *out, const char *title, const char *id, const struct type *root);

#endif
