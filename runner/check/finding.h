/*
 * What was found wrong with (or noted about) one exchange.
 *
 * A finding is data about a server, never an error of ours. It cites its
 * requirement, whose level and section stand in the catalogue only. Strings
 * belong to the arena that the finding was made in; they may hold the
 * server's bytes and are made printable by whoever shows them.
 */
#ifndef CHECK_FINDING_H
#define CHECK_FINDING_H

#include "base/diag.h"
#include "spec/spec.h"

enum finding_level {
	FINDING_MUST,	/* a MUST broken: fail */
	FINDING_SHOULD, /* a SHOULD broken, or in doubt: warn */
	FINDING_INFO,	/* noted, for comparisons */
	FINDING_ERROR,	/* the case could not be carried out */
	FINDING_SKIP,	/* an `assume` did not hold */
};

enum finding_place {
	PLACE_EXCHANGE, /* the exchange as a whole */
	PLACE_STATUS,	/* its status line */
	PLACE_HEADER,	/* `header`, or the lack of it */
	PLACE_BODY,	/* line, col; 0: the body as a whole */
	PLACE_TREE,	/* the scratch collection, read back */
};

struct finding {
	enum finding_level level;
	const char *rule; /* row of rules.def; NULL: a case's expectation */
	const struct requirement *requirement; /* NULL: none (errors, also
						  those of the server) */
	enum finding_place place;
	struct str header;
	unsigned line, col;  /* from 1, in characters */
	struct str message;  /* a sentence without a full stop at its end */
	struct str expected, actual; /* or nothing */
	struct loc at; /* of an expectation: where the case says so */
};

struct findings {
	struct arena *arena;
	unsigned per_rule; /* so many of each, then a count; 0: 20 */
	struct finding *v;
	size_t n, cap;
};

/* Adds one and returns it, for place, expected and so on. */
PRINTF(4, 5)
struct finding *finding_add(struct findings *f, enum finding_level level,
    const struct requirement *requirement, const char *fmt, ...);

#endif
