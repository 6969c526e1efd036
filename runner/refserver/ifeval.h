/*
 * The If header judged against the resources (RFC 4918 sections 10.4.3 and
 * 10.4.4), and which lock tokens it submits.
 */
#ifndef REFSERVER_IFEVAL_H
#define REFSERVER_IFEVAL_H

#include "refserver/request.h"

/* The resource of a list; NULL: an unmapped URL, or one of another host. */
struct node *if_resource(struct request *rq, const struct if_list *list);
/* Without an If header it is true. */
bool if_true(struct request *rq);
/* The token stands in the If header, wherever (section 6.1). */
bool if_submits(struct request *rq, const struct lock *l);

/* The authority is this server's. */
bool is_own_authority(struct request *rq, struct str authority);

#endif
