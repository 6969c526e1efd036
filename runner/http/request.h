/*
 * A struct request as libcurl options: what stands on the wire is what the
 * request says, byte for byte.
 */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "http/handle.h"

/* What belongs to one request while it goes out. */
struct outgoing {
	struct curl_slist *headers;
	const struct payload *payload;
	uint64_t offset; /* of the payload, next to go */
	/*
	 * How long the body is, is not what the header section says: what
	 * follows on this connection could be misread, so nothing does.
	 */
	bool own_connection;
	/* libcurl would wait for the body that a response to HEAD lacks. */
	bool end_at_head;
};

/*
 * Why libcurl cannot send it: a NUL in method, target or a header, or more
 * than it takes; NULL if it can.
 */
const char *request_obstacle(const struct request *r);
/* Sets all that differs from request to request. */
void request_apply(struct outgoing *out, CURL *easy, const struct wire *w,
    const struct request *r);
/* Takes off the easy handle what request_apply() lent to it. */
void request_detach(struct outgoing *out, CURL *easy);

#endif
