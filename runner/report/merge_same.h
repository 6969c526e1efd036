/* Whether results are parts of one run; the inside of merge.c. */
#ifndef REPORT_MERGE_SAME_H
#define REPORT_MERGE_SAME_H

#include "report/merge.h"

struct merge {
	const struct merge_part *parts;
	size_t n;
	struct arena *arena;
	struct result *out;
	struct buf *why;
};

/* False, and why, behind the name of that part. */
PRINTF(3, 4)
bool merge_refuse(
    const struct merge *m, size_t part, const char *fmt, ...);
/* The part i was run as the first was; else it is refused. */
bool merge_same_run(const struct merge *m, size_t i);

#endif
