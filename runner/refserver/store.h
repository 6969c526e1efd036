/*
 * The tree of resources, in memory: collections and their members, content,
 * dead properties.
 *
 * The store owns its nodes and they own what hangs on them; a node lives
 * until it is removed. It knows nothing of locks but how many a node is the
 * root of, nothing of rights, and nothing of HTTP. All of it is used from one
 * thread (server.h).
 *
 * Every change of a representation gives the node a new serial, which no
 * other content ever had: that makes a strong ETag (RFC 9110 section 8.8.3).
 */
#ifndef REFSERVER_STORE_H
#define REFSERVER_STORE_H

#include <time.h>

#include "refserver/blob.h"
#include "refserver/path.h"
#include "refserver/propset.h"

struct node {
	struct node *parent; /* NULL: the root */
	struct str name;
	bool collection;
	bool fixed;	   /* neither removed nor replaced */
	bool read_only;	   /* and so is all below it */
	bool folding;	   /* members are found whatever the case of letters */
	bool closed;	   /* at the top: no guest sees it or what is below */
	struct blob *body; /* never NULL for a non-collection */
	char *type, *language; /* NULL: none */
	char *odd;	       /* a field that a fault keeps */
	uint64_t serial;
	time_t created, modified;
	struct propset props;
	struct node **member; /* sorted by name */
	size_t members, member_cap;
	size_t locks;	   /* it is the root of so many (lock.h) */
	bool made_by_lock; /* empty, created by LOCK, not yet written */
	bool copied;	   /* by COPY; faults ask for it */
	uint64_t born;	   /* its number in the order of arrival there */
};

struct store;

/* With the root and the collections of area.h. */
struct store *store_new(void);
void store_free(struct store *s); /* NULL is allowed */
struct node *store_root(struct store *s);
/* The newest number of all that arrived so far. */
uint64_t store_newest(const struct store *s);

/* What the path names; NULL: nothing, or a non-collection with a slash. */
struct node *store_find(struct store *s, const struct path *path);
/* The first n segments only, whatever they name. */
struct node *store_find_n(struct store *s, const struct path *path, size_t n);

/* A new, empty resource in a collection that has none of that name. */
struct node *store_add(
    struct store *s, struct node *parent, struct str name, bool collection);
/* The node and all below it are gone. It is the root of no lock. */
void store_remove(struct store *s, struct node *n);
/* To another place, where nothing is. The moved nodes get new serials. */
void store_move(
    struct store *s, struct node *n, struct node *parent, struct str name);
/* Takes over the reference. */
void store_set_body(struct store *s, struct node *n, struct blob *body);
void store_touch(struct store *s, struct node *n);

struct node *node_member(const struct node *n, struct str name);
/* n is top or below it. */
bool node_within(const struct node *n, const struct node *top);
bool node_read_only(const struct node *n);
/* Levels below it: 0 for an empty collection and a non-collection. */
size_t node_height(const struct node *n);
size_t node_depth(const struct node *n);
/* Bytes of content and dead properties of it and all below it. */
size_t node_bytes(const struct node *n);
void node_set_text(char **field, struct str value);

const struct prop *node_prop(
    const struct node *n, struct str ns, struct str name);

#endif
