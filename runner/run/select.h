/*
 * Which cases run, and in which order.
 */
#ifndef RUN_SELECT_H
#define RUN_SELECT_H

#include "case/case.h"

struct selection {
	struct strs requirements; /* ids, or how they begin */
	struct strs tags;
	struct strs levels;  /* "must", "should", "may" */
	struct strs classes; /* "1", "2", "3", ... */
	struct strs ids;     /* --rerun: only these results; see has_ids */
	bool has_ids;
	unsigned repeat; /* 0 and 1: once */
	bool shuffle;
	uint64_t seed;
	unsigned shard, shards; /* K of N, from 1; 0: all */
};

/*
 * What is left of all, in order: selected, repeated (ID~2), shuffled, and of
 * that the shard. The testcases may be copies.
 */
void select_cases(const struct selection *s, const struct testcases *all,
    struct arena *a, struct testcases *out);

#endif
