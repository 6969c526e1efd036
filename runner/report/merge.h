/*
 * Results of shards (`davproof run --shard K/N`) made one again: the result
 * that a run of all would have written, but for times, request ids and
 * random paths.
 *
 * Parts that are no shards are joined as well, in the order given, if no
 * case stands in two of them.
 */
#ifndef REPORT_MERGE_H
#define REPORT_MERGE_H

#include "base/buf.h"
#include "report/result.h"

struct merge_part {
	const char *path; /* for messages */
	const struct result *result;
};

/*
 * The parts keep owning what out points to. False, and why in words, if they
 * are not parts of one run: another target, version, catalogue or case file,
 * a shard that is missing or there twice.
 */
bool merge_results(const struct merge_part *parts, size_t n, struct arena *a,
    struct result *out, struct buf *why) WARN_UNUSED;

#endif
