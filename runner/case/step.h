/*
 * Steps and expectations read from their nodes, in a scope (case/subst.h).
 * The public face of both is case/load.h.
 */
#ifndef CASE_STEP_H
#define CASE_STEP_H

#include "case/match.h"

extern const struct type type_steps; /* the node of `steps` */
extern const struct type type_expectations; /* of a level, for the schema */
extern const struct type type_assumptions;

/* All but the expectations. */
bool step_read(struct scope *s, const struct node *n, struct step *out);
/* expects and prepares; out as step_read left it. */
bool step_read_expects(struct scope *s, const struct node *n, struct step *out);
/* The same with `assume` alone in expects. */
bool step_read_assumes(struct scope *s, const struct node *n, struct step *out);
/* "PUT a/f", "wait 2s": without reading it. */
struct str step_text(struct scope *s, const struct node *n);

/* request.c */
extern const struct type type_header_lines; /* struct header_line, vector */
extern const struct type type_as; /* struct str: nothing: the first */
extern const struct type type_lock; /* in struct step */
extern const struct type type_set; /* struct tree_prop, vector */
/* capture.c */
extern const struct type type_captures; /* struct capture, as a vector */
/* send.c: a literal request, its lines ended in CRLF. */
extern const struct type type_send; /* struct str */

/* response.c */
extern const struct type type_responses; /* struct response_expects */
extern const struct type type_error; /* struct error_expects */
extern const struct type type_counts; /* struct count_expect, vector */
extern const struct type type_json; /* struct json_expect */

/*
 * expect.c: adds the mappings at n (one, or a list of them) for a level; race:
 * of what has many answers.
 */
bool expectations_read(struct scope *s, const struct node *n, bool race,
    struct expectation_list *out);
/* Is a status written in one of them? */
bool expectations_say_status(const struct expectation_list *list);
/* A mapping in which nothing is expected is a mistake. */
bool expectations_not_empty(struct scope *s, const struct expectations *e);

#endif
