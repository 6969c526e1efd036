/* The methods of the IANA registry, which may stand as the key of a step. */
#ifndef CASE_METHODS_H
#define CASE_METHODS_H

#include "base/str.h"

#define N_METHODS 39

extern const char *const methods[N_METHODS];

bool method_is_registered(struct str name);

#endif
