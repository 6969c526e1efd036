/*
 * Case files and folders to cases; and nodes to steps.
 *
 * Every mistake of a file is reported, with its place (base/diag.h). A file
 * with mistakes yields no cases.
 */
#ifndef CASE_LOAD_H
#define CASE_LOAD_H

#include "case/case.h"

/*
 * Reads a file, or every *.yaml below a folder (sorted as versions are: 9.2
 * before 9.10), and adds a testcase for each row to out. The id of a case is
 * its path below the last folder named "cases" in the path, else the path as
 * given, without ".yaml". False if there was a mistake (then in diags) in any
 * of them.
 */
bool cases_load(const char *path, struct arena *a, struct testcases *out,
    struct diags *diags) WARN_UNUSED;

/*
 * What `${...}` stands for beyond variables: url:PATH, path:PATH, host,
 * feature:NAME, authorization. False: it is not to be had (why then says so).
 * A path argument comes with its own variables put in.
 */
struct builtins {
	void *arg;
	bool (*get)(void *arg, struct str name, struct str argument,
	    struct arena *a, struct str *out, struct str *why);
};

/* What a node is read with. */
struct reading {
	struct arena *arena;	/* owns what is read */
	struct diags *diags;	/* mistakes met while reading */
	const struct testcase *testcase;
	const struct variables *captured; /* so far */
	const struct builtins *builtins;
	/* An item that could not be used in a request: the first such reason
	   (an error of the case, cases/README.md), else nothing. */
	struct str error;
};

/* The tree of `given`; an empty one without it. False: see diags or error. */
bool testcase_given(struct reading *r, struct tree *out) WARN_UNUSED;
/*
 * Step i (from 0). In two goes: captures of a step are not known before it
 * was sent, and its expectations may use them.
 */
bool testcase_request(struct reading *r, size_t i, struct step *out)
    WARN_UNUSED; /* all but the expectations */
bool testcase_expects(struct reading *r, size_t i, struct step *out)
    WARN_UNUSED; /* expects and prepares; out from testcase_request */
/* The same, `assume` alone: where a capture that found nothing is in the way. */
bool testcase_assumes(struct reading *r, size_t i, struct step *out)
    WARN_UNUSED;
/* A line for people, without reading it: "PUT a/f" or "wait 2s". */
struct str testcase_step_text(
    const struct testcase *tc, size_t i, struct arena *a);
/* The place of step i, for reports. */
struct loc testcase_step_loc(const struct testcase *tc, size_t i);

/* Prints schemas/case.schema.json (draft-07) from the tables of the loader. */
void case_schema_print(FILE *out);

/* How ids and file names are ordered: digits as numbers (9.2 < 9.10). */
int version_cmp(struct str a, struct str b);

#endif
