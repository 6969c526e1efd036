/*
 * Failures that are excused: those that a target profile lists, and those of
 * a baseline (README.md).
 */
#ifndef RUN_KNOWN_H
#define RUN_KNOWN_H

#include "case/load.h"
#include "case/target.h"
#include "report/result.h"

enum known_source { KNOWN_PROFILE, KNOWN_BASELINE };

struct known_failure {
	struct str id, reason;
	enum known_source source;
	enum verdict verdict; /* of a baseline: that of then */
	bool met;    /* a result of that id was seen in this run */
	struct loc loc;
};

struct known {
	struct arena *arena;
	bool strict; /* a broken SHOULD fails, and is excused as well */
	bool part;   /* cases of the baseline are not in this run */
	bool fewer;  /* nor all shipped ones: a rule may have seen too little */
	struct known_failure *v;
	size_t n, cap;
};

void known_add_profile(struct known *k, const struct target *t);
/*
 * Every result of an earlier run, failed or passed. plan: the cases of this
 * run; where they are fewer, a rule that has nothing to look at lost nothing.
 */
void known_add_baseline(struct known *k, const struct result *earlier,
    const struct testcases *plan);

/*
 * The verdict of a result in the light of what is known of its id. May change
 * reason. `ID~2` (a repetition) is known as ID, a row of a listed case is
 * known as well.
 */
enum verdict known_verdict(struct known *k, struct str id,
    enum verdict verdict, struct str *reason);
/* Of fewer cases: the reason why a rule is listed, or nothing. */
struct str known_listed(const struct known *k, struct str rule);

#endif
