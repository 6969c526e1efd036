/*
 * A run: all selected cases against one target.
 *
 * Looks whether the target can be tested, gives each lane one case after the
 * other, hands the results to the sinks in plan order, clears up.
 */
#ifndef RUN_CONDUCTOR_H
#define RUN_CONDUCTOR_H

#include "http/pool.h"
#include "report/sink.h"
#include "run/known.h"
#include "run/secrets.h"

struct run_config {
	const struct target *target; /* with its url */
	struct pool_config pool;     /* origin is filled in */
	const struct testcases *cases;
	struct known *known;
	struct sinks *sinks;
	unsigned jobs;	       /* at least 1 */
	size_t max_failures;   /* 0: no bound */
	unsigned wait_ms;      /* for the target to answer */
	bool keep, announce;
	const struct headers *extra; /* of every request, or NULL */
	struct trace *trace;   /* or NULL */
	const struct secrets *secrets; /* hidden in the result */
	/* Starts the server that died; as often as the target allows it. */
	bool (*again)(void *arg);
	void *again_arg;
	/* The result is whole, before the sinks see its end; or NULL. */
	void (*judged)(void *arg, struct result *r);
	void *judged_arg;
};

enum run_end {
	RUN_DONE,
	RUN_UNTESTABLE,	  /* result->bail_out says why; nothing ran */
	RUN_LOST,	  /* result->bail_out says why */
	RUN_ENOUGH,	  /* max_failures */
	RUN_INTERRUPTED,  /* *pool.stop was set */
};

/*
 * result: arena, version, command and strict are set by the caller, the rest
 * is filled in, also after an early end (with the cases that ended).
 */
enum run_end run_cases(const struct run_config *config, struct result *result);

#endif
