/*
 * One case on its way: scratch collection, `given`, steps, clean-up, verdict.
 *
 * A session is a state machine driven by the callbacks of its lane; several
 * run side by side in one event loop. It removes what it made and unlocks
 * what it locked, also after a failure.
 */
#ifndef RUN_SESSION_H
#define RUN_SESSION_H

#include "http/pool.h"
#include "report/result.h"
#include "run/capability.h"
#include "run/secrets.h"
#include "run/site.h"
#include "run/trace.h"

struct session;

struct session_env {
	const struct site *site;
	const struct capability *capability;
	struct pool *pool;
	const struct pool_config *way; /* what the pool was made of */
	bool keep;	      /* leave the scratch collection */
	bool announce;	      /* X-Davproof-Case */
	const struct headers *extra; /* of every request, or NULL */
	struct trace *trace;  /* or NULL */
	const struct secrets *secrets;
	struct arena *arena;  /* of the result */
	void *arg;
	/* The case is over and result is complete, but for `known`. */
	void (*ended)(void *arg, size_t index);
	/* Something of it is left on the server. */
	void (*left)(void *arg, struct str url);
};

/* What became of the case goes into *result; ids and titles are set. again: it
   ran before; now each request has a connection of its own. */
struct session *session_new(const struct session_env *env,
    const struct testcase *tc, size_t index, bool again, struct lane *lane,
    struct case_result *result);
void session_start(struct session *s);
/* After an interrupt, once the pool runs again: straight to the clean-up. */
void session_cancel(struct session *s);
/* Something was sent that is the case's own. */
bool session_begun(const struct session *s);
/* An exchange found no server to talk to. */
bool session_saw_no_server(const struct session *s);
/* A request that must not go out twice was lost with a kept connection. */
bool session_lost_request(const struct session *s);
/* Rules that had something to look at in this case. */
struct rule_set;
void session_applied(const struct session *s, struct rule_set *into);
void session_free(struct session *s); /* NULL is allowed */

/* Fills in id, title and what else is known before a case runs. */
void case_result_init(struct case_result *r, const struct testcase *tc,
    struct arena *arena);

#endif
