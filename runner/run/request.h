/*
 * A step to an HTTP request, and to what the judge must know about it.
 */
#ifndef RUN_REQUEST_H
#define RUN_REQUEST_H

#include "run/capability.h"
#include "run/site.h"

/* What all requests of a case have in common. */
struct request_maker {
	struct arena *arena;
	const struct site *site;
	const struct capability *capability;
	const struct case_file *file; /* NULL: outside any case */
	struct str scratch; /* path of the scratch collection, or nothing */
	struct str announce; /* case id to be announced, or nothing */
	bool proxied;
	const struct headers *extra; /* of every request, or NULL */
};

/*
 * The request of a step (not of send or wait) and its context; request_id is
 * a fresh random one. False, and why, if it cannot or may not be sent: an
 * href that leads to another host, a write outside the scratch collection.
 */
bool request_for_step(const struct request_maker *m, const struct step *s,
    struct request *r, struct context *c, struct str *request_id,
    struct str *why);

/* A request of the runner's own: method and path below the scratch collection
   (decoded) or, with raw, a whole target. */
void request_plain(const struct request_maker *m, const char *method,
    struct str path, bool raw, struct request *r, struct context *c,
    struct str *request_id);
/* Adds a header, or replaces those of that name. */
void request_set_header(struct request *r, struct arena *a, const char *name,
    struct str value);
/* An XML body and its Content-Type. */
void request_set_xml(struct request *r, struct arena *a, struct str body);

/* "NAME:PASSWORD" for `as`; empty for anonymous; nothing for the first. */
struct str request_user(
    const struct target *t, struct str as, struct arena *a);

/* A whole Authorization header of the first user for a literal request, or
   nothing (no user, or a scheme that needs a challenge first). */
struct str request_authorization(const struct target *t, struct arena *a);

/* The absolute URL of a target. */
struct str target_url(
    const struct site *s, struct str target, struct arena *a);

#endif
