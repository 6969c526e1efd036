/*
 * What the target claims, and which cases are skipped because of it.
 */
#ifndef RUN_CAPABILITY_H
#define RUN_CAPABILITY_H

#include "case/target.h"
#include "check/context.h"

struct capability {
	struct str dav;	   /* the DAV header of the base, or nothing */
	struct str allow;  /* Allow, or nothing */
	struct str server; /* Server, or nothing */
	unsigned classes;  /* CLASS_... of check/context.h */
	bool tls;	   /* the base is https */
	const struct target *target;
};

/* From the answer to OPTIONS on the base; the strings go into the arena. */
void capability_read(
    struct capability *c, const struct headers *h, struct arena *a);

/* Why the case must be skipped here, or nothing. */
struct str capability_lacks(const struct capability *c,
    const struct testcase *tc, struct arena *a);

/* The profile's text for a feature, or nothing. */
struct str target_feature(const struct target *t, struct str name);
/* The profile's user of that key, or NULL. */
const struct target_user *target_user(const struct target *t, struct str key);
/* Whether ${authorization} can log in: Digest and its like answer a challenge,
 * which nobody could write into a literal request beforehand. */
bool target_literal_login(const struct target *t);

#endif
