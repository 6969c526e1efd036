/*
 * Before the first case: is there a WebDAV collection in which a scratch
 * collection can be made? And after the last: remove it.
 */
#ifndef RUN_PREFLIGHT_H
#define RUN_PREFLIGHT_H

#include "run/flight.h"

#define CLEANUP_MS 5000 /* for each exchange after an interrupt */

struct preflight {
	struct pool *pool;
	struct lane *lane;
	struct request_maker maker;
	struct arena *arena;
	const volatile sig_atomic_t *stop;
};

/*
 * OPTIONS on the base, again until it answers or wait_ms are over, and MKCOL
 * of the run's collection if scratch is wanted. Fills in the capability.
 * Otherwise false, and why in words that say what to do.
 */
bool preflight(struct preflight *p, struct capability *c, bool scratch,
    unsigned wait_ms, struct buf *why);
/*
 * Whether anything answers at all; why not, if not. patient: one that is just
 * being started again by somebody else gets a second.
 */
bool preflight_probe(struct preflight *p, bool patient, struct buf *why);
/* Makes the run's collection once more; *fresh: it was not there. */
bool preflight_again(struct preflight *p, bool *fresh, struct buf *why);
/* Whether nothing is there any more. */
bool preflight_is_gone(struct preflight *p, struct str path);
/* Removes the run's collection; false if it is still there. */
bool preflight_clear(struct preflight *p);

#endif
