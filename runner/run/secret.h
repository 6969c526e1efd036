/*
 * Header sections without what nobody else may read: the values of
 * Authorization, Proxy-Authorization, Cookie and Set-Cookie (DESIGN section 4:
 * secrets never reach a report, a trace or a curl line).
 */
#ifndef RUN_SECRET_H
#define RUN_SECRET_H

#include "base/arena.h"

bool header_is_secret(struct str name);
/* Lines of headers, CRLF or LF; other lines stay as they are. */
struct str secret_free(struct str bytes, struct arena *a);

#endif
