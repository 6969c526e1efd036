/*
 * What a literal XML request body asks for: the judge needs to know it, and
 * an author who writes the body out does not say it twice.
 */
#ifndef RUN_ASKED_H
#define RUN_ASKED_H

#include "check/context.h"

/*
 * Reads the body of a PROPFIND or PROPPATCH into asked and names. What is not
 * a request of RFC 4918 sections 14.19, 14.20 (other methods too) leaves
 * c->malformed set.
 */
void asked_read(struct context *c, struct str body, struct arena *a);

#endif
