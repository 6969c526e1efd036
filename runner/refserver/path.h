/*
 * Paths of URLs: from the spelling to decoded segments and back.
 *
 * A path is decoded segment by segment (RFC 3986), so an encoded slash is a
 * character of a name. An empty segment is kept: no resource has such a name.
 * Knows nothing of what exists.
 */
#ifndef REFSERVER_PATH_H
#define REFSERVER_PATH_H

#include "base/buf.h"
#include "base/vec.h"

struct path {
	VEC(struct str) seg; /* decoded; none: the root */
	bool slash;	     /* it was written with a slash at the end */
	bool dots;	     /* dot segments were resolved away */
};

/*
 * The path of an absolute path or an http(s) URI. A query is dropped. False:
 * not one of the two, a fragment, a bad escape, NUL, or a character that no
 * URL holds. *authority is nothing for a bare path. raw leaves the escapes
 * undecoded.
 */
bool path_parse(struct arena *a, struct str url, struct path *out,
    struct str *authority) WARN_UNUSED;
bool path_parse_raw(struct arena *a, struct str url, struct path *out,
    struct str *authority) WARN_UNUSED;

/* One segment, percent-encoded but for what a segment may hold. */
void path_encode(struct buf *b, struct str segment);

/* The first n segments of both are the same. */
bool path_equal(const struct path *a, const struct path *b, size_t n);

#endif
