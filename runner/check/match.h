/*
 * A matcher of a case (cases/README.md) against one value of an answer: a
 * header, a property, an href, a member of a JSON item.
 *
 * Knows no exchange. Says of a value that does not match what was wanted and
 * what was seen, for a finding.
 */
#ifndef CHECK_MATCH_H
#define CHECK_MATCH_H

#include "case/case.h"
#include "check/expect.h"
#include "dav/xml.h"

/* What a match is held against. */
struct shown {
	bool there;
	struct str text; /* trimmed, if white space makes no difference */
	const struct xml_node *node; /* the element of a property, or NULL */
	bool listed;		     /* has members: of a JSON array, object */
	struct strs members;
};

struct mismatch {
	struct str expected, actual;
};

/* What a match may need to know. */
struct match_env {
	struct arena *arena;
	const struct place *place;
	const struct namespace_decl *namespaces;
	size_t n_namespaces;
	bool keeps_back; /* a PROPFIND: tokens and owners may be missing
			    (RFC 4918 section 6.8) */
};

/* Nothing: not there. */
struct shown shown_text(struct str text);
/* NULL: not there. Values of DAV: properties are trimmed. */
struct shown shown_prop(const struct xml_node *prop, struct arena *a);

/* why may be NULL. */
bool match_holds(const struct match *m, const struct shown *s,
    const struct match_env *env, struct mismatch *why);
/* Whether the text is a URL of the path (dav/href.h). */
bool match_href(
    const struct path *p, struct str href, const struct match_env *env);
/* A lockdiscovery property against `locks`. */
bool match_locks(const struct match *m, const struct xml_node *lockdiscovery,
    const struct match_env *env, struct mismatch *why);
/* The content of a property against a value. */
bool match_value(const struct value *v, const struct shown *s,
    const struct match_env *env, struct mismatch *why);

/* Numbers, dates and Second-N, for `above` and `below`: -1, 0, 1; false if
   the two cannot be compared. */
bool match_order(struct str a, struct str b, int *order);

/* Text in quotes, cut where it gets long; "nothing" of nothing. */
struct str match_quote(struct str text, struct arena *a);
/* What was seen, for people. */
struct str shown_quote(const struct shown *s, struct arena *a);

#endif
