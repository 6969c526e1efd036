/*
 * What stands before the root of a document (XML 1.0 section 2.8), held back
 * until the root begins: libxml2's push parser takes a ">" in a literal of a
 * DOCTYPE for its end if no more has come yet.
 *
 * Knows where comments, processing instructions and a DOCTYPE end and judges
 * nothing: with what is none of them the prolog is over.
 */
#ifndef DAV_PROLOG_H
#define DAV_PROLOG_H

#include "base/buf.h"

#define PROLOG_MAX ((size_t)64 * 1024)

enum prolog_in {
	PROLOG_OUTSIDE, /* of all markup */
	PROLOG_OPEN,	/* behind "<" */
	PROLOG_BANG,	/* behind "<!" */
	PROLOG_COMMENT,
	PROLOG_INSTRUCTION,
	PROLOG_DOCTYPE,
	PROLOG_SUBSET, /* between the brackets of a DOCTYPE */
	PROLOG_SUBSET_COMMENT,
	PROLOG_SUBSET_INSTRUCTION,
	PROLOG_OVER,
};

struct prolog {
	struct buf held;
	enum prolog_in in;
	char quote;    /* that a literal began with, or 0 */
	uint32_t last; /* four bytes, the last one lowest */
};

void prolog_init(struct prolog *p);
void prolog_release(struct prolog *p);
/*
 * Holds what still belongs to it and the first byte behind it, and returns the
 * bytes after that: none as long as it is not over. It is over too when it is
 * larger than PROLOG_MAX.
 */
struct str prolog_take(struct prolog *p, struct str bytes);

static inline bool
prolog_is_over(const struct prolog *p)
{
	return p->in == PROLOG_OVER;
}

#endif
