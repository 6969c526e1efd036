/* What an author probably meant where the text is not YAML. */
#ifndef CASE_YAMLHINT_H
#define CASE_YAMLHINT_H

#include "base/str.h"

/*
 * The second line for an error of libyaml, or NULL: problem as it says it,
 * source from where the thing began that could not be read, at: where reading
 * stopped in it, line: the whole line of that place.
 */
const char *yaml_hint(
    const char *problem, struct str source, size_t at, struct str line);

#endif
