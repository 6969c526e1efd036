/*
 * One response of a file: from its head and body to findings that stand where
 * the file has them.
 *
 * Owns the judge. The findings go to out->findings, with line and column in
 * the file; what a rule concludes from things about the request that nobody
 * told is left out again.
 */
#ifndef CLI_LINTRESPONSE_H
#define CLI_LINTRESPONSE_H

#include "check/judge.h"
#include "cli/lint.h"
#include "cli/lintfailed.h"
#include "cli/lintplace.h"

struct lint_response {
	const struct lint *lint;
	struct linted *out;
	struct arena arena;
	struct context context;
	struct headers headers; /* of the request, if the response tells */
	struct observation seen;
	struct judge *judge; /* NULL: none */
	struct reply *reply; /* NULL: no head so far */
	struct failed_list *failed;
	struct places places;
	unsigned line; /* of the status line in the file */
	bool begun;    /* the judge has the reply */
	bool has_body;
	size_t n_placed; /* findings that stand where the file has them */
};

/* Interim ones are judged at once. */
void lint_reply(
    struct lint_response *r, const struct reply *reply, unsigned line);
/* begins, outside: as capture_events.body; chunked: more may begin. */
void lint_body(struct lint_response *r, struct str bytes, bool begins,
    unsigned outside, bool chunked);
void lint_end(struct lint_response *r);
/* What is left of a response that did not end. Safe twice. */
void lint_drop(struct lint_response *r);

#endif
