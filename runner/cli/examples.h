/*
 * What a rule means, shown: an answer that breaks it, with what is found where
 * it is found, and one that does not.
 */
#ifndef CLI_EXAMPLES_H
#define CLI_EXAMPLES_H

#include "check/judge.h"

/* To standard output; only their names where they are not installed. */
void examples_print(const struct rule *rule, struct arena *a);

#endif
