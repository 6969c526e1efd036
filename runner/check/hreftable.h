/*
 * Which hrefs a body has had: 24 bytes each, whatever their length.
 *
 * Keyed hashes (base/digest.h), so that a server cannot aim at a collision:
 * 128 bits of the URL, and 64 of its spelling, which is compared where the URL
 * is the same.
 */
#ifndef CHECK_HREFTABLE_H
#define CHECK_HREFTABLE_H

#include "base/digest.h"

struct href_slot {
	struct hash128 key; /* 0: free */
	uint64_t spelling;
};

/* Parts that grow one by one: little is held twice. */
#define HREF_PARTS 64

struct href_part {
	struct href_slot *v;
	size_t n, size;
};

/* A zeroed table is an empty one. */
struct href_table {
	struct href_part parts[HREF_PARTS];
};

enum href_seen {
	HREF_NEW,
	HREF_SEEN_OTHERWISE, /* the same URL in another spelling */
	HREF_SEEN,	     /* the same text */
};

/* key: what is equal for two spellings of a URL. Adds what is new. */
enum href_seen href_table_add(
    struct href_table *t, struct str key, struct str spelling);
void href_table_release(struct href_table *t);

#endif
