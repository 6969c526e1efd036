/*
 * A run beside its baseline: every result whose verdict means something else
 * than then, by kind, and what makes the two hard to compare.
 *
 * Verdicts are not changed here (run/known.h does that): this names them.
 */
#ifndef REPORT_BASELINE_H
#define REPORT_BASELINE_H

#include "base/vec.h"
#include "report/result.h"

/* In the order of reports; the first two fail a run. */
enum baseline_kind {
	BASELINE_REGRESSION, /* fails, and did not fail there */
	BASELINE_LOST,	     /* passed there, is skipped */
	BASELINE_STILL,	     /* fails as it did there */
	BASELINE_WARNS,	     /* breaks a SHOULD that it kept there */
	BASELINE_UNTESTED,   /* failed there, is skipped */
	BASELINE_FIXED,
	BASELINE_NEW,  /* was not there */
	BASELINE_GONE, /* was there; the suite has it no more */
};
#define BASELINE_KINDS 8

struct baseline_item {
	enum baseline_kind kind;
	struct str id;
	enum verdict before, after; /* NEW has no before, GONE no after */
	bool revised;		    /* the case file was changed since */
	struct str reason;	    /* of the result here */
};

struct baseline {
	struct str file;	/* as given */
	struct str version;	/* of davproof */
	struct str started;
	struct str target;	/* words_target() */
	struct {
		struct str *v; /* sentences: what is not the same */
		size_t n, cap;
	} notes;
	/*
	 * unseen: rules that were no failure there and had nothing to judge
	 * here (only id and before). A part of the cases has lost nothing by
	 * that; all parts together have.
	 */
	struct {
		struct baseline_item *v; /* by kind, then as they ran */
		size_t n, cap;
	} items, unseen;
	size_t judged; /* cases that were judged there */
	size_t run;    /* of these, those that are here */
};

/* "regression", "lost", "still-failing", ... */
const char *baseline_kind_name(enum baseline_kind k);
bool baseline_kind_parse(struct str name, enum baseline_kind *out);
/* "2 regressions", "1 pass that became a skip". */
struct str baseline_count(const struct baseline *b, enum baseline_kind k,
    struct arena *a);
size_t baseline_n(const struct baseline *b, enum baseline_kind k);
/* "pass -> fail", of the words of the verdicts that it has. */
struct str baseline_verdicts(const struct baseline_item *i, struct arena *a);
/* "davproof 0.1.0, 2026-11-21T10:00:00Z: Sample server 1.0" */
struct str baseline_origin(const struct baseline *b, struct arena *a);

/* Whether the suite of now has a result of this id. */
typedef bool baseline_has_fn(const void *arg, struct str id);

/*
 * now: complete but for its baseline. What is in neither run nor suite is
 * gone; what the suite has and did not run is not named.
 */
struct baseline *baseline_compare(const char *file,
    const struct result *earlier, const struct result *now,
    baseline_has_fn *has, const void *arg);
/* What makes the two hard to compare, into b->notes (baseline_note.c). */
void baseline_note(struct baseline *b, const struct result *earlier,
    const struct result *now);
/* By kind; within a kind as they came. */
void baseline_sort(struct baseline *b, struct arena *a);
/*
 * What the parts of a run found (NULL: nothing), as whole->baseline
 * (baseline_join.c). A rule that all of them lost fails in whole.
 */
void baseline_join(struct baseline *const *parts, size_t n,
    struct result *whole);

#endif
