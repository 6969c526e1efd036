#include "check/expecting.h"

#include "base/vec.h"
#include "dav/href.h"

/* All responses of a body for one href of a case. */
struct found {
	const struct response_expect *wanted;
	const struct response_ref *refs;
	size_t n;
	struct str whose; /* " of a/b (/t/a/b)", for messages */
};

static const char *
key_text(const struct response_expect *e, struct arena *a)
{
	return e->key.n > 0 ? arena_printf(a, "%.*s", STRF(e->key)) : "/";
}

/* ------------------------------------------------------------- statuses */

/* Of a PROPPATCH answered for the resource as a whole: what became of each
   property that it named. */
static int
refusal(const struct expecting *x, const struct response *r)
{
	return str_is(x->in->context->method, "PROPPATCH") &&
		       r->n_propstats == 0 && r->status.code >= 300
		   ? r->status.code
		   : 0;
}

static bool
has_status(const struct response *r, const struct status_set *set)
{
	if (r->status.node != NULL && status_set_has(set, r->status.code))
		return true;
	for (size_t i = 0; i < r->n_propstats; i++)
		if (status_set_has(set, r->propstats[i].status.code))
			return true;
	return false;
}

static void
add_status_text(struct str *all, const struct dav_status *s, struct arena *a)
{
	struct str line = s->text;
	size_t blank = str_index(line, ' ');

	if (s->node == NULL)
		return;
	if (s->code != 0 && blank < line.n)
		line = str_from_at(line, blank + 1);
	*all = all->p == NULL
		   ? arena_str(a, line)
		   : arena_strf(a, "%.*s, %.*s", STRF(*all), STRF(line));
}

static struct str
statuses_text(const struct found *f, struct arena *a)
{
	struct str all = STR_NONE;

	for (size_t i = 0; i < f->n; i++) {
		const struct response *r = f->refs[i].response;

		add_status_text(&all, &r->status, a);
		for (size_t k = 0; k < r->n_propstats; k++)
			add_status_text(&all, &r->propstats[k].status, a);
	}
	return all.p ? all : STR("no status");
}

/* Below 500 unless all of them are server errors. */
static int
least_status(const struct found *f)
{
	int least = 599;

	for (size_t i = 0; i < f->n; i++) {
		const struct response *r = f->refs[i].response;

		if (r->status.node != NULL && r->status.code < least)
			least = r->status.code;
		for (size_t k = 0; k < r->n_propstats; k++)
			if (r->propstats[k].status.code < least)
				least = r->propstats[k].status.code;
	}
	return least;
}

static void
judge_status(struct expecting *x, const struct found *found)
{
	const struct response_expect *e = found->wanted;
	struct finding *f;

	for (size_t i = 0; i < found->n; i++)
		if (has_status(found->refs[i].response, &e->status))
			return;
	f = expect_fail(
	    x, e->loc, "the status%.*s is not as expected", STRF(found->whose));
	f->expected = status_set_text(&e->status, x->out->arena);
	f->actual = statuses_text(found, x->out->arena);
	blame(f, &e->status, least_status(found));
	finding_in_body(f, found->refs[0].response->node);
}

/* ------------------------------------------------------------- CODE */

static const struct xml_node *
prop_in(const struct propstat *p, const struct qname *name)
{
	return xml_child_named(p->prop, name->uri, name->local);
}

/* The property where its status is in the set, or NULL; *other is then the
   status that it has, or 0, and *elsewhere its element. */
static const struct xml_node *
prop_with(const struct found *f, const struct status_set *set,
    const struct qname *name, int *other, const struct xml_node **elsewhere)
{
	*other = 0;
	*elsewhere = NULL;
	for (size_t i = 0; i < f->n; i++) {
		const struct response *r = f->refs[i].response;

		for (size_t k = 0; k < r->n_propstats; k++) {
			const struct propstat *p = &r->propstats[k];
			const struct xml_node *n = prop_in(p, name);

			if (n == NULL)
				continue;
			if (status_set_has(set, p->status.code))
				return n;
			*other = p->status.code;
			*elsewhere = n;
		}
	}
	return NULL;
}

static bool
is_refused_with(const struct expecting *x, const struct found *f,
    const struct status_set *set)
{
	for (size_t i = 0; i < f->n; i++)
		if (status_set_has(set, refusal(x, f->refs[i].response)))
			return true;
	return false;
}

static void
judge_code_prop(struct expecting *x, const struct found *found,
    const struct code_expect *c, const struct prop_match *p)
{
	struct arena *a = x->out->arena;
	const struct xml_node *elsewhere, *node;
	struct str name = qname_text(x, &p->name);
	struct finding *f;
	int other;

	node = prop_with(found, &c->status, &p->name, &other, &elsewhere);
	if (node == NULL && elsewhere != NULL &&
	    (p->any || p->match.kind != MATCH_ABSENT)) {
		f = expect_fail(x, found->wanted->loc, "%.*s%.*s has %d",
		    STRF(name), STRF(found->whose), other);
		f->expected = status_set_text(&c->status, a);
		f->actual = arena_strf(a, "%d", other);
		finding_in_body(f, elsewhere);
		return;
	}
	if (node == NULL && p->any && is_refused_with(x, found, &c->status))
		return;
	judge_prop(x, p, node,
	    arena_strf(a, " among the properties%.*s with %.*s",
		STRF(found->whose), STRF(status_set_text(&c->status, a))),
	    found->wanted->loc);
}

