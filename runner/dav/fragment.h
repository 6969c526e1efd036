/* XML that somebody wrote as a piece of a document, as nodes. */
#ifndef DAV_FRAGMENT_H
#define DAV_FRAGMENT_H

#include "dav/xml.h"

/*
 * An element {urn:davproof:wrapper} around the fragment, parsed with these
 * prefixes declared; NULL and why if it is not well-formed.
 */
struct xml_prefix {
	struct str prefix, uri;
};
const struct xml_node *xml_fragment(struct arena *a, struct str content,
    const struct xml_prefix *prefixes, size_t n, struct str *why);

#endif
