/*
 * Copying and moving trees within the store (RFC 4918 sections 9.8 and 9.9).
 *
 * As much as possible is done; what a lock holds stays as it is and is named
 * as failed. The request's own source and destination are free already.
 */
#ifndef REFSERVER_TRANSFER_H
#define REFSERVER_TRANSFER_H

#include "refserver/method.h"

/*
 * src, and with so many levels of its members, becomes parent/name. What is
 * there is replaced, never merged with.
 */
void copy_tree(struct request *rq, const struct node *src, struct node *parent,
    struct str name, size_t levels, struct failure_list *failed);
/* The same for MOVE, to where nothing is. */
void move_tree(struct request *rq, struct node *src, struct node *parent,
    struct str name, struct failure_list *failed);

#endif
