/*
 * The catalogue of requirements, compiled in: what the specifications demand
 * of a server, one row a normative statement (schemas/requirements/).
 *
 * A requirement's id, section, level and sentence are written there and
 * nowhere else. Knows nothing of cases, rules or servers.
 */
#ifndef SPEC_SPEC_H
#define SPEC_SPEC_H

#include "base/arena.h"

enum level {
	LEVEL_MUST,
	LEVEL_MUST_NOT,
	LEVEL_SHOULD,
	LEVEL_SHOULD_NOT,
	LEVEL_MAY,
};

enum testable { TESTABLE_BLACK_BOX, TESTABLE_NEEDS_CONFIG, TESTABLE_NOT };

struct requirement {
	const char *id;
	const char *rfc;     /* "RFC 4918"; "davproof" for our own */
	const char *section; /* "9.1", "A.3" */
	enum level level;
	const char *subject; /* "server" or "body" */
	const char *class;   /* "1", "2", "3", "bind", "json" */
	const char *text;
	enum testable testable;
	const char *how;
	const char *note; /* NULL if there is none; so are the next three */
	const char *basis;
	const char *see; /* ids, separated by blanks */
	const char *quote; /* of sentences that it rests on, one a line */
};

size_t spec_count(void);
/* In the order of the ids. */
const struct requirement *spec_at(size_t i);
/* NULL if there is none of that id. */
const struct requirement *spec_find(struct str id);
/* The id most like it, or NULL. */
const char *spec_nearest(struct str id);

/* MUST and MUST NOT; SHOULD and SHOULD NOT. */
bool level_is_must(enum level level);
bool level_is_should(enum level level);
const char *level_name(enum level level);     /* "MUST NOT" */
const char *testable_name(enum testable t);   /* "black-box" */

/* "RFC 4918 section 9.1", "RFC 4918 appendix A.3". */
struct str spec_cite(const struct requirement *r, struct arena *a);
/* SHA-256 over all of the catalogue that a verdict depends on. */
const char *spec_digest(void);

#endif
