#include "http/exchange.h"

#include "base/clock.h"

#define HEAD_MAX ((size_t)256 * 1024)
#define SENT_MAX ((size_t)1024 * 1024)
#define SENDS_MAX 8 /* Negotiate needs a few */

enum outcome
outcome_of(CURLcode rc, unsigned sends, const char *why)
{
	switch (rc) {
	case CURLE_OK:
		return OUTCOME_ANSWERED;
	case CURLE_OPERATION_TIMEDOUT:
		return sends > 0 ? OUTCOME_TIMEOUT : OUTCOME_REFUSED;
	case CURLE_UNSUPPORTED_PROTOCOL:
	case CURLE_WEIRD_SERVER_REPLY:
	case CURLE_BAD_CONTENT_ENCODING:
		return OUTCOME_NOT_HTTP;
	case CURLE_OUT_OF_MEMORY:
	case CURLE_FILESIZE_EXCEEDED:
		return OUTCOME_TOO_LARGE; /* libcurl's own bound of a line */
	case CURLE_RECV_ERROR:
		if (strstr(why, "in chunked-encoding") != NULL)
			return OUTCOME_NOT_HTTP;
		return sends > 0 ? OUTCOME_CLOSED : OUTCOME_REFUSED;
	default:
		return sends > 0 ? OUTCOME_CLOSED : OUTCOME_REFUSED;
	}
}

void
handler_done(
    const struct exchange_handler *h, enum outcome outcome, const char *why)
{
	struct exchange_end end = {
	    .outcome = outcome, .why = why, .sent = STR("")};

	if (h->done != NULL)
		h->done(h->arg, &end);
}

static void
force(struct exchange *x, enum outcome outcome, const char *why)
{
	x->forced = true;
	x->outcome = outcome;
	x->why = why;
}

static void
show_reply(struct exchange *x)
{
	if (x->shown || x->retry || !x->have_reply)
		return;
	if (x->patient && retry_after(&x->reply, &x->retry_ms)) {
		x->retry = true;
		return;
	}
	x->shown = true;
	if (x->handler.reply != NULL)
		x->handler.reply(x->handler.arg, &x->reply);
}

static void
forget_reply(struct exchange *x)
{
	buf_clear(&x->head);
	arena_release(&x->arena);
	x->reply = (struct reply){0};
	x->have_reply = false;
}

/* Whether the request may go out once more; if not, how the exchange ends. */
static bool
may_send_again(struct exchange *x)
{
	if (x->have_reply) {
		if ((x->reply.status == 401 || x->reply.status == 407) &&
		    x->sends <= SENDS_MAX)
			return true;
		force(x, OUTCOME_ANSWERED, "");
		return false;
	}
	x->deaths++;
	if (x->deaths == 1 && method_is_safe(x->request->method))
		return true;
	force(x, OUTCOME_CLOSED,
	    "the kept connection was closed without an answer, and the "
	    "request was not sent again");
	return false;
}

/* libcurl is about to send the request. */
static int
on_send(void *arg, char *to_ip, char *from_ip, int to_port, int from_port)
{
	struct exchange *x = arg;

	(void)to_ip, (void)from_ip, (void)to_port, (void)from_port;
	if (x->sends > 0 && !may_send_again(x))
		return CURL_PREREQFUNC_ABORT;
	if (x->sends++ > 0)
		limit_take(&x->lane->pool->limit, clock_ms(), 1);
	forget_reply(x);
	return CURL_PREREQFUNC_OK;
}

/* The empty line came; 0 ends the exchange. */
static size_t
end_of_section(struct exchange *x, size_t n)
{
	struct reply r;

	if (reply_parse(buf_view(&x->head), &x->arena, &r) == 0) {
		force(x, OUTCOME_NOT_HTTP, "the status line cannot be read");
		return 0;
	}
	if (r.status >= 100 && r.status < 200 && r.status != 101) {
		if (x->handler.interim != NULL)
			x->handler.interim(x->handler.arg, &r);
		forget_reply(x);
		return n;
	}
	x->reply = r;
	x->have_reply = true;
	if (r.status == 101 || x->out.end_at_head) {
		force(x, OUTCOME_ANSWERED, "");
		return 0;
	}
	return n;
}

/* One line; trailers come here too, and are no part of the reply. */
static size_t
on_header(char *p, size_t size, size_t n, void *arg)
{
	struct exchange *x = arg;

	n *= size;
	if (x->have_reply)
		return n;
	if (!buf_add(&x->head, p, n)) {
		force(x, OUTCOME_TOO_LARGE, "a header section over 256 KiB");
		return 0;
	}
	if ((n == 1 && p[0] == '\n') || (n == 2 && p[0] == '\r'))
		return end_of_section(x, n);
	return n;
}

static size_t
on_body(char *p, size_t size, size_t n, void *arg)
{
	struct exchange *x = arg;
	uint64_t room = x->lane->pool->wire.config.max_body - x->body_size;
	size_t fits;

	n *= size;
	show_reply(x);
	fits = n > room ? (size_t)room : n;
	x->body_size += fits;
	if (!x->retry && fits > 0 && x->handler.body != NULL &&
	    !x->handler.body(x->handler.arg, p, fits)) {
		force(x, OUTCOME_STOPPED, "enough of the body was seen");
		return 0;
	}
	if (fits == n)
		return n;
	force(x, OUTCOME_TOO_LARGE, "a body over the bound");
	return 0;
}

static int
on_debug(CURL *easy, curl_infotype type, char *p, size_t n, void *arg)
{
	struct exchange *x = arg;

	(void)easy;
	if (type == CURLINFO_HEADER_OUT) {
		buf_clear(&x->sent);
		buf_str(&x->sent, (struct str){p, n});
	}
	return 0;
}

