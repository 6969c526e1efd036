/*
 * A request as a command line, for a person with a shell: what a report says
 * under "reproduce". Secrets are left out: $DAVPROOF_USER stands for the name
 * and password of the first user, $DAVPROOF_USER_KEY of another, and
 * $DAVPROOF_TOKEN for a bearer's; what a proxy is told is not said at all.
 */
#ifndef RUN_CURL_H
#define RUN_CURL_H

#include "case/target.h"
#include "http/pool.h"

/* A command that sends it again, the way that it went. */
struct str curl_line(const struct request *r, struct str url,
    const struct target *t, const struct pool_config *way, struct arena *a);
/* The same for a literal request. */
struct str curl_line_raw(
    struct str bytes, struct str host, struct arena *a);

#endif
