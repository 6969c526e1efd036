/* What a value must be like: the matchers of cases/README.md. */
#ifndef CASE_MATCH_H
#define CASE_MATCH_H

#include "case/bytes.h"

extern const struct type type_match; /* struct match, of a text */
extern const struct type type_prop_match; /* struct match, of a property */
extern const struct type type_body_match; /* struct match, of a body */
extern const struct type type_headers; /* struct named_matches */
extern const struct type type_xpaths; /* struct named_matches */
extern const struct type type_members; /* struct named_matches */
extern const struct type type_prop_matches; /* struct prop_matches */
/* The same, or names (any value): the properties of a CODE. */
extern const struct type type_code_props; /* struct prop_matches */

#endif
