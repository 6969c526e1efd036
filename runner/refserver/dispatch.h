/*
 * From a whole request to its answer: what is checked for every method, and
 * the table of methods. Knows nothing of MHD.
 */
#ifndef REFSERVER_DISPATCH_H
#define REFSERVER_DISPATCH_H

#include "refserver/request.h"

/* How the Authorization header, or its absence, was judged. */
enum credentials {
	CREDENTIALS_NONE,
	CREDENTIALS_GOOD, /* rq->user is set */
	CREDENTIALS_WRONG,
};

void dispatch(struct request *rq, enum credentials credentials);

#endif
