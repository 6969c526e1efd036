/*
 * The violations that show in the finished answer only: another status, a
 * field more or less, other XML. One row each; the methods know nothing of
 * them.
 */
#ifndef REFSERVER_FALSIFY_H
#define REFSERVER_FALSIFY_H

#include "refserver/request.h"

/* Makes the answer wrong in the ways that are switched on. */
void falsify(struct request *rq);

#endif
