/*
 * What can be said of a captured response without what the user did not tell
 * about the request: some rules take for granted that all of it is known.
 */
#ifndef CLI_LINTKNOWN_H
#define CLI_LINTKNOWN_H

#include "check/context.h"
#include "check/finding.h"

/* context: as told by the user. */
bool lint_is_known(const struct context *told, const struct finding *f);

#endif
