/*
 * XML as a server sent it: small trees with places.
 *
 * A node remembers line and column (from 1, in characters) of where its tag
 * begins. Comments and processing instructions are dropped, adjacent text is
 * one node. Names are expanded names: uri is empty (n == 0) without a
 * namespace. Everything lives in an arena.
 *
 * The parser (hardened libxml2: no network, no entity expansion beyond the
 * five, bounded depth) is behind xml_reader (multistatus.h).
 */
#ifndef DAV_XML_H
#define DAV_XML_H

#include "base/arena.h"

struct xml_attr {
	struct str uri, local, prefix, value;
};

struct xml_node {
	struct xml_node *parent, *first, *last, *next;
	struct str uri, local, prefix; /* local.p == NULL: a text node */
	struct str text;	       /* of a text node */
	struct str lang;	       /* xml:lang in scope, or nothing */
	struct xml_attr *attrs;
	size_t n_attrs;
	unsigned line, col;
	unsigned element; /* enum element_id (dav/elements.h), if in DAV: */
	bool structure;	  /* it and what it is in hold elements only */
};

/* An element {DAV:}local. */
static inline bool
xml_is(const struct xml_node *n, const char *local)
{
	return n != NULL && n->local.p != NULL && str_is(n->local, local) &&
	       str_is(n->uri, "DAV:");
}

bool xml_is_name(const struct xml_node *n, struct str uri, struct str local);
/* The first child element of that name, or NULL. */
const struct xml_node *xml_child_named(
    const struct xml_node *n, struct str uri, struct str local);
/* The same of {DAV:}local. */
const struct xml_node *xml_child(const struct xml_node *n, const char *local);

static inline const struct xml_node *
xml_first_element(const struct xml_node *n)
{
	const struct xml_node *c = n != NULL ? n->first : NULL;

	while (c != NULL && c->local.p == NULL)
		c = c->next;
	return c;
}

/* The next sibling that is an element, or NULL. */
static inline const struct xml_node *
xml_next_element(const struct xml_node *n)
{
	n = n->next;
	while (n != NULL && n->local.p == NULL)
		n = n->next;
	return n;
}

bool xml_has_elements(const struct xml_node *n);
/* Text other than white space directly inside. */
bool xml_has_text(const struct xml_node *n);
/* All text below, as it stands. */
struct str xml_text(const struct xml_node *n, struct arena *a);

/*
 * Equal by infoset, as RFC 4918 section 4.3 wants properties kept: names,
 * attributes (order aside), text with its white space, language in scope.
 * Prefixes, comments, PIs and CDATA make no difference. Compares the contents
 * of the two elements, not their own names, attributes and language in scope
 * (compare their lang where that matters). On a difference *why says which.
 */
bool xml_same_content(const struct xml_node *a, const struct xml_node *b,
    struct arena *arena, struct str *why);

/* The content of an element as a fragment with its namespaces declared. */
struct str xml_content(const struct xml_node *n, struct arena *a);
/* "D:href" for names in DAV:, "{uri}local" else. */
struct str xml_name(const struct xml_node *n, struct arena *a);

#endif
