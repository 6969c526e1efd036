/*
 * Which encoding a body is read in (RFC 7303 section 3, XML 1.0 appendix F).
 *
 * Pure: looks at the first bytes and the charset of the Content-Type. A byte
 * order mark wins, then the XML declaration, then the charset: that order is
 * what clients do; where charset and declaration disagree is a rule's matter.
 */
#ifndef DAV_ENCODING_H
#define DAV_ENCODING_H

#include "base/arena.h"

#define ENCODING_LOOK 512 /* bytes that are enough to tell */

/* The charset parameter of a Content-Type, or nothing. */
struct str encoding_charset(struct str content_type);

struct encoding {
	struct str declared; /* by an XML declaration, or nothing */
	struct str name;     /* what the bytes are in; nothing: UTF-8 */
	bool impossible;     /* they cannot be: UTF-16 without a zero */
};

/* False: more bytes are needed. last: there are no more. */
bool encoding_look(struct str head, bool last, struct str charset,
    struct arena *a, struct encoding *out);

#endif
