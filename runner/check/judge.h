/*
 * The judge of one exchange: runs the rules (rules.def) over the status line,
 * the headers and the body while it arrives, and fills the observation that
 * the case's own expectations are held against.
 *
 * Bytes may come in pieces of any size: the findings are the same.
 */
#ifndef CHECK_JUDGE_H
#define CHECK_JUDGE_H

#include "check/context.h"
#include "check/finding.h"
#include "check/observation.h"

struct judge; /* opaque: owns a parser */

/*
 * context and observation must live as long as the judge; findings get what
 * the rules find. observation->arena and ->wanted are set by the caller.
 */
struct judge *judge_new(const struct context *context,
    struct observation *observation, struct findings *findings);
void judge_interim(struct judge *j, const struct reply *interim);
void judge_reply(struct judge *j, const struct reply *reply);
void judge_body(struct judge *j, const char *p, size_t n);
/* complete: the whole response arrived; else why it did not. */
void judge_end(
    struct judge *j, bool complete, const char *why, unsigned duration_ms);
void judge_free(struct judge *j); /* NULL is allowed */

/* The rows of rules.def, in order. */
struct rule {
	const char *name; /* "href-simple-ref"; the result is rules/NAME */
	const char *requirement;
	const char *sentence; /* what a conforming server does */
};
size_t rule_count(void);
const struct rule *rule_at(size_t i);
const struct rule *rule_find(struct str name); /* NULL: none */

/*
 * Whether rule i had something to say about any exchange so far: a bit set of
 * rules that were applied at least once, for "not seen".
 */
struct rule_set {
	uint64_t bits[4];
};
void judge_applied(const struct judge *j, struct rule_set *into);

#endif
