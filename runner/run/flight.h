/*
 * One exchange on its way: the request, the judge that sees the answer come
 * in, and what is left of it when it is over.
 *
 * A flight lives in the arena of the case run; flight_end() must have been
 * called (it is, by the pool's last callback) before that arena goes.
 */
#ifndef RUN_FLIGHT_H
#define RUN_FLIGHT_H

#include "check/judge.h"
#include "http/pool.h"
#include "report/result.h"
#include "run/request.h"

struct flight {
	struct arena *arena;
	struct str purpose; /* "given", "step", "tree", "clean-up" */
	struct str label;
	unsigned step; /* from 1; 0: none */
	struct request request;
	struct str raw; /* a literal request instead; else nothing */
	struct context context;
	struct str request_id;
	struct str curl;

	struct observation seen;
	struct findings findings; /* of the rules */
	struct rule_set applied;
	struct judge *judge;
	enum outcome outcome;
	struct str sent; /* request line and headers: with secrets */
	uint64_t body_size;
	unsigned duration_ms;
	bool over, again; /* again: it was sent a second time */
	bool lost; /* with a kept connection, and not sent a second time */
	struct lane *lane;

	void *arg;
	void (*done)(struct flight *f);
	void (*then)(struct flight *f); /* the sender's own, after done */
};

struct flight *flight_new(struct arena *a, const char *purpose);
void flight_send(struct flight *f, struct lane *l);
/* All at the same moment; done is called for each. */
void flight_race(
    struct flight *const *f, size_t n, struct lane *l, struct str warm);

/* Its status, or 0. */
int flight_status(const struct flight *f);
/* 2xx. */
bool flight_succeeded(const struct flight *f);
/* "answered 403 Forbidden", "timed out: ...". */
struct str flight_ended(const struct flight *f, struct arena *a);

/* A copy of what a report shows of it, headers without secrets. */
void flight_record(
    const struct flight *f, struct arena *keep, struct exchange_record *out);
/* A copy of a finding with all its strings. */
struct finding finding_copy(const struct finding *f, struct arena *keep);

#endif
