/*
 * Literal bytes on a connection of their own: libcurl connects (with TLS and
 * proxies) and moves the bytes, all else is done here.
 */
#include <poll.h>

#include "base/clock.h"
#include "http/exchange.h"
#include "http/framing.h"

#define HEAD_MAX ((size_t)256 * 1024)
#define QUIET_MS 200

struct raw {
	struct transfer transfer; /* first */
	struct job job;
	struct exchange_handler handler;
	struct handle *handle;
	struct str bytes;
	size_t offset;
	bool unsendable; /* the server takes no more */
	struct buf head;
	struct framing framing;
	bool replied;
	uint64_t body_size, started, deadline;
	char error[CURL_ERROR_SIZE];
};

static struct raw *
raw_of(struct job *j)
{
	return (struct raw *)((char *)j - offsetof(struct raw, job));
}

/* The head of what went out, as far as it went. */
static struct str
sent_head(const struct raw *r)
{
	struct str sent = str_sub(r->bytes, 0, r->offset);
	size_t end = str_find(sent, STR("\r\n\r\n"));

	return str_sub(sent, 0, end == sent.n ? end : end + 4);
}

static void
raw_end(struct raw *r, enum outcome outcome, const char *why)
{
	struct exchange_end end = {.outcome = outcome, .why = why};

	if (r->handle != NULL) {
		lane_remove(r->job.lane, &r->transfer);
		handle_free(r->handle);
		r->handle = NULL;
	}
	end.sent = sent_head(r);
	end.body_size = r->body_size;
	end.duration_ms = (unsigned)(clock_ms() - r->started);
	if (r->handler.done != NULL)
		r->handler.done(r->handler.arg, &end);
	job_end(&r->job);
}

/* False when the exchange has ended. */
static bool
pass_body(struct raw *r, struct str in)
{
	uint64_t max = r->job.lane->pool->wire.config.max_body;
	struct str piece;

	while (framing_next(&r->framing, &in, &piece)) {
		bool fits = piece.n <= max - r->body_size;

		if (!fits)
			piece.n = (size_t)(max - r->body_size);
		r->body_size += piece.n;
		if (piece.n > 0 && r->handler.body != NULL &&
		    !r->handler.body(r->handler.arg, piece.p, piece.n)) {
			raw_end(
			    r, OUTCOME_STOPPED, "enough of the body was seen");
			return false;
		}
		if (!fits) {
			raw_end(r, OUTCOME_TOO_LARGE, "a body over the bound");
			return false;
		}
	}
	if (r->framing.broken) {
		raw_end(r, OUTCOME_NOT_HTTP, "the chunked coding is broken");
		return false;
	}
	return true;
}

static bool
cannot_be_http(struct str head)
{
	struct str begin = STR("HTTP/");

	return head.n > 0 && !str_starts(str_sub(head, 0, begin.n),
				 str_sub(begin, 0, head.n));
}

/*
 * Takes whole header sections off the head; 1xx come before the final one.
 * False when the exchange has ended.
 */
static bool
pass_head(struct raw *r)
{
	struct arena arena = {0};
	struct reply reply;
	struct str rest = buf_view(&r->head);
	size_t n;

	while (!r->replied && (n = reply_parse(rest, &arena, &reply)) > 0) {
		rest = str_from_at(rest, n);
		if (reply.status >= 100 && reply.status < 200 &&
		    reply.status != 101) {
			if (r->handler.interim != NULL)
				r->handler.interim(r->handler.arg, &reply);
			continue;
		}
		r->replied = true;
		framing_init(
		    &r->framing, &reply, str_starts(r->bytes, STR("HEAD ")));
		if (r->handler.reply != NULL)
			r->handler.reply(r->handler.arg, &reply);
	}
	arena_release(&arena);
	if (r->replied)
		return pass_body(r, rest);
	memmove(r->head.p, rest.p, rest.n);
	r->head.n = rest.n;
	return true;
}

/* As much as the head has room for; false when the exchange has ended. */
static bool
add_to_head(struct raw *r, struct str *in)
{
	struct str first = str_sub(*in, 0, HEAD_MAX - r->head.n);

	*in = str_from_at(*in, first.n);
	buf_str(&r->head, first);
	if (str_index(first, '\n') < first.n && !pass_head(r))
		return false;
	if (r->replied)
		return true;
	if (cannot_be_http(buf_view(&r->head))) {
		raw_end(r, OUTCOME_NOT_HTTP, "what came is not HTTP");
		return false;
	}
	if (r->head.n == HEAD_MAX) {
		raw_end(r, OUTCOME_TOO_LARGE, "a header section over 256 KiB");
		return false;
	}
	return true;
}

