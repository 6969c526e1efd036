/* `${name:argument}`: the builtins, their arguments and what they need. */
#ifndef CASE_BUILTIN_H
#define CASE_BUILTIN_H

#include "case/subst.h"

enum builtin_result { BUILTIN_FAILED, BUILTIN_TEXT, BUILTIN_OPAQUE };

/*
 * arg is nothing for `${name}`. BUILTIN_TEXT: *out is to be put in (nothing
 * makes the scalar nothing). A mistake is reported, and so is what a request
 * cannot do without.
 */
enum builtin_result builtin_get(struct scope *s, struct str name,
    const struct text *arg, struct loc loc, struct str *out);

/* Is there one that is written without an argument? */
bool builtin_is_word(struct str name);
/* Names for "did you mean". */
extern const char *const builtin_names[];
extern const size_t n_builtin_names;

#endif
