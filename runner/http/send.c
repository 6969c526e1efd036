#include "http/exchange.h"

#include "base/clock.h"

#define RETRIES_MAX 3

/* A request of its own: the ordinary job. */
struct send {
	struct job job; /* first */
	struct exchange exchange;
	unsigned retries;
};

static void
finished(struct exchange *x)
{
	struct send *s =
	    (struct send *)((char *)x - offsetof(struct send, exchange));

	if (!x->retry) {
		job_end(&s->job);
		return;
	}
	s->retries++;
	s->job.wake_at = clock_ms() + x->retry_ms;
}

static void
start(struct job *j)
{
	struct send *s = (struct send *)j;
	struct pool *p = j->lane->pool;

	s->exchange.patient = s->retries < RETRIES_MAX && !p->impatient;
	exchange_start(&s->exchange);
}

static void
due(struct job *j)
{
	j->wake_at = NEVER;
	limit_take(&j->lane->pool->limit, clock_ms(), 1);
	start(j);
}

static void
stop(struct job *j)
{
	struct send *s = (struct send *)j;

	s->exchange.retry = false;
	exchange_stop(&s->exchange);
}

static void
send_free(struct job *j)
{
	free(j);
}

void
lane_send(
    struct lane *l, const struct request *r, const struct exchange_handler *h)
{
	static const struct job_type type = {
	    .start = start, .due = due, .stop = stop, .free = send_free};
	struct send *s = xcalloc(1, sizeof(*s));

	exchange_init(&s->exchange, l, r, h, finished);
	s->job.requests = 1;
	lane_enqueue(l, &s->job, &type);
}
