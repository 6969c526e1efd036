/*
 * --matrix: after the plain run each fault of the reference server in turn,
 * with a server of its own.
 *
 * First only the cases that claim what the fault violates; all, if none of
 * them catches it. What no fault of its own requirements broke is then tried
 * with every other, unless only some faults were asked for.
 */
#ifndef CLI_MATRIX_H
#define CLI_MATRIX_H

#include "cli/cases.h"
#include "cli/target.h"
#include "report/faultmatrix.h"
#include "run/conductor.h"

struct matrix_run {
	const struct command *command;
	struct texts chosen;		     /* --fault; none: all */
	const struct target_options *target; /* without faults */
	const struct run_config *config;     /* of the plain run */
	bool selects;			     /* an option leaves out cases */
	bool progress;			     /* draw a line on standard error */
};

/*
 * Takes the faults out of the options: the plain run has none. False after a
 * message: no such fault, or not the target for it.
 */
bool matrix_settle(struct matrix_run *m, const struct command *c,
    struct target_options *o, const struct case_options *cases,
    const char *target);
/* Into r->matrix; r is the result of the plain run. Stops as that would. */
void matrix_run(struct matrix_run *how, struct result *r);

#endif
