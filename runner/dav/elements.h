/*
 * The content model of RFC 4918 section 14 (elements.def), as section 17
 * relaxes it. Knows what is counted too often or too seldom and has no
 * opinion on it.
 */
#ifndef DAV_ELEMENTS_H
#define DAV_ELEMENTS_H

#include "dav/xml.h"

enum content {
	CONTENT_TEXT,
	CONTENT_ELEMENTS,
	CONTENT_NOTHING,
	CONTENT_ANYTHING,
};

enum element_id {
	ELEMENT_unknown, /* none of them */
#define ELEMENT(name, content) ELEMENT_##name,
#define CHILD(parent, child, least, most)
#include "dav/elements.def"
#undef ELEMENT
#undef CHILD
	ELEMENT_COUNT
};

struct element {
	const char *name; /* in DAV: */
	enum element_id id;
	enum content content;
};

struct element_child {
	enum element_id parent, child;
	unsigned least, most; /* most 0: without end */
};

/* The row of an element in DAV:, or NULL. */
const struct element *element_find(const struct xml_node *n);
/* Which element of DAV: has that name. */
enum element_id element_named(struct str local);

const char *element_name(enum element_id id);

size_t element_count(const struct xml_node *n, enum element_id child);
/*
 * The first CHILD row after `after` (NULL: the first at all) that n, which is
 * in DAV:, breaks; NULL: no other. *found: how many there are.
 */
const struct element_child *element_broken(
    const struct xml_node *n, const struct element_child *after, size_t *found);

#endif
