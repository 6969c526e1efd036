/*
 * What a run proves of each requirement, for those who certify. Stricter than
 * result_requirements(), which says what was seen: here a requirement is held
 * only if a case or rule that proves it passed.
 */
#ifndef REPORT_PROOF_H
#define REPORT_PROOF_H

#include "report/result.h"

enum proof {
	PROOF_HELD,
	PROOF_BROKEN,
	PROOF_IN_DOUBT,	   /* a MUST of which something only warned */
	PROOF_NOT_PROVED,  /* skipped, failed or not carried out; or no case */
	PROOF_NO_OCCASION, /* rules alone judge it: nothing of it was sent */
	PROOF_NOT_TESTED, /* no client sees it, or it takes another set-up */
};
#define PROOFS 6

const char *proof_name(enum proof p); /* "not proved" */

/* A case or rule that stands for a requirement. */
struct prover {
	struct str id;
	enum verdict verdict;
	bool rule;
	bool proves; /* it passed, and got as far as to judge it */
};

struct proved {
	enum proof proof;
	struct {
		struct prover *v;
		size_t n, cap;
	} by;
};

/* By index in the catalogue; spec_count() of them. */
struct proved *proofs_judge(const struct result *r, struct arena *a);

#endif
