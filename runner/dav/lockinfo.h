/*
 * An activelock element in its parts (RFC 4918 section 14.1).
 *
 * Reads and does not judge: what is not there is NULL or nothing, the first
 * of what is there twice counts.
 */
#ifndef DAV_LOCKINFO_H
#define DAV_LOCKINFO_H

#include "dav/xml.h"

struct lockinfo {
	const struct xml_node *node;  /* the activelock */
	const struct xml_node *owner; /* or NULL */
	/* Trimmed; nothing: missing. */
	struct str scope, type; /* local names: "exclusive", "write" */
	struct str depth, timeout;
	struct str token, root; /* the text of the href inside */
};

struct lockinfo lockinfo_read(
    const struct xml_node *activelock, struct arena *a);
/* The first activelock of a lockdiscovery, or the next one; or NULL. */
const struct xml_node *lockinfo_first(const struct xml_node *lockdiscovery);
const struct xml_node *lockinfo_next(const struct xml_node *activelock);

#endif
