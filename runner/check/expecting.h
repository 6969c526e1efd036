/*
 * One mapping of expectations while it is judged: what the parts of expect.c
 * share. Private to check/expect*.c and capture.c.
 *
 * Each part adds a finding for what does not hold and nothing else. All that
 * is made lives in the arena of the findings.
 */
#ifndef CHECK_EXPECTING_H
#define CHECK_EXPECTING_H

#include "check/expect.h"
#include "check/match.h"

/* A hundred of the same kind say no more than these. */
#define SAME_KIND_MAX 20

/* An href of a kept response, under its key. */
struct response_ref {
	struct str key; /* href_key() */
	const struct response *response;
	const struct dav_href *href;
};

/* Sorted by key; of one key in the order of the body. */
struct response_index {
	struct response_ref *v;
	size_t n, cap;
};

struct expecting {
	const struct expect_input *in;
	struct findings *out;
	struct match_env env;
	const struct response_index *index;
	enum finding_level level;
	const struct requirement *requirement;
	bool status_named;  /* the mapping's own `status` allows the answer */
	bool status_failed; /* it, or its default, does not */
};

/* Ready to judge, without level and requirement. */
struct expecting expecting_new(
    const struct expect_input *in, struct findings *out);
PRINTF(3, 4)
struct finding *expect_fail(
    struct expecting *x, struct loc at, const char *fmt, ...);
/* Where in the body; NULL: the body as a whole. */
void finding_in_body(struct finding *f, const struct xml_node *node);
/* "423 Locked" of the answer. */
struct str answer_text(const struct expecting *x);
int answer_status(const struct expecting *x);
/* What kind of body it has: "no body", "D:prop", ... */
struct str body_kind_text(const struct expecting *x);

/* The kept responses of a URL: how many, from *first on. */
size_t index_find(const struct expecting *x, struct str url,
    const struct response_ref **first);
struct response_index *index_build(
    const struct expect_input *in, struct arena *a);

/* Whether an href is the URL in another form of Unicode: they count as the
   same (dav/href.h). */
bool is_other_form(const struct expecting *x, struct str url, struct str href);
/* A response for such an href that was not kept, or NULL. */
const struct other_response *index_other_form(
    const struct expecting *x, struct str url);

/* ------------------------------------------------------------- the parts */

/* False: the answer is of another kind than wanted, what else is said of it
   need not be compared. */
bool part_status(struct expecting *x, const struct expectations *e);
void part_headers(struct expecting *x, const struct expectations *e);
void part_interim(struct expecting *x, const struct expectations *e);
void part_within(struct expecting *x, const struct expectations *e);
void part_count(struct expecting *x, const struct expectations *e);
void part_body(struct expecting *x, const struct expectations *e);
void part_xpath(struct expecting *x, const struct expectations *e);
void part_props(struct expecting *x, const struct expectations *e);
void part_responses(struct expecting *x, const struct expectations *e);
void part_json(struct expecting *x, const struct expectations *e);
void part_error(struct expecting *x, const struct expectations *e);
void part_tree(struct expecting *x, const struct expectations *e);
void part_one_of(struct expecting *x, const struct expectations *e);
/* All of them. */
void judge_parts(struct expecting *x, const struct expectations *e);

/* ------------------------------------------------------------- blame */

/* A finding about a status that is not one of those wanted: a server error
   where any refusal would do is held against no requirement. */
void blame(struct finding *f, const struct status_set *wanted, int status);
/* Whether nothing but such errors was found. */
bool blames_none(const struct findings *f);
/* Whether a MUST of the step says how the request is to be answered. */
bool must_have_status(const struct step *step);

/* ------------------------------------------------------------- shared */

/* What the answer is to be, or NULL if that is not said. */
const struct status_set *status_wanted(const struct expectations *e);

/* A property against what is wanted of it; node NULL: not there. whose and
   as: for the message, "of a/" and "with 200". */
void judge_prop(struct expecting *x, const struct prop_match *wanted,
    const struct xml_node *node, struct str whose, struct loc at);
/* The property of the request's own resource that the answer shows, or NULL. */
const struct xml_node *own_prop(
    const struct expecting *x, struct str uri, struct str local);
/* One href of `responses` in a multistatus. */
void judge_response(struct expecting *x, const struct response_expect *e);
/* Keeps the first SAME_KIND_MAX findings since `before`; a last one says how
   many more there were. */
void limit_findings(struct expecting *x, size_t before, struct loc at);
/* Conditions that must be among the children of these error elements. */
void judge_error(struct expecting *x, const struct error_expects *wanted,
    const struct xml_node *const *errors, size_t n, struct str whose,
    struct loc at);
/* "x:p", "getetag": as an author writes it. */
struct str qname_text(const struct expecting *x, const struct qname *name);

/* The value of an XPath expression on the body. False, and why, if it cannot
   be had; no node: *out is not there. */
bool xpath_value(const struct expect_input *in, struct str expression,
    struct arena *a, struct shown *out, struct str *why);
/* The text of a JSON value; JSON null and NULL are not there. */
struct json_value;
struct shown shown_json(const struct json_value *v, struct arena *a);
/* The body as JSON; NULL, and why, if it is not. */
const struct json_value *json_body(
    const struct observation *o, struct arena *a, struct str *why);

/* ------------------------------------------------------------- the whole */

/* Every mapping of the step, those in one-of included. */
void each_mapping(const struct step *step,
    void (*fn)(void *arg, const struct expectations *e), void *arg);
/* Whether any mapping of the step names this status. */
bool step_names_status(const struct step *step, int status);
/* What the step does not say (cases/README.md): a loss, and what else a
   preparing step must not show. */
enum loss {
	LOSS_NONE,
	LOSS_ERROR,  /* 401, 429, 503, 507: it says nothing */
	LOSS_BROKEN, /* any other 5xx but 501 */
};
enum loss unnamed_loss(const struct expect_input *in, int *status);
/* The first MUST that the step stands for, else its first requirement. */
const struct requirement *step_requirement(const struct step *step);
void judge_preparing(struct expecting *x);
void judge_unnamed(struct expecting *x, size_t findings_before);

#endif
