/*
 * Requests that reach the server at the same moment: first as many OPTIONS
 * requests, each on a new connection; when all are answered, the requests go
 * out over these connections. The handles learn on the way what Digest needs.
 */
#include "http/exchange.h"

struct racer {
	struct race *race;
	const struct request *request;
	struct request warm_request;
	struct exchange_handler handler;
	struct exchange exchange;
};

struct race {
	struct job job; /* first */
	size_t n, running;
	bool released; /* the warm-up is over */
	bool stopped;
	struct racer *racers;
};

static struct racer *
racer_of(struct exchange *x)
{
	return (struct racer *)((char *)x - offsetof(struct racer, exchange));
}

static void
finished(struct exchange *x)
{
	struct race *race = racer_of(x)->race;

	if (--race->running == 0)
		job_end(&race->job);
}

static void
release(struct race *race)
{
	race->released = true;
	race->running = race->n;
	for (size_t i = 0; i < race->n; i++) {
		struct racer *one = &race->racers[i];

		exchange_init(&one->exchange, race->job.lane, one->request,
		    &one->handler, finished);
		exchange_start(&one->exchange);
	}
}

/* What came of it does not matter: the requests themselves will tell. */
static void
warmed(struct exchange *x)
{
	struct race *race = racer_of(x)->race;

	if (--race->running == 0 && !race->stopped)
		release(race);
}

static void
start(struct job *j)
{
	struct race *race = (struct race *)j;

	if (race->n == 0) {
		job_end(j);
		return;
	}
	lane_make_room(j->lane, 2 * race->n);
	race->running = race->n;
	for (size_t i = 0; i < race->n; i++) {
		struct racer *one = &race->racers[i];

		exchange_init(
		    &one->exchange, j->lane, &one->warm_request, NULL, warmed);
		one->exchange.own_connection = true;
		exchange_start(&one->exchange);
	}
}

static void
stop(struct job *j)
{
	struct race *race = (struct race *)j;
	bool released = race->released;

	race->stopped = true;
	for (size_t i = 0; i < race->n; i++) {
		struct racer *one = &race->racers[i];

		if (one->exchange.handle != NULL)
			exchange_stop(&one->exchange);
		if (!released)
			handler_done(&one->handler, OUTCOME_STOPPED, "stopped");
	}
	job_end(j);
}

static void
race_free(struct job *j)
{
	struct race *race = (struct race *)j;

	free(race->racers);
	free(race);
}

void
lane_race(struct lane *l, const struct request *const *r, size_t n,
    const struct exchange_handler *h, struct str warm_target)
{
	static const struct job_type type = {
	    .start = start, .stop = stop, .free = race_free};
	struct race *race = xcalloc(1, sizeof(*race));

	race->n = n;
	race->racers = xcalloc(n ? n : 1, sizeof(*race->racers));
	for (size_t i = 0; i < n; i++)
		race->racers[i] = (struct racer){
		    .race = race,
		    .request = r[i],
		    .warm_request = {.method = STR("OPTIONS"),
				     .target = warm_target,
				     .user = r[i]->user},
		    .handler = h[i]
		   };
	race->job.requests = 2 * n;
	lane_enqueue(l, &race->job, &type);
}
