/*
 * The inside of a pool, for the files of this room: lanes, their jobs, and
 * the libcurl transfers of a job.
 *
 * A lane does one job after the other (a request, a raw request, a race). A
 * job has transfers in the lane's CURLM, may watch one descriptor of its own
 * and may ask to be woken. It says job_end() when it is over and is then
 * freed by its lane. Nobody calls back a user but from within pool_run().
 */
#ifndef HTTP_LANE_H
#define HTTP_LANE_H

#include <curl/curl.h>

#include "http/handle.h"
#include "http/limit.h"
#include "http/pool.h"
#include "http/sockets.h"

#define NEVER UINT64_MAX

struct job;

struct job_type {
	void (*start)(struct job *j);
	void (*due)(struct job *j);   /* wake_at has come */
	void (*ready)(struct job *j); /* something is up with fd */
	/* Ends it as OUTCOME_STOPPED, whether it was started or not. */
	void (*stop)(struct job *j);
	void (*free)(struct job *j); /* calls nobody back */
};

struct job {
	const struct job_type *type;
	struct lane *lane;
	struct job *next;
	uint64_t number;  /* the order in which they were asked for */
	size_t requests;  /* how many the rate counts */
	uint64_t wake_at; /* clock_ms() or NEVER */
	int fd;		  /* or -1 */
	short events;	  /* of poll() */
	bool ended;
};

struct transfer {
	CURL *easy;
	/* Must take it off the lane. */
	void (*completed)(struct transfer *t, CURLcode rc);
};

struct watch {
	int fd;
	short events;
};

struct wake {
	struct wake *next;
	uint64_t at;
	void (*woken)(void *arg);
	void *arg;
};

struct lane {
	struct pool *pool;
	struct lane *next;
	CURLM *multi;
	uint64_t timer_at; /* when libcurl wants to be called */
	struct watch *watches;
	size_t n_watches, cap_watches;
	struct job *current, *queue;
	struct wake *wakes;
	struct handles handles;
	struct sockets sockets;
	bool dead; /* freed while the pool runs */
};

struct pool {
	struct wire wire;
	struct lane *lanes;
	struct limit limit;
	uint64_t jobs;	/* how many there have been */
	bool impatient; /* no Retry-After is obeyed any more */
	bool running;
	const volatile sig_atomic_t *stop;
	sig_atomic_t stop_seen;
};

/* lane.c, for the jobs */
void lane_enqueue(struct lane *l, struct job *j, const struct job_type *type);
void lane_add(struct lane *l, struct transfer *t);
void lane_remove(struct lane *l, struct transfer *t);
/* No idle connection on which something came is used any more. */
void lane_retire_stale(struct lane *l);
/* So many connections may be open at once. */
void lane_make_room(struct lane *l, size_t connections);
void job_end(struct job *j);

/* lane.c, for the pool */
void lane_start(struct lane *l); /* the first job of the queue */
void lane_watched(struct lane *l, int fd, short revents);
void lane_due(struct lane *l, uint64_t now);
uint64_t lane_deadline(const struct lane *l);
bool lane_busy(const struct lane *l);
void lane_stop(struct lane *l);
void lane_destroy(struct lane *l);

#endif
