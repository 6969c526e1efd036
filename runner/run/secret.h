/*
 * Header sections without what nobody else may read: the values of
 * Authorization, Cookie and the like, which reach no report, trace or curl line.
 * What stands elsewhere is found by its value (secrets.h).
 */
#ifndef RUN_SECRET_H
#define RUN_SECRET_H

#include "base/arena.h"

/*
 * By its name: those of HTTP, and what servers call their own, X-Api-Key or
 * X-Auth-Token. A lock token is none: a lock is no permission.
 */
bool header_is_secret(struct str name);
/* Lines of headers, CRLF or LF; other lines stay as they are. */
struct str secret_free(struct str bytes, struct arena *a);

#endif
