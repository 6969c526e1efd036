/*
 * A captured answer that breaks a rule, or its legal neighbour: what the
 * tests, the fuzzer and `davproof explain` show the judge. Reads bytes, knows
 * no files (they are RULE.broken.http and RULE.legal.http).
 *
 * Its header X-Context tells the request, by words between semicolons:
 * method, url, depth, prop and include (D:p, x:p, {uri}p), destination,
 * classes, scope and owner of a LOCK, scratch and header (NAME: VALUE), each
 * with =VALUE; allprop, propname, conditional, refresh, malformed, proxied
 * without one. finds=LEVEL@LINE:COL is the place of the first finding.
 */
#ifndef CHECK_EXAMPLE_H
#define CHECK_EXAMPLE_H

#include "check/judge.h"

struct example {
	struct arena *arena;
	struct context context; /* points into the struct: do not copy it */
	struct headers request;
	struct reply reply;
	struct str body;
	struct str told;    /* X-Context, as it stands */
	struct str finds;   /* "must@5:14", or nothing */
	struct str unknown; /* a word that means nothing, or nothing */
};

/* The bytes must live as long. False: no status line and headers. */
bool example_read(struct example *x, struct str bytes, struct arena *a);

#endif
