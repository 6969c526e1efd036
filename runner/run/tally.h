/*
 * The rules' results over all exchanges of a run: one broken rule is one
 * failure, with the first few findings in plan order as its evidence. Only those
 * of the worst level count: what a SHOULD says is no evidence of a broken MUST.
 */
#ifndef RUN_TALLY_H
#define RUN_TALLY_H

#include "check/judge.h"
#include "report/result.h"
#include "run/known.h"

struct tally {
	struct rule_set applied;
	struct rule_result *rules; /* rule_count() of them */
	enum finding_level *worst;
};

void tally_init(struct tally *t, struct arena *a);
/* In plan order. */
void tally_add(struct tally *t, const struct case_result *c);
/* Verdicts, reasons and known failures; into result->rules. */
void tally_finish(struct tally *t, struct known *k, struct result *result);

#endif
