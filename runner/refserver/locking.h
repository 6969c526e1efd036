/*
 * What a LOCK request asks for, what stands against it, and granting it
 * (RFC 4918 sections 9.10.1, 9.10.3, 9.10.5 and 10.7).
 */
#ifndef REFSERVER_LOCKING_H
#define REFSERVER_LOCKING_H

#include "refserver/guard.h"

struct lock_request {
	bool exclusive, infinite;
	struct str owner; /* the element as XML; nothing: none */
	uint64_t seconds; /* 0: for ever */
};

struct _xmlNode;
/*
 * Reads lockinfo, Depth and Timeout; false: answered. Without a root it is an
 * exclusive lock, as one fault has it.
 */
bool lock_request_read(struct request *rq, const struct _xmlNode *root,
    struct lock_request *out) WARN_UNUSED;

/* The seconds that the Timeout header asks for, else usual; 0: for ever. */
uint64_t lock_seconds(struct request *rq, uint64_t usual);

/*
 * The roots of locks on the node that do not go with this one; n is NULL for
 * a resource that will be a member of parent.
 */
void lock_conflicts(struct request *rq, const struct lock_request *want,
    const struct node *n, const struct node *parent, struct node_list *out);
/* The same for locks below it. */
void lock_conflicts_below(struct request *rq, const struct lock_request *want,
    const struct node *n, struct node_list *out);

struct lock *lock_grant(
    struct request *rq, const struct lock_request *want, struct node *n);

/* The one token of the If header; false if there is none, or another. */
bool if_single_token(struct request *rq, struct str *token);

#endif
