#include "check/expecting.h"

/* The condition among the children of any of these error elements. */
static const struct xml_node *
find_condition(
    const struct xml_node *const *errors, size_t n, const struct qname *name)
{
	for (size_t i = 0; i < n; i++) {
		const struct xml_node *c =
		    xml_child_named(errors[i], name->uri, name->local);

		if (c != NULL)
			return c;
	}
	return NULL;
}

static struct str
conditions_text(
    struct expecting *x, const struct xml_node *const *errors, size_t n)
{
	struct arena *a = x->out->arena;
	struct str all = STR_NONE;

	for (size_t i = 0; i < n; i++)
		for (const struct xml_node *c = xml_first_element(errors[i]);
		     c != NULL; c = xml_next_element(c)) {
			struct str name = xml_name(c, a);

			all = all.p == NULL ? name
					    : arena_strf(a, "%.*s, %.*s",
						  STRF(all), STRF(name));
		}
	return all.p ? all : STR("no condition");
}

static bool
names_href(struct expecting *x, const struct xml_node *condition,
    const struct path *path, struct str *seen)
{
	struct arena *a = x->out->arena;

	*seen = STR_NONE;
	for (const struct xml_node *n = xml_first_element(condition); n != NULL;
	     n = xml_next_element(n)) {
		struct str text;

		if (!xml_is(n, "href"))
			continue;
		text = str_trim(xml_text(n, a));
		if (match_href(path, text, &x->env))
			return true;
		*seen = seen->p == NULL ? text
					: arena_strf(a, "%.*s, %.*s",
					      STRF(*seen), STRF(text));
	}
	return false;
}

static void
judge_hrefs(struct expecting *x, const struct error_expect *e,
    const struct xml_node *condition, struct str whose, struct loc at)
{
	for (size_t i = 0; i < e->n_hrefs; i++) {
		struct str seen;
		struct finding *f;

		if (names_href(x, condition, &e->hrefs[i], &seen))
			continue;
		f = expect_fail(x, at, "%.*s%.*s does not name the href",
		    STRF(qname_text(x, &e->name)), STRF(whose));
		f->expected =
		    path_url(&e->hrefs[i], x->in->place, x->out->arena);
		f->actual = seen.p ? seen : STR("no href");
		finding_in_body(f, condition);
	}
}

void
judge_error(struct expecting *x, const struct error_expects *wanted,
    const struct xml_node *const *errors, size_t n, struct str whose,
    struct loc at)
{
	for (size_t i = 0; i < wanted->n; i++) {
		const struct error_expect *e = &wanted->v[i];
		const struct xml_node *condition =
		    find_condition(errors, n, &e->name);
		struct loc loc = e->name.loc.line > 0 ? e->name.loc : at;
		struct finding *f;

		if (condition != NULL) {
			judge_hrefs(x, e, condition, whose, loc);
			continue;
		}
		f = expect_fail(x, loc, "the condition %.*s%.*s is missing",
		    STRF(qname_text(x, &e->name)), STRF(whose));
		f->expected = qname_text(x, &e->name);
		f->actual = conditions_text(x, errors, n);
		finding_in_body(f, n > 0 ? errors[0] : NULL);
	}
}

void
part_error(struct expecting *x, const struct expectations *e)
{
	const struct observation *o = x->in->seen;
	const struct xml_node *root = o->form == FORM_XML ? o->root : NULL;
	struct finding *f;

	if (!e->has_error || e->error.n == 0)
		return;
	if (xml_is(root, "error")) {
		judge_error(x, &e->error, &root, 1, STR(""), e->loc);
		return;
	}
	f = expect_fail(
	    x, e->loc, "the answer %d has no DAV:error body", answer_status(x));
	f->expected = qname_text(x, &e->error.v[0].name);
	f->actual = body_kind_text(x);
	finding_in_body(f, root);
}
