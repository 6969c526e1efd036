#include "http/lane.h"

#include <poll.h>

#include "base/clock.h"

/* Connections that a lane keeps, unless a race needs more. */
#define CONNECTIONS_MAX 64

static struct watch *
watch_find(struct lane *l, int fd)
{
	for (size_t i = 0; i < l->n_watches; i++)
		if (l->watches[i].fd == fd)
			return &l->watches[i];
	return NULL;
}

static struct watch *
watch_add(struct lane *l)
{
	if (l->n_watches == l->cap_watches) {
		l->cap_watches = l->cap_watches ? l->cap_watches * 2 : 4;
		l->watches =
		    xrealloc(l->watches, l->cap_watches * sizeof(*l->watches));
	}
	return &l->watches[l->n_watches++];
}

/* libcurl says which of its descriptors are to be watched for what. */
static int
on_socket(CURL *easy, curl_socket_t fd, int what, void *arg, void *unused)
{
	struct lane *l = arg;
	struct watch *w = watch_find(l, fd);

	(void)easy, (void)unused;
	if (what == CURL_POLL_REMOVE) {
		if (w != NULL)
			*w = l->watches[--l->n_watches];
		return 0;
	}
	if (w == NULL)
		w = watch_add(l);
	w->fd = fd;
	w->events = 0;
	if (what & CURL_POLL_IN)
		w->events |= POLLIN;
	if (what & CURL_POLL_OUT)
		w->events |= POLLOUT;
	return 0;
}

static int
on_timer(CURLM *multi, long ms, void *arg)
{
	struct lane *l = arg;

	(void)multi;
	l->timer_at = ms < 0 ? NEVER : clock_ms() + (uint64_t)ms;
	return 0;
}

