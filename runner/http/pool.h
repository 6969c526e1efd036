/*
 * Many exchanges in flight, one event loop, no threads.
 *
 * A pool speaks to one origin. It has lanes: a lane is what one case uses, one
 * request after the other over one connection while the server keeps it (a
 * CURLM of its own), or several at the same moment in a race. All callbacks
 * come from pool_run(), never from within lane_send().
 *
 * Everything a server sends is bounded: header section, body, time. Redirects
 * are not followed, cookies not kept, no proxy but the configured one, HTTP/1.1
 * only. Nothing is added to a request but what message.h says, Content-Length
 * and, for a user with a password, Authorization.
 *
 * What is sent is sent once, with these exceptions, and the handler sees the
 * last response only:
 * - a 401 is answered with the user's credentials (RFC 7235 section 2.1);
 * - a 429 or 503 with a Retry-After of at most 60 s is waited for and tried
 *   again, three times at most (not for raw requests and races);
 * - a safe method (RFC 9110 section 9.2.1) is sent again, once, if a kept
 *   connection died before the first byte of the response. Any other then
 *   ends as OUTCOME_CLOSED with reused set: whether the server has acted on
 *   it is not known, and who asked has to decide.
 * A connection on which a server has sent something unasked for, or that it
 * has closed, is not used again.
 *
 * With Authorization among a request's headers no user is added. A request
 * whose header section does not tell the length of its body rightly has a
 * connection of its own. NUL cannot be sent but in a body or a raw request.
 */
#ifndef HTTP_POOL_H
#define HTTP_POOL_H

#include <signal.h>

#include "base/buf.h"
#include "http/message.h"

struct pool;
struct lane;

/* What libcurl's options of the same name mean; NULL or 0: its default. */
struct pool_config {
	const char *origin; /* "http://host:port", without a path */
	const char *user;   /* "NAME:PASSWORD" of the first user, or NULL */
	const char *auth;   /* basic,digest,bearer,negotiate,any; default any
			       when there is a user; bearer: what follows the
			       colon in user is a token, or else all of it */
	const char *cacert, *cert, *key, *proxy, *unix_socket;
	const char *const *resolve; /* HOST:PORT:ADDRESS, NULL-terminated */
	bool insecure;
	unsigned timeout_ms;	     /* one exchange; default 30000 */
	unsigned connect_timeout_ms; /* default 10000 */
	uint64_t max_body;	     /* default 64 MiB */
	double rate;		     /* requests a second, 0: no limit */
	/* Set by a signal handler: pool_run() returns soon after. */
	const volatile sig_atomic_t *stop;
};

/* How an exchange ended. */
enum outcome {
	OUTCOME_ANSWERED, /* a complete response */
	OUTCOME_REFUSED,  /* no connection: refused, unresolvable, TLS */
	OUTCOME_CLOSED,	  /* closed or reset before the response was whole */
	OUTCOME_TIMEOUT,
	OUTCOME_TOO_LARGE, /* header section or body over its bound */
	OUTCOME_NOT_HTTP,  /* what came is not an HTTP response */
	OUTCOME_STOPPED,   /* the pool was stopped, or body() said so */
};

struct exchange_end {
	enum outcome outcome;
	const char *why;    /* libcurl's or our words; "" if answered */
	uint64_t body_size; /* bytes of the body that arrived */
	unsigned duration_ms;
	bool reused;	 /* the connection had been used before */
	struct str sent; /* request line and headers as sent: with secrets */
};

/* Views are valid during the call only. */
struct exchange_handler {
	void *arg;
	/* 1xx responses, as they come; may be NULL. */
	void (*interim)(void *arg, const struct reply *interim);
	/* The final status line and headers, whole, before the body. */
	void (*reply)(void *arg, const struct reply *reply);
	/* The body as it arrives; false: enough, end the exchange. */
	bool (*body)(void *arg, const char *p, size_t n);
	/* Always, exactly once, last. reply() may not have been called. */
	void (*done)(void *arg, const struct exchange_end *end);
};

/* NULL and a reason in why if origin or an option is unusable. */
struct pool *pool_new(const struct pool_config *config, struct buf *why);
/* NULL is allowed; frees its lanes. What is queued calls nobody back. */
void pool_free(struct pool *p);

/*
 * Runs until nothing is in flight and no timer is set, or until stopped. Then
 * every exchange that was asked for before has ended as OUTCOME_STOPPED, and
 * every lane_wait() is forgotten without calling back. What done() asks for
 * anew stays queued for the time after pool_resume().
 */
void pool_run(struct pool *p);
/*
 * After a stop: lets new exchanges (clean-up) run, each with this time limit.
 * No Retry-After is waited for any more. The pool stops again if the flag
 * changes again.
 */
void pool_resume(struct pool *p, unsigned timeout_ms);

struct lane *lane_new(struct pool *p);
/* NULL is allowed; not while in flight, but in its last done(). */
void lane_free(struct lane *l);

/*
 * The request must live until done(). What a lane is asked for while it is
 * busy it does afterwards, in this order.
 */
void lane_send(
    struct lane *l, const struct request *r, const struct exchange_handler *h);
/*
 * The bytes as they stand on a connection of their own, closed afterwards. The
 * response is read until the server closes, or is complete and nothing came
 * for 200 ms, or the time is over; body() gets all that follows the header
 * section, undecoded except for the chunked coding, also after HEAD, 204, 304.
 */
void lane_send_raw(
    struct lane *l, struct str bytes, const struct exchange_handler *h);
/*
 * n requests released at the same moment on connections opened beforehand (by
 * n OPTIONS requests to warm_target). One handler for each.
 */
void lane_race(struct lane *l, const struct request *const *r, size_t n,
    const struct exchange_handler *h, struct str warm_target);
/*
 * Calls back after so many milliseconds, whatever else the lane does; never
 * if the pool is stopped before.
 */
void lane_wait(
    struct lane *l, unsigned ms, void (*woken)(void *arg), void *arg);

#endif
