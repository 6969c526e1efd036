/*
 * The variants (variant.def) of the finished answer, and of what a request
 * names; the others are asked for where their choice is made.
 */
#ifndef REFSERVER_VARY_H
#define REFSERVER_VARY_H

#include "refserver/request.h"

/* Before the method has its turn. False: answered. */
bool vary_target(struct request *rq);
/* The text of an href, with the spelling of the moment. */
void vary_href(struct request *rq, struct xml *x, struct str path);
/* The answer is complete. */
void vary(struct request *rq);

#endif
