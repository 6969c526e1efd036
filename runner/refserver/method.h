/*
 * The methods, one function each: looks at the request, does what it asks
 * for, and fills the answer. server.c has the table of them.
 */
#ifndef REFSERVER_METHOD_H
#define REFSERVER_METHOD_H

#include "refserver/request.h"

void method_options(struct request *rq);
void method_get(struct request *rq); /* and HEAD */
void method_put(struct request *rq);
void method_mkcol(struct request *rq);
void method_delete(struct request *rq);
void method_propfind(struct request *rq);
void method_proppatch(struct request *rq);
void method_copy(struct request *rq);
void method_move(struct request *rq);
void method_post(struct request *rq); /* the batch API */
void method_lock(struct request *rq);
void method_unlock(struct request *rq);
/* Known, and supported by no resource: 405. */
void method_not_allowed(struct request *rq);

/* A resource that a method could not touch, and the lock in its way. */
struct failure {
	struct str path;
	struct node *root; /* of the lock */
};
struct failure_list {
	VEC(struct failure) list;
};
void failure_add(struct request *rq, struct failure_list *out, struct node *n);
/* The 207 that names them (section 9.6.1 and its like). */
void answer_failures(struct request *rq, const struct failure_list *failed);

/*
 * Removes all of the tree that no lock holds; what is held, and its
 * ancestors, stay. True if nothing is left.
 */
bool remove_tree(
    struct request *rq, struct node *n, struct failure_list *failed);

/* Answers if the target names nothing (404). */
bool method_needs_resource(struct request *rq) WARN_UNUSED;
/* RFC 4918 5.2: tells the URL with the slash. */
void answer_collection_url(struct request *rq);

#endif
