/*
 * The reference server: WebDAV of class 1, 2 and 3 in memory, on loopback.
 *
 * Correct by default; a set of faults (fault.h) makes it violate single
 * requirements, a set of variants (variant.h) makes it take other choices
 * that the RFC leaves open. One thread inside answers all requests in turn,
 * so each is atomic and nothing in the room needs a lock.
 *
 * A request without Authorization comes from the guest, who may do all but
 * use the locks of others and come to what a user has made at the top level
 * (401). The users are first and second, each with its name for a password.
 * Below /read-only/ nothing can be written, below /quota/ there is room for
 * 20 MiB, and no request brings more than 100 MiB (507).
 */
#ifndef REFSERVER_SERVER_H
#define REFSERVER_SERVER_H

#include "base/buf.h"
#include "refserver/fault.h"
#include "refserver/variant.h"

struct refserver_config {
	unsigned port;			    /* 0: a free one */
	const struct fault_set *faults;	    /* may be NULL; not copied */
	const struct variant_set *variants; /* the same */
};

struct refserver;

/* NULL, and a reason added to why, if the port cannot be had. */
struct refserver *refserver_new(
    const struct refserver_config *config, struct buf *why);
unsigned refserver_port(const struct refserver *s);
const char *refserver_url(const struct refserver *s); /* ends in a slash */
void refserver_free(struct refserver *s);	      /* NULL is allowed */

#endif
