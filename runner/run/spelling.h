/*
 * How a text may spell a secret: as it stands, with %XX, with XML's and
 * JSON's escapes and those of base/utf8.h, mixed as they come.
 */
#ifndef RUN_SPELLING_H
#define RUN_SPELLING_H

#include "base/arena.h"

#define SPELLING_MIN 4 /* so much of the beginning is a secret as well */

/*
 * How much of text, from its beginning on, spells the secret; SIZE_MAX: it
 * does not. cut: what follows the text was cut off; its beginning is enough
 * there, and before "..." and "(cutat".
 */
size_t spelling_of(struct str secret, struct str text, bool cut);

/* A text made of another, and where each of its bytes stood there. */
struct spelling {
	char *p;
	size_t n;
	size_t *begin, *end; /* by byte; those of one escape share them */
};

struct spelling spelling_from(struct str text, struct arena *a);
/* Each escape decoded once. */
struct spelling spelling_decoded(
    const struct spelling *from, struct arena *a);
/* Without white space: it may break a secret, or an escape, anywhere. */
struct spelling spelling_compact(
    const struct spelling *from, struct arena *a);

#endif
