/*
 * Status lines as they stand in status elements (RFC 4918 section 14.28,
 * RFC 9112 section 4).
 */
#ifndef DAV_STATUS_H
#define DAV_STATUS_H

#include "base/str.h"

enum status_form {
	STATUS_LINE,	 /* HTTP/1.1 200 OK, or with an empty reason */
	STATUS_NO_SPACE, /* HTTP/1.1 200, and nothing after the code */
	STATUS_NO_LINE,	 /* anything else */
};

/* The text must be trimmed. */
enum status_form status_form(struct str text);
/*
 * The code that is meant, also by "200 OK", "HTTP/2 200" or "200", which are
 * not status lines; 0: none can be made out.
 */
int status_code(struct str text);

#endif
