/*
 * What a run is measured against: the known failures of the target's profile,
 * and the baseline.
 */
#ifndef CLI_GATE_H
#define CLI_GATE_H

#include "cli/suite.h"
#include "run/known.h"

struct gate {
	struct known known;
	const char *file;	/* the baseline; NULL: none */
	struct result earlier;	/* what it holds */
	struct suite suite;	/* loaded where something asks for it */
};

/*
 * plan: the cases of the run; argv: the CASE arguments that they come from.
 * False after a message: a known failure of no such id, a baseline that
 * cannot be read.
 */
bool gate_open(struct gate *g, const struct command *c, const char *baseline,
    const struct target *t, const struct testcases *plan, char **argv, int n);
/* Names what is not as in the baseline, into r->baseline. */
void gate_judged(void *gate, struct result *r);

#endif
