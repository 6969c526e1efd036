/*
 * Every id that a result may have: the shipped cases with their rows, those
 * that the arguments name, and the rules. What a profile or a baseline names
 * beyond them is a mistake, or gone.
 */
#ifndef CLI_SUITE_H
#define CLI_SUITE_H

#include "case/target.h"
#include "cli/options.h"

struct suite {
	struct arena *arena;
	struct str *v; /* sorted */
	size_t n, cap;
};

/* argv: the CASE arguments, which were loaded before without mistake. */
void suite_load(struct suite *s, const struct command *c, char **argv, int n,
    struct arena *a);
/* A baseline_has_fn; arg: the suite. */
bool suite_has(const void *arg, struct str id);
/*
 * False, and the mistakes are printed with their places, if the profile lists
 * known failures of ids that there are not.
 */
bool suite_knows_failures(const struct suite *s, const struct target *t);

#endif
