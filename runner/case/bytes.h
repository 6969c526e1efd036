/* Bytes of a body or a file, and trees of files (cases/README.md). */
#ifndef CASE_BYTES_H
#define CASE_BYTES_H

#include "case/scalars.h"

extern const struct type type_bytes; /* struct bytes, not nothing */
extern const struct type type_body; /* struct bytes; nothing: none */
extern const struct type type_bytes_form; /* its mapping, for unions */
extern const struct type type_tree; /* struct tree */
extern const struct type type_given_or_tree; /* in struct expectations */

/* Is one of the keys of a mapping of bytes there? */
bool bytes_is_mapping(const struct node *n);

/*
 * `m{1..9}.txt` to nine texts, in order, added to out; at most EXPAND_MAX in
 * all. False: too many or too long, or a count that runs backwards
 * (reported).
 */
#define EXPAND_MAX 10000
bool expand_counts(struct scope *s, struct str text, struct loc loc,
    struct strs *out) WARN_UNUSED;

/* encode.c: UTF-8 to another encoding; NULL or what does not fit. */
const char *encode_text(
    struct arena *a, struct str text, struct str encoding, struct str *out);
bool encoding_known(struct str encoding);

#endif
