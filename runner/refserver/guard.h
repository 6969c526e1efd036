/*
 * What may stand in the way of a method: rights, the If header, locks, HTTP
 * conditions, space. Each guard returns true if the way is free, else it has
 * answered.
 *
 * The order in a method: what the request itself lacks (400, 404, 405, 409),
 * rights (403), If (412), locks (423), HTTP conditions (412, 304), space.
 */
#ifndef REFSERVER_GUARD_H
#define REFSERVER_GUARD_H

#include "refserver/request.h"

/*
 * Who is not a user may come here: what a user made at the top level is
 * closed to the guest. Without that no client would ever see a 401.
 */
bool guard_guest(struct request *rq, const struct path *path) WARN_UNUSED;
/* Something is at the top of the path; if not, it is claimed once made. */
bool top_exists(struct request *rq, const struct path *path);
void top_claim(struct request *rq, const struct path *path);
/* The node is outside the read-only part. */
bool guard_rights(struct request *rq, const struct node *n) WARN_UNUSED;
/* The If header, where there is one, is true. */
bool guard_if(struct request *rq) WARN_UNUSED;
/*
 * For each node the token of a lock on it is submitted, by the lock's
 * creator, or it has none (RFC 4918 section 7.5). NULL is passed over.
 */
bool guard_locks(
    struct request *rq, struct node *const *nodes, size_t n) WARN_UNUSED;
bool guard_lock(struct request *rq, struct node *n) WARN_UNUSED;
/* If-Match and its like (RFC 9110 section 13) for the state of n. */
bool guard_conditions(struct request *rq, const struct node *n) WARN_UNUSED;
/* There is room for so many bytes more at a place. */
bool guard_space(
    struct request *rq, const struct node *parent, size_t more) WARN_UNUSED;
/* A path so deep would be beyond what the server walks. */
bool guard_nesting(struct request *rq, size_t levels) WARN_UNUSED;

bool has_space(struct request *rq, const struct node *parent, size_t more);
bool is_under_quota(const struct request *rq, const struct node *n);

/* A lock rooted in n itself, if no token of a lock on n is submitted. */
struct lock *lock_in_the_way(struct request *rq, const struct node *n);
/* The nodes below n, n not counted, that such a lock holds. */
struct node_list {
	VEC(struct node *) list;
};
void nodes_in_the_way(
    struct request *rq, const struct node *n, struct node_list *out);

#endif
