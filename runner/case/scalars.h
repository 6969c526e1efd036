/*
 * The scalar types of cases/README.md: text to paths, names, statuses,
 * values, times, sizes and bytes. A scalar is read by the type that its field
 * has, never by what YAML would guess.
 *
 * An opaque text (case/subst.h) is accepted by each of them.
 */
#ifndef CASE_SCALARS_H
#define CASE_SCALARS_H

#include "case/fields.h"

#define TIME_MAX_MS 3600000u
#define SIZE_MAX_BYTES ((uint64_t)4 << 30)

extern const struct type type_text; /* struct str, not nothing */
extern const struct type type_text_or_nothing; /* struct str */
extern const struct type type_texts; /* struct strs */
extern const struct type type_flag; /* bool */
extern const struct type type_yes; /* bool, only `true` */
extern const struct type type_number; /* unsigned */
extern const struct type type_length; /* uint64_t */
extern const struct type type_time; /* unsigned, milliseconds */
extern const struct type type_status; /* struct status_set */
extern const struct type type_interim; /* the same, 1xx only */
extern const struct type type_one_status; /* the same, as a key */
extern const struct type type_path; /* struct path */
extern const struct type type_paths; /* as a vector; may be nothing */
extern const struct type type_name; /* struct qname */
extern const struct type type_names; /* struct qnames */
extern const struct type type_some_names; /* the same, not empty */
extern const struct type type_value; /* struct value */
extern const struct type type_xml_or_text; /* struct value, no lang */
extern const struct type type_token; /* struct str: HTTP token */
extern const struct type type_pointer; /* struct str: JSON pointer */
extern const struct type type_variable; /* struct str: a new name */

/* A scalar's text; false if it is no scalar. It may be nothing. */
bool text_read(struct scope *s, const struct node *n, const char *what,
    struct text *out) WARN_UNUSED;
/* The same, and nothing is a mistake. */
bool text_needed(struct scope *s, const struct node *n, const char *what,
    struct text *out) WARN_UNUSED;

bool path_from_text(struct scope *s, struct str text, struct loc loc,
    struct path *out) WARN_UNUSED;
/* Adds what "2xx", "any" or "404" means; false if it is neither. */
bool status_add(struct status_set *set, struct str text, struct arena *a);
bool name_from_text(struct scope *s, struct str text, struct loc loc,
    struct qname *out) WARN_UNUSED;
bool token_ok(struct str s);
/* "10MiB"; false if it is no size. */
bool size_from_text(struct str text, uint64_t *out);

#endif
