/*
 * Write locks (RFC 4918 section 6): who holds which, and what they cover.
 *
 * A lock is rooted in a node and covers it, and with depth infinity all below
 * it; so what enters or leaves the tree enters or leaves the lock. The table
 * owns its locks. Whoever removes a node drops the locks of its tree first.
 *
 * Time is handed in, in milliseconds of any clock.
 */
#ifndef REFSERVER_LOCK_H
#define REFSERVER_LOCK_H

#include "refserver/store.h"

#define LOCK_TOKEN_MAX 64

struct lock {
	char token[LOCK_TOKEN_MAX];
	struct node *root;
	bool exclusive, infinite;
	char *owner;	  /* the owner element as XML; NULL: none */
	char *user;	  /* who made it; "" is the guest */
	uint64_t seconds; /* granted; 0: for ever */
	uint64_t expires; /* when; 0: never */
	uint64_t newest;  /* only a fault: what came later is not covered */
};

struct locks {
	struct lock **v;
	size_t n, cap;
};

struct lock_list {
	VEC(struct lock *) list;
};

void locks_release(struct locks *t);

/* What of want is said is taken; owner and user are copied. */
struct lock *lock_add(struct locks *t, const struct lock *want, uint64_t now);
void lock_remove(struct locks *t, struct lock *l);
/* Starts the timer anew: so many seconds from now, 0 for ever. */
void lock_renew(struct lock *l, uint64_t seconds, uint64_t now);
/* Whole seconds left, at least 1. */
uint64_t lock_left(const struct lock *l, uint64_t now);
/* Removes what has expired. */
void locks_expire(struct locks *t, uint64_t now);
/* Removes the locks rooted in the tree. */
void locks_drop(struct locks *t, const struct node *tree);

/* A new token; nobody can guess it, none is given out twice. */
void lock_token_new(char token[LOCK_TOKEN_MAX], const char *prefix);

struct lock *lock_find(const struct locks *t, struct str token);
bool lock_covers(const struct lock *l, const struct node *n);
/* The locks on n, its own and those of its ancestors. */
void locks_on(const struct locks *t, const struct node *n, struct arena *a,
    struct lock_list *out);
/* The locks rooted in n. */
void locks_at(const struct locks *t, const struct node *n, struct arena *a,
    struct lock_list *out);
/* The locks rooted below n, not in n itself. */
void locks_below(const struct locks *t, const struct node *n, struct arena *a,
    struct lock_list *out);

#endif
