#include <errno.h>
#include <poll.h>

#include "base/clock.h"
#include "http/lane.h"

/* A signal between the look at the stop flag and poll() is seen that late. */
#define POLL_MAX_MS 200

/* Descriptors to watch, each with its lane. */
struct watched {
	struct pollfd *fds;
	struct lane **lanes;
	size_t n, cap;
};

struct pool *
pool_new(const struct pool_config *config, struct buf *why)
{
	struct pool *p;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		fatal("libcurl cannot be used");
	p = xcalloc(1, sizeof(*p));
	if (!wire_init(&p->wire, config, why)) {
		free(p);
		curl_global_cleanup();
		return NULL;
	}
	p->limit.rate = config->rate;
	p->stop = config->stop;
	return p;
}

void
pool_free(struct pool *p)
{
	if (p == NULL)
		return;
	assert(!p->running);
	while (p->lanes != NULL) {
		struct lane *l = p->lanes;

		p->lanes = l->next;
		lane_destroy(l);
	}
	wire_release(&p->wire);
	free(p);
	curl_global_cleanup();
}

static bool
stopped(const struct pool *p)
{
	return p->stop != NULL && *p->stop != p->stop_seen;
}

void
pool_resume(struct pool *p, unsigned timeout_ms)
{
	if (p->stop != NULL)
		p->stop_seen = *p->stop;
	p->impatient = true;
	p->wire.config.timeout_ms = timeout_ms;
}

static void
bury_lanes(struct pool *p)
{
	for (struct lane **at = &p->lanes; *at != NULL;) {
		struct lane *l = *at;

		if (!l->dead) {
			at = &l->next;
			continue;
		}
		*at = l->next;
		lane_destroy(l);
	}
}

/* The lane whose next job was asked for first. */
static struct lane *
next_to_start(const struct pool *p)
{
	struct lane *first = NULL;

	for (struct lane *l = p->lanes; l != NULL; l = l->next)
		if (!l->dead && l->current == NULL && l->queue != NULL &&
		    (first == NULL || l->queue->number < first->queue->number))
			first = l;
	return first;
}

static void
start_jobs(struct pool *p)
{
	struct lane *l;

	while (!stopped(p) && limit_free_at(&p->limit) <= clock_ms() &&
	       (l = next_to_start(p)) != NULL)
		lane_start(l);
}

static bool
busy(const struct pool *p)
{
	for (const struct lane *l = p->lanes; l != NULL; l = l->next)
		if (lane_busy(l))
			return true;
	return false;
}

static void
watch(struct watched *w, struct lane *l, int fd, short events)
{
	if (w->n == w->cap) {
		w->cap = w->cap ? w->cap * 2 : 16;
		w->fds = xrealloc(w->fds, w->cap * sizeof(*w->fds));
		w->lanes = xrealloc(w->lanes, w->cap * sizeof(*w->lanes));
	}
	w->fds[w->n] = (struct pollfd){.fd = fd, .events = events};
	w->lanes[w->n++] = l;
}

static void
watch_all(struct watched *w, const struct pool *p)
{
	w->n = 0;
	for (struct lane *l = p->lanes; l != NULL; l = l->next) {
		for (size_t i = 0; i < l->n_watches; i++)
			watch(w, l, l->watches[i].fd, l->watches[i].events);
		if (l->current != NULL && l->current->fd >= 0)
			watch(w, l, l->current->fd, l->current->events);
	}
}

/* How long poll() may sleep. */
static int
patience(const struct pool *p)
{
	uint64_t now = clock_ms(), at = now + POLL_MAX_MS;

	for (const struct lane *l = p->lanes; l != NULL; l = l->next)
		if (lane_deadline(l) < at)
			at = lane_deadline(l);
	if (next_to_start(p) != NULL && limit_free_at(&p->limit) < at)
		at = limit_free_at(&p->limit);
	return at > now ? (int)(at - now) : 0;
}

static void
serve(struct pool *p, struct watched *w)
{
	int n;

	watch_all(w, p);
	n = poll(w->fds, w->n, patience(p));
	if (n < 0 && errno != EINTR)
		fatal("poll: %s", strerror(errno));
	if (stopped(p))
		return;
	for (size_t i = 0; n > 0 && i < w->n; i++)
		if (w->fds[i].revents != 0)
			lane_watched(
			    w->lanes[i], w->fds[i].fd, w->fds[i].revents);
	for (struct lane *l = p->lanes; l != NULL; l = l->next)
		lane_due(l, clock_ms());
}

void
pool_run(struct pool *p)
{
	struct watched w = {0};

	assert(!p->running);
	p->running = true;
	while (!stopped(p) && busy(p)) {
		start_jobs(p);
		serve(p, &w);
		bury_lanes(p);
	}
	if (stopped(p))
		for (struct lane *l = p->lanes; l != NULL; l = l->next)
			if (!l->dead)
				lane_stop(l);
	bury_lanes(p);
	p->running = false;
	free(w.fds);
	free(w.lanes);
}
