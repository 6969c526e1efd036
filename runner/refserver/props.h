/*
 * The properties of a resource: the live ones of RFC 4918 section 15, and
 * the dead ones that the store keeps.
 */
#ifndef REFSERVER_PROPS_H
#define REFSERVER_PROPS_H

#include "refserver/request.h"

struct prop_name {
	struct str ns, name;
};

/* Writes the property with its value; false: the resource has none such. */
bool prop_write(struct request *rq, struct xml *x, const struct node *n,
    struct prop_name p);

/* Names of all properties of the resource, live ones first. */
struct prop_names {
	VEC(struct prop_name) list;
};
void prop_names_live(
    struct request *rq, const struct node *n, struct prop_names *out);
void prop_names_dead(
    struct request *rq, const struct node *n, struct prop_names *out);
bool prop_names_have(const struct prop_names *names, struct prop_name p);

/* A live property that PROPPATCH cannot change. */
bool prop_is_protected(struct request *rq, struct prop_name p);
/* The live properties that it can. */
bool prop_is_language(struct prop_name p);
bool prop_is_displayname(struct prop_name p);

/* One activelock element; seen is the resource that was asked. */
void activelock_write(struct request *rq, struct xml *x, const struct lock *l,
    const struct node *seen, bool discovery);
/* The listing that GET of a collection returns. */
void collection_listing(
    struct request *rq, const struct node *n, struct buf *out);

#endif
