/*
 * The target `reference`: the reference server in a process of its own.
 *
 * The child ends when the parent does: it waits for the end of a pipe.
 */
#ifndef CLI_REFERENCE_H
#define CLI_REFERENCE_H

#include "case/target.h"
#include "cli/options.h"

struct reference; /* opaque: a process and a pipe */

/* NULL, after a message, if a fault or variant is unknown or it does not
   start. */
struct reference *reference_start(const struct command *c,
    const struct texts *faults, const struct texts *variants,
    struct arena *a);
const char *reference_url(const struct reference *r);
/* The profile of the reference server: users, features. */
struct target *reference_target(const struct reference *r, struct arena *a);
/* Ends the process and waits for it. NULL is allowed. */
void reference_stop(struct reference *r);

#endif
