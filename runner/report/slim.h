/*
 * A result with less evidence, for publishing: exchanges only where something
 * was found, of known failures with one reason those of the first two, long
 * bodies cut, of what passed no more than its id and what it proves. Verdicts,
 * counts and requirements stay what they were.
 */
#ifndef REPORT_SLIM_H
#define REPORT_SLIM_H

#include "report/result.h"

/* Changes r itself; what is dropped stays in the arena. */
void result_slim(struct result *r);

#endif
