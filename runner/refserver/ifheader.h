/*
 * The If header (RFC 4918 section 10.4), read by its grammar.
 *
 * Knows nothing of resources: ifeval.h judges it.
 */
#ifndef REFSERVER_IFHEADER_H
#define REFSERVER_IFHEADER_H

#include "base/vec.h"

struct if_condition {
	bool not ;
	bool is_etag;
	struct str value; /* a token without its brackets, or an entity tag */
};

struct if_list {
	struct str tag; /* the resource, without brackets; nothing: untagged */
	VEC(struct if_condition) conditions;
};

struct if_header {
	VEC(struct if_list) lists;
};

/* False if it does not match the grammar. */
bool if_parse(
    struct arena *a, struct str value, struct if_header *out) WARN_UNUSED;
/* The same, with untagged lists before tagged ones; a fault wants it. */
bool if_parse_mixed(
    struct arena *a, struct str value, struct if_header *out) WARN_UNUSED;

/* One entity tag at the start of *s, taken off. False: there is none. */
bool etag_cut(struct str *s, struct str *etag) WARN_UNUSED;
/* RFC 9110 8.8.3.2; both are whole entity tags. */
bool etag_equal_weak(struct str a, struct str b);
bool etag_equal_strong(struct str a, struct str b);

#endif
