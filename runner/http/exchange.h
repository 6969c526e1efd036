/*
 * One request on one libcurl handle, and its response on the way to a
 * handler.
 *
 * The response is parsed here from the bytes that libcurl passes on, so that
 * the handler sees them as they came. reply() is held back until the body
 * begins or the exchange ends, because only then is it known that libcurl
 * does not go on to authenticate.
 *
 * libcurl sends a request again, whatever its method, if a kept connection
 * dies before the first byte of the answer, and without Expect after a 417.
 * Each sending is seen here before it happens: a safe method may be sent
 * again once after such a death, and any after a 401 that a user can answer;
 * everything else ends the exchange.
 */
#ifndef HTTP_EXCHANGE_H
#define HTTP_EXCHANGE_H

#include "http/lane.h"
#include "http/request.h"

struct exchange {
	struct transfer transfer; /* first: libcurl gives this back */
	struct lane *lane;
	const struct request *request;
	struct exchange_handler handler;
	/* After done(), or instead of it if retry is set. */
	void (*finished)(struct exchange *x);
	bool patient;	   /* do not show a 429 or 503 that says when to */
	bool retry;	   /* there was one */
	unsigned retry_ms; /* and it said this */
	bool own_connection;

	struct handle *handle; /* while in flight */
	struct outgoing out;
	struct arena arena; /* owns what reply points to */
	struct buf head;    /* the header section that is arriving */
	struct reply reply;
	bool have_reply; /* a final one, whole */
	bool shown;	 /* to the handler */
	unsigned sends, deaths;
	struct buf sent;
	uint64_t body_size, started;
	bool forced; /* the outcome is known whatever libcurl says */
	enum outcome outcome;
	const char *why;
	char error[CURL_ERROR_SIZE];
};

/* The request and the handler's arg must live until done(). */
void exchange_init(struct exchange *x, struct lane *l, const struct request *r,
    const struct exchange_handler *h, void (*finished)(struct exchange *));
/* Can be started again when it has finished. */
void exchange_start(struct exchange *x);
/* Ends as OUTCOME_STOPPED, also if it is not in flight. */
void exchange_stop(struct exchange *x);

/* Calls done() with this, for what never came to be an exchange. */
void handler_done(
    const struct exchange_handler *h, enum outcome outcome, const char *why);
/* What a failure of libcurl's means, given how often the request went out. */
enum outcome outcome_of(CURLcode rc, unsigned sends, const char *why);

#endif
