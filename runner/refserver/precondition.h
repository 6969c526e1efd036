/*
 * The conditional header fields of HTTP, in the order of RFC 9110 section
 * 13.2.2. The DAV If header is ifeval.h's.
 */
#ifndef REFSERVER_PRECONDITION_H
#define REFSERVER_PRECONDITION_H

#include "refserver/request.h"

enum precondition {
	PRECONDITION_HOLDS,
	PRECONDITION_NOT_MODIFIED, /* 304; GET and HEAD only */
	PRECONDITION_FAILED,	   /* 412 */
};

/* n is NULL for an unmapped URL. */
enum precondition precondition_check(struct request *rq, const struct node *n);
/* If-Range holds or is absent, so Range counts. */
bool precondition_range(struct request *rq, const struct node *n);

#endif
