/*
 * Who sends a request: Basic, which is accepted unasked, and Digest (RFC 7616
 * with MD5). A nonce is good for every target and method, for some minutes.
 */
#ifndef REFSERVER_LOGIN_H
#define REFSERVER_LOGIN_H

#include "refserver/dispatch.h"

/*
 * The users are first and second, each with its name for a password. Sets
 * rq->user, or rq->stale_nonce where only the nonce is too old.
 */
enum credentials login_check(struct request *rq);

/* The value of WWW-Authenticate in a 401. */
const char *login_challenge(struct request *rq);

#endif
