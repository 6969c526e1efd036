#include "refserver/server.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "base/clock.h"
#include "refserver/dispatch.h"
#include "refserver/login.h"
#include "refserver/rawanswer.h"
#include "refserver/stream.h"

#define BODY_MAX ((size_t)256 << 20)

struct refserver {
	struct MHD_Daemon *daemon;
	struct site site;
	char url[64];
};

static enum MHD_Result
add_header(void *cls, enum MHD_ValueKind kind, const char *key, size_t key_size,
    const char *value, size_t value_size)
{
	struct request *rq = cls;
	struct str name = {key, key_size}, text = {value, value_size};

	(void)kind;
	*vec_add(&rq->headers, &rq->arena) =
	    (struct header){arena_str(&rq->arena, name),
		value != NULL ? arena_str(&rq->arena, text) : STR("")};
	return MHD_YES;
}

/* The target as it was sent; MHD would hand it on in pieces. */
static void *
on_target(void *cls, const char *target, struct MHD_Connection *c)
{
	struct request *rq = xcalloc(1, sizeof(*rq));

	(void)c;
	rq->site = cls;
	rq->target = arena_str(&rq->arena, str_from(target));
	answer_init(&rq->answer);
	return rq;
}

static void
on_completed(void *cls, struct MHD_Connection *c, void **ctx,
    enum MHD_RequestTerminationCode why)
{
	struct request *rq = *ctx;

	(void)cls;
	(void)c;
	(void)why;
	if (rq == NULL)
		return;
	answer_release(&rq->answer);
	free(rq->body);
	arena_release(&rq->arena);
	free(rq);
	*ctx = NULL;
}

static void
drop_blob(void *cls)
{
	blob_unref(cls);
}

