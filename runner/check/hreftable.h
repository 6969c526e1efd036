/*
 * Which hrefs a body has had: 16 bytes each, whatever their length.
 *
 * Keyed hashes (base/digest.h), so that a server cannot aim at a collision:
 * 96 bits of the URL, and 32 of its spelling, which is compared where the URL
 * is the same.
 */
#ifndef CHECK_HREFTABLE_H
#define CHECK_HREFTABLE_H

#include "base/str.h"

struct href_slot {
	uint64_t key; /* 0: free */
	uint32_t more, spelling;
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