void
exchange_init(struct exchange *x, struct lane *l, const struct request *r,
    const struct exchange_handler *h, void (*finished)(struct exchange *))
{
	*x = (struct exchange){.lane = l,
	    .request = r,
	    .handler = h ? *h : (struct exchange_handler){0},
	    .finished = finished};
}

static void completed(struct transfer *t, CURLcode rc);

static void
prepare_callbacks(struct exchange *x, CURL *e)
{
	x->error[0] = '\0';
	easy_set(e, CURLOPT_ERRORBUFFER, x->error);
	easy_set(e, CURLOPT_PREREQFUNCTION, on_send);
	easy_set(e, CURLOPT_PREREQDATA, x);
	easy_set(e, CURLOPT_HEADERFUNCTION, on_header);
	easy_set(e, CURLOPT_HEADERDATA, x);
	easy_set(e, CURLOPT_WRITEFUNCTION, on_body);
	easy_set(e, CURLOPT_WRITEDATA, x);
	easy_set(e, CURLOPT_DEBUGFUNCTION, on_debug);
	easy_set(e, CURLOPT_DEBUGDATA, x);
	easy_set(e, CURLOPT_VERBOSE, 1L);
}

void
exchange_start(struct exchange *x)
{
	const struct wire *w = &x->lane->pool->wire;
	struct str user = wire_user(w, x->request);
	const char *obstacle = request_obstacle(x->request);

	if (obstacle != NULL) {
		handler_done(&x->handler, OUTCOME_REFUSED, obstacle);
		x->finished(x);
		return;
	}
	x->handle = handle_take(&x->lane->handles, w, user);
	x->transfer.easy = x->handle->easy;
	x->transfer.completed = completed;
	x->sends = x->deaths = 0;
	x->forced = x->retry = x->shown = false;
	x->body_size = 0;
	x->started = clock_ms();
	buf_init(&x->head, HEAD_MAX);
	buf_init(&x->sent, SENT_MAX);
	forget_reply(x);
	request_apply(&x->out, x->transfer.easy, w, x->request);
	if (x->own_connection)
		easy_set(x->transfer.easy, CURLOPT_FRESH_CONNECT, 1L);
	prepare_callbacks(x, x->transfer.easy);
	sockets_attach(&x->lane->sockets, x->transfer.easy);
	lane_retire_stale(x->lane);
	lane_add(x->lane, &x->transfer);
}

/*
 * A server that wanted Basic gets it with the first request from now on;
 * what Digest learnt stays on the handle anyway.
 */
static void
learn_scheme(struct exchange *x)
{
	unsigned long *auth = &x->lane->pool->wire.auth;
	long avail = 0;

	if (x->sends < 2 || !x->have_reply || x->reply.status == 401 ||
	    !(*auth & CURLAUTH_BASIC) || *auth == CURLAUTH_BASIC)
		return;
	curl_easy_getinfo(x->transfer.easy, CURLINFO_HTTPAUTH_AVAIL, &avail);
	if (((unsigned long)avail & *auth) == CURLAUTH_BASIC)
		*auth = CURLAUTH_BASIC;
}

static void
judge(struct exchange *x, CURLcode rc)
{
	const char *words = x->error[0] ? x->error : curl_easy_strerror(rc);

	if (x->forced)
		return;
	x->outcome = outcome_of(rc, x->sends, words);
	x->why = rc == CURLE_OK ? "" : words;
	if (rc == CURLE_OK && !x->have_reply) {
		x->outcome = OUTCOME_CLOSED;
		x->why = "the connection was closed within the header section";
	}
}

static void
tell(struct exchange *x, bool reused)
{
	struct exchange_end end = {.outcome = x->outcome,
	    .why = x->why,
	    .body_size = x->body_size,
	    .duration_ms = (unsigned)(clock_ms() - x->started),
	    .reused = reused,
	    .sent = buf_view(&x->sent)};

	show_reply(x);
	if (!x->retry && x->handler.done != NULL)
		x->handler.done(x->handler.arg, &end);
}

/* Off the lane; the handle goes back to the stock. */
static bool
detach(struct exchange *x)
{
	CURL *e = x->transfer.easy;
	long connects = 0;

	curl_easy_getinfo(e, CURLINFO_NUM_CONNECTS, &connects);
	learn_scheme(x);
	lane_remove(x->lane, &x->transfer);
	easy_set(e, CURLOPT_VERBOSE, 0L);
	easy_set(e, CURLOPT_ERRORBUFFER, NULL);
	request_detach(&x->out, e);
	handle_give(&x->lane->handles, x->handle);
	x->handle = NULL;
	/* A connection for a second sending that did not happen is no use. */
	return connects == 0 || (x->deaths == 1 && x->sends == 1);
}

static void
end(struct exchange *x, CURLcode rc)
{
	bool reused = detach(x);

	judge(x, rc);
	tell(x, reused);
	arena_release(&x->arena);
	buf_release(&x->head);
	buf_release(&x->sent);
	x->finished(x);
}

static void
completed(struct transfer *t, CURLcode rc)
{
	end((struct exchange *)t, rc);
}

void
exchange_stop(struct exchange *x)
{
	if (x->handle == NULL) {
		handler_done(&x->handler, OUTCOME_STOPPED, "stopped");
		x->finished(x);
		return;
	}
	force(x, OUTCOME_STOPPED, "stopped");
	x->patient = false;
	x->retry = false;
	end(x, CURLE_OK);
}