/* The answer's body goes over to MHD. */
static struct MHD_Response *
make_response(struct request *rq)
{
	struct answer *an = &rq->answer;
	struct MHD_Response *r;

	/* MHD would send the last chunk where no content may be. */
	if ((varied(rq, VARIANT_chunked) ||
		varied(rq, VARIANT_close_delimited)) &&
	    !str_is(rq->method, "HEAD") && an->status != 304) {
		r = stream_response(an);
	} else if (an->blob != NULL) {
		r = MHD_create_response_from_buffer_with_free_callback_cls(
		    an->n, an->blob->p ? an->blob->p + an->from : NULL,
		    drop_blob, an->blob);
		an->blob = NULL;
	} else {
		r = MHD_create_response_from_buffer(
		    an->body.n, an->body.p, MHD_RESPMEM_MUST_FREE);
		an->body = (struct buf){0};
	}
	if (r == NULL)
		fatal("out of memory");
	if (varied(rq, VARIANT_close_delimited))
		MHD_set_response_options(
		    r, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
	if (faulty(rq, FAULT_date_rfc850))
		MHD_add_response_header(
		    r, "Date", "Sunday, 06-Nov-94 08:49:37 GMT");
	if (faulty(rq, FAULT_length_with_204) && an->status == 204) {
		MHD_set_response_options(
		    r, MHD_RF_INSANITY_HEADER_CONTENT_LENGTH, MHD_RO_END);
		MHD_add_response_header(r, "Content-Length", "0");
	}
	for (size_t i = 0; i < an->headers.n; i++) {
		struct header *h = &an->headers.v[i];

		MHD_add_response_header(r,
		    arena_printf(&rq->arena, "%.*s", STRF(h->name)),
		    arena_printf(&rq->arena, "%.*s", STRF(h->value)));
	}
	return r;
}

/*
 * RFC 4918 20.1: Basic is not offered in the clear (it is accepted when a
 * client sends it unasked), Digest is.
 */
static enum MHD_Result
send_challenge(
    struct MHD_Connection *c, struct request *rq, struct MHD_Response *r)
{
	if (faulty(rq, FAULT_challenge_missing))
		return MHD_queue_response(c, 401, r);
	MHD_add_response_header(r, "WWW-Authenticate", login_challenge(rq));
	return MHD_queue_response(c, 401, r);
}

static enum MHD_Result
answer(struct MHD_Connection *c, struct request *rq)
{
	const union MHD_ConnectionInfo *info;
	struct MHD_Response *r;
	enum MHD_Result sent;

	rq->now = clock_ms();
	dispatch(rq, login_check(rq));
	info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
	if (info != NULL && raw_answer(rq, info->connect_fd))
		return MHD_NO;
	r = make_response(rq);
	if (rq->answer.challenge)
		sent = send_challenge(c, rq, r);
	else
		sent = MHD_queue_response(c, rq->answer.status, r);
	MHD_destroy_response(r);
	return sent;
}

static void
begin(struct MHD_Connection *c, struct request *rq, const char *method)
{
	uint64_t length;
	struct str l;

	rq->method = arena_str(&rq->arena, str_from(method));
	rq->user = STR("");
	MHD_get_connection_values_n(c, MHD_HEADER_KIND, add_header, rq);
	rq->authority = request_field(rq, "Host");
	l = request_field(rq, "Content-Length");
	if (l.p == NULL || !str_to_u64(l, &length))
		return;
	if (length > BODY_MAX) {
		rq->body_too_large = true;
	} else if (length > 0) {
		/* Not all at once on the word of a header. */
		rq->body_cap = length < (1u << 20) ? (size_t)length : 1u << 20;
		rq->body = xmalloc(rq->body_cap);
	}
}

static void
add_body(struct request *rq, const char *data, size_t n)
{
	if (rq->body_too_large || n > BODY_MAX - rq->body_n) {
		rq->body_too_large = true;
		return;
	}
	if (rq->body_n + n > rq->body_cap) {
		while (rq->body_n + n > rq->body_cap)
			rq->body_cap = rq->body_cap ? rq->body_cap * 2 : 4096;
		rq->body = xrealloc(rq->body, rq->body_cap);
	}
	memcpy(rq->body + rq->body_n, data, n);
	rq->body_n += n;
}

/*
 * MHD calls it once with the header section, once for each piece of the body,
 * and once more at the end. A body announced as too large is refused before
 * it is sent.
 */
static enum MHD_Result
on_request(void *cls, struct MHD_Connection *c, const char *url,
    const char *method, const char *version, const char *data, size_t *size,
    void **ctx)
{
	struct request *rq = *ctx;

	(void)cls;
	(void)url;
	if (rq->method.p == NULL) {
		rq->http_1_0 = strcmp(version, "HTTP/1.0") == 0;
		begin(c, rq, method);
		return rq->body_too_large ? answer(c, rq) : MHD_YES;
	}
	if (*size > 0) {
		add_body(rq, data, *size);
		*size = 0;
		return MHD_YES;
	}
	return answer(c, rq);
}

/* Escapes stay: an encoded slash is no slash. */
static size_t
keep_escapes(void *cls, struct MHD_Connection *c, char *s)
{
	(void)cls;
	(void)c;
	return strlen(s);
}

/* The faults that have no Date, or write it by themselves. */
static bool
own_date(const struct site *site)
{
	return fault_on(site->faults, FAULT_date_missing) ||
	       fault_on(site->faults, FAULT_date_rfc850);
}

static struct MHD_Daemon *
start(struct refserver *s, unsigned port)
{
	struct sockaddr_in addr = {
	    .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};

	return MHD_start_daemon(
	    MHD_USE_AUTO | MHD_USE_INTERNAL_POLLING_THREAD |
		(own_date(&s->site) ? MHD_USE_SUPPRESS_DATE_NO_CLOCK
				    : MHD_NO_FLAG),
	    0, NULL, NULL, on_request, NULL, MHD_OPTION_SOCK_ADDR,
	    (struct sockaddr *)&addr, MHD_OPTION_NOTIFY_COMPLETED, on_completed,
	    NULL, MHD_OPTION_URI_LOG_CALLBACK, on_target, &s->site,
	    MHD_OPTION_UNESCAPE_CALLBACK, keep_escapes, NULL,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
	    (size_t)128 * 1024, MHD_OPTION_CONNECTION_TIMEOUT, 300u,
	    MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024u, MHD_OPTION_END);
}

struct refserver *
refserver_new(const struct refserver_config *config, struct buf *why)
{
	struct refserver *s = xcalloc(1, sizeof(*s));
	const union MHD_DaemonInfo *info;

	s->site.store = store_new();
	s->site.faults = config->faults;
	s->site.variants = config->variants;
	if (config->port <= UINT16_MAX)
		s->daemon = start(s, config->port);
	if (s->daemon == NULL) {
		buf_printf(why, "port %u of 127.0.0.1 cannot be listened on",
		    config->port);
		refserver_free(s);
		return NULL;
	}
	info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
	s->site.port = info->port;
	snprintf(s->url, sizeof(s->url), "http://127.0.0.1:%u/", s->site.port);
	return s;
}

unsigned
refserver_port(const struct refserver *s)
{
	return s->site.port;
}

const char *
refserver_url(const struct refserver *s)
{
	return s->url;
}

void
refserver_free(struct refserver *s)
{
	if (s == NULL)
		return;
	if (s->daemon != NULL)
		MHD_stop_daemon(s->daemon);
	locks_release(&s->site.locks);
	free(s->site.ghost_path);
	store_free(s->site.store);
	free(s);
}
