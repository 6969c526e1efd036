/*
 * Which cases: a digest over their ids and the contents of their files, the
 * same whatever order they ran in.
 */
#ifndef CASE_SUITE_H
#define CASE_SUITE_H

#include "case/case.h"

struct suite_case {
	struct str id;
	const char *digest; /* of its file, 64 digits; "" is none */
};

/* SHA-256 over id and digest of each, in the order of the ids; sorts v. */
struct str suite_digest(struct suite_case *v, size_t n, struct arena *a);
struct str suite_digest_of(const struct testcases *cases, struct arena *a);

#endif
