/*
 * JSON that a client sent, read whole into a tree (RFC 8259).
 *
 * Strict, and bounded in depth. A string is decoded; what is escaped as a
 * lone surrogate makes the text malformed. Everything lives in the arena but
 * `raw`, a view of the text.
 */
#ifndef REFSERVER_JSONIN_H
#define REFSERVER_JSONIN_H

#include "base/arena.h"

enum jsonin_kind {
	JSONIN_OTHER, /* null, true, false */
	JSONIN_NUMBER,
	JSONIN_STRING,
	JSONIN_ARRAY,
	JSONIN_OBJECT,
};

struct jsonin {
	enum jsonin_kind kind;
	struct str name; /* of a member, decoded */
	struct str raw;	 /* as spelled */
	struct str text; /* of a string, decoded */
	struct jsonin *first, *next;
};

/* NULL: no JSON text. */
const struct jsonin *jsonin_parse(struct str text, struct arena *a);
/* The member of that name, or NULL. */
const struct jsonin *jsonin_member(const struct jsonin *v, const char *name);

#endif