/* No property has the status. */
static void
judge_code_absent(
    struct expecting *x, const struct found *found, const struct code_expect *c)
{
	struct str code = status_set_text(&c->status, x->out->arena);

	for (size_t i = 0; i < found->n; i++) {
		const struct response *r = found->refs[i].response;

		for (size_t k = 0; k < r->n_propstats; k++) {
			const struct propstat *p = &r->propstats[k];
			const struct xml_node *n =
			    p->prop ? xml_first_element(p->prop) : NULL;
			struct finding *f;

			if (n == NULL ||
			    !status_set_has(&c->status, p->status.code))
				continue;
			f = expect_fail(x, found->wanted->loc,
			    "a property%.*s has %d", STRF(found->whose),
			    p->status.code);
			f->expected = arena_strf(
			    x->out->arena, "none with %.*s", STRF(code));
			f->actual = xml_name(n, x->out->arena);
			finding_in_body(f, n);
			return;
		}
	}
}

static void
judge_codes(struct expecting *x, const struct found *found)
{
	const struct response_expect *e = found->wanted;

	for (size_t i = 0; i < e->n_codes; i++) {
		const struct code_expect *c = &e->codes[i];

		if (c->absent)
			judge_code_absent(x, found, c);
		for (size_t k = 0; k < c->props.n; k++)
			judge_code_prop(x, found, c, &c->props.v[k]);
	}
}

/* ------------------------------------------------------------- the rest */

static void
judge_errors(struct expecting *x, const struct found *found)
{
	const struct response_expect *e = found->wanted;
	VEC(const struct xml_node *) errors = {0};
	struct arena *a = x->out->arena;

	for (size_t i = 0; i < found->n; i++) {
		const struct response *r = found->refs[i].response;

		if (r->error != NULL)
			*vec_add(&errors, a) = r->error;
		for (size_t k = 0; k < r->n_propstats; k++)
			if (r->propstats[k].error != NULL)
				*vec_add(&errors, a) = r->propstats[k].error;
	}
	judge_error(x, &e->error, errors.v, errors.n, found->whose, e->loc);
}

static void
judge_location(struct expecting *x, const struct found *found)
{
	const struct response_expect *e = found->wanted;
	const struct xml_node *node = NULL, *href;
	struct shown s = {0};
	struct mismatch why;
	struct finding *f;

	for (size_t i = 0; i < found->n && node == NULL; i++)
		node = found->refs[i].response->location;
	href = node ? xml_child(node, "href") : NULL;
	if (href != NULL)
		s = shown_text(str_trim(xml_text(href, x->env.arena)));
	if (match_holds(&e->location, &s, &x->env, &why))
		return;
	f = expect_fail(x, e->location.loc.line ? e->location.loc : e->loc,
	    "the location%.*s is not as expected", STRF(found->whose));
	f->expected = why.expected;
	f->actual = why.actual;
	finding_in_body(f, node ? node : found->refs[0].response->node);
}

static void
judge_missing(struct expecting *x, const struct response_expect *e)
{
	struct arena *a = x->out->arena;
	const struct observation *o = x->in->seen;
	struct finding *f;

	f = expect_fail(
	    x, e->loc, "there is no response for %s", key_text(e, a));
	f->expected =
	    e->has_status ? status_set_text(&e->status, a) : STR("a response");
	f->actual = arena_strf(a, "none of %zu response%s%s", o->n_responses,
	    o->n_responses == 1 ? "" : "s",
	    o->form == FORM_BROKEN_XML ? " in a body that is not well-formed"
				       : "");
	finding_in_body(f, NULL);
}

static void
judge_unwanted(struct expecting *x, const struct found *found)
{
	const struct response_ref *r = &found->refs[0];
	struct finding *f =
	    expect_fail(x, found->wanted->loc, "there is a response for %s",
		key_text(found->wanted, x->out->arena));

	f->expected = STR("none");
	f->actual = arena_strf(x->out->arena, "%.*s with %.*s",
	    STRF(r->href->text), STRF(statuses_text(found, x->out->arena)));
	finding_in_body(f, r->href->node);
}

/* All that is known of it is its status. */
static bool
holds_in_other_form(
    const struct expecting *x, const struct response_expect *e, struct str url)
{
	const struct other_response *r = index_other_form(x, url);

	return r != NULL && e->has_status && !e->has_error &&
	       !e->has_location && e->n_codes == 0 &&
	       (status_set_has(&e->status, r->status) ||
		   status_set_has(&e->status, r->worst));
}

void
judge_response(struct expecting *x, const struct response_expect *e)
{
	struct arena *a = x->out->arena;
	struct found found = {.wanted = e};
	struct str url = path_url(&e->path, x->in->place, a);

	found.n = index_find(x, url, &found.refs);
	if (e->absent) {
		if (found.n > 0)
			judge_unwanted(x, &found);
		return;
	}
	if (found.n == 0) {
		if (!holds_in_other_form(x, e, url))
			judge_missing(x, e);
		return;
	}
	found.whose = arena_strf(
	    a, " of %s (%.*s)", key_text(e, a), STRF(found.refs[0].href->text));
	if (e->has_status)
		judge_status(x, &found);
	if (e->has_error)
		judge_errors(x, &found);
	if (e->has_location)
		judge_location(x, &found);
	judge_codes(x, &found);
}
