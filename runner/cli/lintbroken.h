/*
 * A second look at a multistatus, once it was judged: elements of a response
 * that stand outside of any, and where a broken body is cut off.
 *
 * Of a body that is not well-formed the first MiB is read again.
 */
#ifndef CLI_LINTBROKEN_H
#define CLI_LINTBROKEN_H

#include "check/finding.h"
#include "check/observation.h"

/* Adds findings, and rewords those from `from` on that are about the cut. */
void lint_look_again(
    const struct observation *seen, struct findings *findings, size_t from);
/* The first byte that is neither white space nor of a byte order mark, or 0. */
char lint_first_mark(struct str bytes);

#endif
