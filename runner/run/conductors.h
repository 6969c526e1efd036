/*
 * The inside of a run, shared by conductor.c and revival.c. Nobody else
 * includes it.
 */
#ifndef RUN_CONDUCTORS_H
#define RUN_CONDUCTORS_H

#include "run/conductor.h"
#include "run/preflight.h"
#include "run/session.h"
#include "run/tally.h"

struct slot {
	struct lane *lane;
	struct session *session; /* the one that runs, or ran last */
	struct session *before;	 /* kept until its callbacks have returned */
	bool busy;
};

struct conductor {
	const struct run_config *config;
	struct result *result;
	struct arena *arena; /* of the result */
	struct site site;
	struct capability capability;
	struct pool *pool;
	struct preflight preflight;
	struct session_env env;
	struct slot *slots;
	struct case_result *cases; /* one for each testcase */
	bool *over;
	bool *lost; /* a request of it, with a kept connection */
	size_t *slot_of;
	size_t next, emitted, done, failed;
	struct tally tally;
	bool suspect; /* some exchange found no server */
	struct {
		size_t *v;
		size_t n, cap;
	} held; /* the cases whose was such an exchange */
	bool alone;	   /* one case runs, and revive() looks after it */
	unsigned restarts; /* so far */
	bool enough;  /* max_failures */
};

/* conductor.c */
void conductor_begin(struct conductor *c, struct slot *slot, size_t index);
/* Its verdict stands: what is known is excused, the sinks learn of it. */
void conductor_case_over(struct conductor *c, size_t index);

/* revival.c */
/* The verdicts of the held cases stand. */
void conductor_release_held(struct conductor *c);
/*
 * Some exchange found no server. True: the run can go on, the held cases are
 * over. False: the target is lost, and why.
 */
bool revive(struct conductor *c, struct buf *why);

#endif
