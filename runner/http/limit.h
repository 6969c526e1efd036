/*
 * How fast requests may go out: at most so many a second (--rate), and not
 * again before a server's Retry-After (RFC 9110 section 10.2.3) is over.
 */
#ifndef HTTP_LIMIT_H
#define HTTP_LIMIT_H

#include "http/message.h"

#define RETRY_AFTER_MAX_MS (60u * 1000)

struct limit {
	double rate;	/* requests a second; 0: no limit */
	double free_at; /* ms of clock_ms() from which one more may go */
};

/* From when on (clock_ms) the next request may go. */
uint64_t limit_free_at(const struct limit *l);
/* n requests go now. */
void limit_take(struct limit *l, uint64_t now, size_t n);

/*
 * Whether the response is a 429 or 503 that says when to come back, within
 * RETRY_AFTER_MAX_MS; then *ms is how long to wait.
 */
bool retry_after(const struct reply *r, unsigned *ms);

#endif
