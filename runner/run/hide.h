/* A result without secrets: every text that a server can have written. */
#ifndef RUN_HIDE_H
#define RUN_HIDE_H

#include "report/result.h"
#include "run/secrets.h"

/* Of a case; a is the arena of the result. */
void hide_case(
    const struct secrets *s, struct case_result *r, struct arena *a);
/* What a result has besides its cases; after that of cases and rules. */
void hide_result(const struct secrets *s, struct result *r);

#endif