struct lane *
lane_new(struct pool *p)
{
	struct lane *l = xcalloc(1, sizeof(*l));

	l->pool = p;
	l->timer_at = NEVER;
	l->multi = curl_multi_init();
	if (l->multi == NULL)
		fatal("libcurl cannot make a multi handle");
	curl_multi_setopt(l->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
	curl_multi_setopt(l->multi, CURLMOPT_SOCKETDATA, l);
	curl_multi_setopt(l->multi, CURLMOPT_TIMERFUNCTION, on_timer);
	curl_multi_setopt(l->multi, CURLMOPT_TIMERDATA, l);
	curl_multi_setopt(l->multi, CURLMOPT_PIPELINING, CURLPIPE_NOTHING);
	curl_multi_setopt(
	    l->multi, CURLMOPT_MAXCONNECTS, (long)CONNECTIONS_MAX);
	l->next = p->lanes;
	p->lanes = l;
	return l;
}

/* ---------------------------------------------------------------- jobs */

void
lane_enqueue(struct lane *l, struct job *j, const struct job_type *type)
{
	struct job **at = &l->queue;

	assert(!l->dead);
	j->type = type;
	j->lane = l;
	j->number = l->pool->jobs++;
	j->wake_at = NEVER;
	j->fd = -1;
	while (*at != NULL)
		at = &(*at)->next;
	*at = j;
}

void
job_end(struct job *j)
{
	j->ended = true;
	j->wake_at = NEVER;
	j->fd = -1;
}

/* A job is not freed while a function of its own is running. */
static void
settle(struct lane *l)
{
	struct job *j = l->current;

	if (j == NULL || !j->ended)
		return;
	l->current = NULL;
	j->type->free(j);
}

void
lane_start(struct lane *l)
{
	struct job *j = l->queue;

	assert(l->current == NULL && j != NULL);
	l->queue = j->next;
	j->next = NULL;
	l->current = j;
	limit_take(&l->pool->limit, clock_ms(), j->requests);
	j->type->start(j);
	settle(l);
}

void
lane_add(struct lane *l, struct transfer *t)
{
	easy_set(t->easy, CURLOPT_PRIVATE, t);
	if (curl_multi_add_handle(l->multi, t->easy) != CURLM_OK)
		fatal("libcurl refuses a transfer");
}

void
lane_remove(struct lane *l, struct transfer *t)
{
	curl_multi_remove_handle(l->multi, t->easy);
}

void
lane_retire_stale(struct lane *l)
{
	for (size_t i = 0; i < l->sockets.n; i++)
		if (watch_find(l, l->sockets.fds[i]) == NULL)
			sockets_retire_if_stale(l->sockets.fds[i]);
}

void
lane_make_room(struct lane *l, size_t connections)
{
	if (connections > CONNECTIONS_MAX)
		curl_multi_setopt(
		    l->multi, CURLMOPT_MAXCONNECTS, (long)connections);
}

/* Transfers that are over. */
static void
reap(struct lane *l)
{
	CURLMsg *m;
	int left;

	while ((m = curl_multi_info_read(l->multi, &left)) != NULL) {
		CURLcode rc = m->data.result;
		char *private = NULL;
		struct transfer *t;

		if (m->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, &private);
		t = (void *)private;
		t->completed(t, rc);
	}
	settle(l);
}

void
lane_watched(struct lane *l, int fd, short revents)
{
	int what = 0, running;

	if (l->dead)
		return;
	if (l->current != NULL && l->current->fd == fd) {
		l->current->type->ready(l->current);
		settle(l);
		return;
	}
	if (watch_find(l, fd) == NULL)
		return;
	if (revents & POLLIN)
		what |= CURL_CSELECT_IN;
	if (revents & POLLOUT)
		what |= CURL_CSELECT_OUT;
	if (revents & (POLLERR | POLLHUP | POLLNVAL))
		what |= CURL_CSELECT_ERR;
	curl_multi_socket_action(l->multi, fd, what, &running);
	reap(l);
}

/* ---------------------------------------------------------------- time */

void
lane_wait(struct lane *l, unsigned ms, void (*woken)(void *arg), void *arg)
{
	struct wake *w = xcalloc(1, sizeof(*w));
	struct wake **at = &l->wakes;

	assert(!l->dead);
	*w = (struct wake){.at = clock_ms() + ms, .woken = woken, .arg = arg};
	while (*at != NULL && (*at)->at <= w->at)
		at = &(*at)->next;
	w->next = *at;
	*at = w;
}

static void
wake_first(struct lane *l)
{
	struct wake *w = l->wakes;
	void (*woken)(void *) = w->woken;
	void *arg = w->arg;

	l->wakes = w->next;
	free(w);
	woken(arg);
}

static void
forget_wakes(struct lane *l)
{
	while (l->wakes != NULL) {
		struct wake *w = l->wakes;

		l->wakes = w->next;
		free(w);
	}
}

void
lane_due(struct lane *l, uint64_t now)
{
	int running;

	if (!l->dead && l->timer_at <= now) {
		l->timer_at = NEVER;
		curl_multi_socket_action(
		    l->multi, CURL_SOCKET_TIMEOUT, 0, &running);
		reap(l);
	}
	if (!l->dead && l->current != NULL && l->current->wake_at <= now) {
		l->current->type->due(l->current);
		settle(l);
	}
	while (!l->dead && l->wakes != NULL && l->wakes->at <= now)
		wake_first(l);
}

uint64_t
lane_deadline(const struct lane *l)
{
	uint64_t at = l->timer_at;

	if (l->current != NULL && l->current->wake_at < at)
		at = l->current->wake_at;
	if (l->wakes != NULL && l->wakes->at < at)
		at = l->wakes->at;
	return at;
}

bool
lane_busy(const struct lane *l)
{
	return !l->dead &&
	       (l->current != NULL || l->queue != NULL || l->wakes != NULL);
}

/* What the callbacks ask for anew stays in the queue. */
void
lane_stop(struct lane *l)
{
	struct job *queue = l->queue;

	l->queue = NULL;
	forget_wakes(l);
	if (l->current != NULL)
		l->current->type->stop(l->current);
	settle(l);
	while (queue != NULL) {
		struct job *j = queue;

		queue = j->next;
		j->type->stop(j);
		j->type->free(j);
	}
}

/* ---------------------------------------------------------------- life */

void
lane_destroy(struct lane *l)
{
	assert(l->current == NULL);
	while (l->queue != NULL) {
		struct job *j = l->queue;

		l->queue = j->next;
		j->type->free(j);
	}
	forget_wakes(l);
	handles_release(&l->handles);
	curl_multi_cleanup(l->multi);
	sockets_release(&l->sockets);
	free(l->watches);
	free(l);
}

void
lane_free(struct lane *l)
{
	struct lane **at;

	if (l == NULL)
		return;
	if (l->pool->running) {
		l->dead = true;
		return;
	}
	for (at = &l->pool->lanes; *at != l; at = &(*at)->next)
		assert(*at != NULL);
	*at = l->next;
	lane_destroy(l);
}