static bool
received(struct raw *r, struct str in)
{
	while (in.n > 0 && !r->replied)
		if (!add_to_head(r, &in))
			return false;
	return pass_body(r, in);
}

static void
closed(struct raw *r, const char *why)
{
	if (r->replied &&
	    (framing_complete(&r->framing) || r->framing.kind == FRAMING_CLOSE))
		raw_end(r, OUTCOME_ANSWERED, "");
	else
		raw_end(r, OUTCOME_CLOSED, why);
}

/* False when the exchange has ended. */
static bool
receive(struct raw *r)
{
	char block[16 * 1024];
	size_t n;
	CURLcode rc;

	while ((rc = curl_easy_recv(
		    r->transfer.easy, block, sizeof(block), &n)) == CURLE_OK &&
	       n > 0)
		if (!received(r, (struct str){block, n}))
			return false;
	if (rc == CURLE_AGAIN)
		return true;
	closed(r, rc == CURLE_OK
		      ? "the connection was closed before the end of "
			"the response"
		      : curl_easy_strerror(rc));
	return false;
}

/* A server may answer and close before it has read everything. */
static void
transmit(struct raw *r)
{
	while (r->offset < r->bytes.n && !r->unsendable) {
		size_t n = 0;
		CURLcode rc = curl_easy_send(r->transfer.easy,
		    r->bytes.p + r->offset, r->bytes.n - r->offset, &n);

		if (rc == CURLE_AGAIN)
			return;
		r->unsendable = rc != CURLE_OK;
		r->offset += n;
	}
}

static void
ready(struct job *j)
{
	struct raw *r = raw_of(j);
	uint64_t quiet_at;

	transmit(r);
	if (!receive(r))
		return;
	j->events = POLLIN;
	if (r->offset < r->bytes.n && !r->unsendable)
		j->events |= POLLOUT;
	quiet_at = clock_ms() + QUIET_MS;
	j->wake_at = r->deadline;
	if (r->replied && framing_complete(&r->framing) &&
	    quiet_at < j->wake_at)
		j->wake_at = quiet_at;
}

static void
due(struct job *j)
{
	struct raw *r = raw_of(j);

	if (r->replied && framing_complete(&r->framing))
		raw_end(r, OUTCOME_ANSWERED, "");
	else
		raw_end(r, OUTCOME_TIMEOUT, "the time is over");
}

static void
connected(struct transfer *t, CURLcode rc)
{
	struct raw *r = (struct raw *)t;
	curl_socket_t fd = CURL_SOCKET_BAD;

	if (rc == CURLE_OK)
		rc = curl_easy_getinfo(t->easy, CURLINFO_ACTIVESOCKET, &fd);
	if (rc != CURLE_OK || fd == CURL_SOCKET_BAD) {
		raw_end(r, OUTCOME_REFUSED,
		    r->error[0] ? r->error : curl_easy_strerror(rc));
		return;
	}
	r->job.fd = fd;
	ready(&r->job);
}

static void
start(struct job *j)
{
	struct raw *r = raw_of(j);
	const struct wire *w = &j->lane->pool->wire;
	struct handles none = {0};
	CURL *e;

	r->handle = handle_take(&none, w, STR(""));
	e = r->handle->easy;
	r->transfer.easy = e;
	r->transfer.completed = connected;
	r->started = clock_ms();
	r->deadline = r->started + w->config.timeout_ms;
	easy_set(e, CURLOPT_URL, w->config.origin);
	easy_set(e, CURLOPT_ERRORBUFFER, r->error);
	easy_set(e, CURLOPT_TIMEOUT_MS, (long)w->config.timeout_ms);
	easy_set(e, CURLOPT_CONNECT_ONLY, 1L);
	easy_set(e, CURLOPT_FRESH_CONNECT, 1L);
	easy_set(e, CURLOPT_HTTPPROXYTUNNEL, 1L);
	lane_add(j->lane, &r->transfer);
}

static void
stop(struct job *j)
{
	raw_end(raw_of(j), OUTCOME_STOPPED, "stopped");
}

static void
raw_free(struct job *j)
{
	struct raw *r = raw_of(j);

	buf_release(&r->head);
	free(r);
}

void
lane_send_raw(
    struct lane *l, struct str bytes, const struct exchange_handler *h)
{
	static const struct job_type type = {.start = start,
	    .due = due,
	    .ready = ready,
	    .stop = stop,
	    .free = raw_free};
	struct raw *r = xcalloc(1, sizeof(*r));

	r->handler = *h;
	r->bytes = bytes;
	r->job.requests = 1;
	r->started = clock_ms();
	buf_init(&r->head, HEAD_MAX);
	lane_enqueue(l, &r->job, &type);
}
