/*
 * A case's own expectations against what an exchange showed.
 *
 * Pure: values in, findings out. Does no I/O; what `tree` asks for was read
 * back by the session and is handed in.
 */
#ifndef CHECK_EXPECT_H
#define CHECK_EXPECT_H

#include "check/context.h"
#include "check/finding.h"
#include "check/observation.h"

/* One resource of the scratch collection, read back. */
struct tree_seen_entry {
	struct str path; /* decoded, relative; a collection ends in "/" */
	bool collection;
	int get_status;	 /* of GET on a file; 0: not asked */
	uint64_t length;
	char sha256[SHA256_HEX];
	const struct response *props; /* of PROPFIND, if properties are asked */
};

struct tree_seen {
	struct tree_seen_entry *v; /* sorted by path */
	size_t n, cap;
	struct str error; /* it could not be read back: why; else nothing */
};

/* Where things are: how a path of the case becomes a URL. */
struct place {
	struct str origin;  /* "http://host:port" */
	struct str scratch; /* absolute URL of the scratch collection, with "/";
			       nothing with `scratch: false` */
	struct str request_url; /* absolute, of this step */
};

/* The absolute URL of a path. */
struct str path_url(
    const struct path *p, const struct place *place, struct arena *a);

/* The statuses of a race. */
struct race_result {
	const int *statuses;
	size_t n;
};

struct expect_input {
	const struct step *step;
	const struct context *context;
	const struct observation *seen;
	const struct place *place;
	const struct tree_seen *tree; /* NULL: no expectation asks for it */
	const struct tree *given;     /* what `tree: given` means */
	const struct race_result *race; /* NULL: not a race */
	const struct namespace_decl *namespaces;
	size_t n_namespaces;
	unsigned classes; /* what the target claims (CLASS_... of context.h) */
};

/* Tells the observation which responses the expectations will ask for. */
void expect_wants(const struct step *step, const struct place *place,
    struct observation *o);
/* Whether any expectation asks for the tree, also within one-of. */
bool expect_asks_tree(const struct step *step);
/* The names of properties that the trees ask for. */
void expect_tree_props(
    const struct step *step, struct qnames *out, struct arena *a);

/*
 * Judges one list: all of step->expects. Adds a finding for each mapping part
 * that does not hold: FINDING_SKIP for assume (the caller looks at it first),
 * FINDING_MUST, FINDING_SHOULD, FINDING_INFO for must, should, may; a must
 * whose requirements are all of class 3 warns if the server does not claim 3.
 * Adds the defaults of cases/README.md (no 5xx, no failed part of a 207,
 * a preparing step is 2xx: FINDING_ERROR). A server error has no
 * requirement where any refusal would have kept it.
 */
void expect_judge(const struct expect_input *in, struct findings *out);
/* Only whether the `assume` and `must` parts hold, for `until`. */
bool expect_holds(const struct expect_input *in, struct arena *scratch);
/* The requirements judged by expect_judge (for "held"), without doubles. */
void expect_judged(
    const struct step *step, struct requirements *out, struct arena *a);

/* A captured value: *out is nothing if it found nothing. */
void capture_take(const struct capture *c, const struct expect_input *in,
    struct arena *a, struct str *out);

#endif
