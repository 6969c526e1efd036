/*
 * The inside of a session, shared by the files that carry it out: session.c
 * (start), fixture.c (`given`), stepping.c (steps), judging.c (their answers),
 * readback.c (the tree), cleanup.c, ending.c (verdict). Nobody else includes it.
 */
#ifndef RUN_SESSIONS_H
#define RUN_SESSIONS_H

#include "case/load.h"
#include "check/expect.h"
#include "run/flight.h"
#include "run/session.h"

/* A lock that the case was granted and did not give back. */
struct held_lock {
	struct str target; /* request target of its LOCK */
	struct str token;
	struct str user; /* as request.user */
};

/* What a file must hold, because we wrote it. */
struct written {
	struct str target;
	uint64_t length;
	char sha256[SHA256_HEX];
};

enum phase {
	PHASE_SCRATCH,
	PHASE_GIVEN,
	PHASE_STEPS,
	PHASE_CLEANUP,
	PHASE_ENDED,
};

/* Reading the scratch collection back: readback.c. */
struct readback {
	struct tree_seen seen;
	struct strs folders; /* still to be listed, from next_folder */
	size_t next_folder, next_file;
	struct qnames props;
	bool want_bodies; /* GET the files */
	void (*done)(struct session *s);
};

struct session {
	const struct session_env *env;
	const struct testcase *tc;
	size_t index;
	struct lane *lane;
	struct case_result *result;
	struct arena arena; /* of the case run */
	struct request_maker maker;
	struct place place;
	enum phase phase;
	bool again; /* session_new() */
	bool begun, scratch_made, saw_no_server, lost_request, cancelled, waiting;
	struct rule_set applied;
	FILE *trace;
	struct secrets secrets; /* with those that the exchanges brought */

	struct tree given;
	size_t given_at, given_props_at;

	struct variables captured;
	struct builtins builtins;
	size_t step_at; /* index of the step being carried out */
	struct step step;
	struct flight *flight;	 /* of the step; the first of a race */
	struct flight **racers;	 /* of a race */
	size_t n_racers, racers_over;
	size_t record;	    /* index of the step's record in the result */
	uint64_t until;	    /* clock_ms() after which no more is tried */
	struct str unread;  /* why only `assume` of the step could be read */

	struct {
		struct written *v;
		size_t n, cap;
	} written;
	struct {
		struct held_lock *v;
		size_t n, cap;
	} locks;
	struct readback readback;
	bool searched_locks;
};

/* session.c */
/* A request of the runner's own inside the scratch collection. */
struct flight *session_plain(struct session *s, const char *purpose,
    const char *method, struct str path);
/* Sends; keeps records, locks and traces before done is called. */
void session_send(struct session *s, struct flight *f,
    void (*done)(struct flight *f));
/* Notes what an ended flight means for records, rules, locks. */
void session_note(struct session *s, struct flight *f);
/* The case cannot go on; then the clean-up. */
PRINTF(2, 3) void session_error(struct session *s, const char *fmt, ...);
/* The case ends as a skip; then the clean-up. */
PRINTF(2, 3) void session_skip(struct session *s, const char *fmt, ...);
struct finding *session_finding(struct session *s, enum finding_level level);
struct reading session_reading(struct session *s, struct diags *diags);
void session_end(struct session *s);

/* fixture.c */
void given_start(struct session *s);
/* A PUT of a target that takes no plain files: then the case is a skip. */
bool file_refused(struct session *s, const struct flight *f);
/* stepping.c */
void steps_start(struct session *s);
void step_next(struct session *s);
/* The same step once more, after a pause: `until`. */
void step_again(struct session *s);
/* The text of an error while a step was read, or nothing. */
struct str session_reading_error(bool ok, const struct reading *r);
/* judging.c */
void step_answered(struct session *s);
/* readback.c */
void readback_start(struct session *s, const struct qnames *props,
    bool bodies, void (*done)(struct session *s));
/* cleanup.c */
void cleanup_start(struct session *s);
/* memory.c: what is locked and written */
void memory_note(struct session *s, const struct flight *f);
const struct written *memory_of(const struct session *s, struct str target);

#endif
