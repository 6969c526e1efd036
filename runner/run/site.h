/*
 * The target as a place: its base, the scratch collections below it, and what
 * may be sent where.
 *
 * Nothing is ever written outside a scratch collection:
 * site_may_send() is asked before every request of a case.
 */
#ifndef RUN_SITE_H
#define RUN_SITE_H

#include "base/buf.h"
#include "base/arena.h"

struct site {
	struct str origin; /* "http://host:port" */
	struct str host;   /* "host:port", as in a Host header */
	struct str base;   /* path of the base collection, "/dav/" */
	struct str run;	   /* path of this run's collection,
			      "/dav/davproof-5f0c2a91/"; nothing: none */
};

/*
 * Splits the URL of the base (a "/" is added if it lacks one) and draws a
 * random name for the run. False, and why, if it is no http or https URL of a
 * plain path.
 */
bool site_init(
    struct site *s, struct str url, struct arena *a, struct buf *why);

/*
 * The path of scratch collection number n: below the run's, "/" at its end.
 * again: that of a second try, "7-again". What the first one made may still be
 * there, and a server that hung may still work off what it was sent.
 */
struct str site_scratch(
    const struct site *s, size_t n, bool again, struct arena *a);
/* The path of an absolute URL or request target, without query, fragment. */
struct str url_path(struct str url);

/*
 * Whether a request with this method, target and Destination (or nothing)
 * stays inside the collection `scratch` (a path) however the server reads
 * escapes, dot segments and backslashes. Safe methods may go anywhere.
 */
bool site_may_send(struct str scratch, struct str method, struct str target,
    struct str destination);
/* The same for a literal request; false also if it cannot be told. */
bool site_may_send_raw(struct str scratch, struct str bytes);

#endif
