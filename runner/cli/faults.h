/* --fault and --variant of the reference server. */
#ifndef CLI_FAULTS_H
#define CLI_FAULTS_H

#include "cli/options.h"
#include "refserver/fault.h"
#include "refserver/variant.h"

/* Prints "did you mean" for an unknown one and returns false. */
bool faults_parse(const struct command *c, const struct texts *ids,
    struct fault_set *out);
bool variants_parse(const struct command *c, const struct texts *ids,
    struct variant_set *out);

#endif
