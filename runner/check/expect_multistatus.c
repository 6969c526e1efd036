#include "check/expecting.h"

#include "base/vec.h"
#include "dav/href.h"

void
limit_findings(struct expecting *x, size_t before, struct loc at)
{
	size_t n = x->out->n - before;

	if (n <= SAME_KIND_MAX)
		return;
	x->out->n = before + SAME_KIND_MAX;
	expect_fail(
	    x, at, "%zu more of this kind are not listed", n - SAME_KIND_MAX);
}

/* Something that only a multistatus can show. */
static bool
demands_responses(const struct expectations *e)
{
	for (size_t i = 0; i < e->responses.n; i++)
		if (!e->responses.v[i].absent)
			return true;
	return false;
}

/* ------------------------------------------------------------- only */

struct keys {
	struct str *v; /* sorted */
	size_t n, cap;
};

static int
key_cmp(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool
keys_have(const struct keys *keys, struct str key)
{
	return keys->n > 0 && bsearch(&key, keys->v, keys->n, sizeof(*keys->v),
				  key_cmp) != NULL;
}

static struct keys
keys_of(struct expecting *x, const struct expectations *e)
{
	struct arena *a = x->out->arena;
	struct keys keys = {0};

	for (size_t i = 0; i < e->responses.n; i++)
		*vec_add(&keys, a) = href_key(
		    path_url(&e->responses.v[i].path, x->in->place, a), a);
	if (keys.n > 1)
		qsort(keys.v, keys.n, sizeof(*keys.v), key_cmp);
	return keys;
}

static void
add_surplus(struct expecting *x, const struct expectations *e, struct str href,
    unsigned line, unsigned col)
{
	struct finding *f =
	    expect_fail(x, e->loc, "there is a response for another href");

	f->expected = STR("only the hrefs of the case");
	f->actual = href;
	f->place = PLACE_BODY;
	f->line = line;
	f->col = col;
}

static bool
is_ascii(struct str href)
{
	for (size_t i = 0; i < href.n; i++)
		if ((unsigned char)href.p[i] > 127 ||
		    (href.p[i] == '%' && i + 1 < href.n &&
			href.p[i + 1] >= '8'))
			return false;
	return true;
}

/* What stands for an href of the case in another form of Unicode; not looked
   into any more when there are many that the case does not name. */
static bool
stands_for_one(struct expecting *x, const struct expectations *e,
    struct str href, size_t surplus)
{
	if (is_ascii(href) || surplus > SAME_KIND_MAX)
		return false;
	for (size_t i = 0; i < e->responses.n; i++) {
		struct str url = path_url(
		    &e->responses.v[i].path, x->in->place, x->env.arena);
		const struct response_ref *first;

		if (!is_other_form(x, url, href))
			continue;
		if (index_find(x, url, &first) == 0 ||
		    str_eq(first->href->text, href))
			return true;
	}
	return false;
}

static void
judge_only(struct expecting *x, const struct expectations *e)
{
	const struct observation *o = x->in->seen;
	struct keys keys = keys_of(x, e);
	size_t before = x->out->n;

	for (size_t i = 0; i < x->index->n; i++) {
		const struct response_ref *r = &x->index->v[i];

		if (!keys_have(&keys, r->key) &&
		    !stands_for_one(x, e, r->href->text, x->out->n - before))
			add_surplus(x, e, r->href->text, r->href->node->line,
			    r->href->node->col);
	}
	for (size_t i = 0; i < o->others.n; i++) {
		const struct other_response *r = &o->others.v[i];

		if (!stands_for_one(x, e, r->href, x->out->n - before))
			add_surplus(x, e, r->href, r->line, r->col);
	}
	limit_findings(x, before, e->loc);
}

/* ------------------------------------------------------------- the part */

static bool
is_multistatus(struct expecting *x, const struct expectations *e)
{
	const struct observation *o = x->in->seen;
	struct finding *f;

	if (answer_status(x) != 207) {
		/* What was found wrong with the status says it already. */
		if (x->status_named || x->status_failed)
			return false;
		f = expect_fail(x, e->loc,
		    "the answer is %d, not a 207 with a status for each href",
		    answer_status(x));
		f->place = PLACE_STATUS;
		f->expected = STR("207");
		f->actual = answer_text(x);
		return false;
	}
	if (o->form == FORM_MULTISTATUS || o->n_responses > 0)
		return true;
	f = expect_fail(x, e->loc, "the body of the 207 is no multistatus");
	f->expected = STR("a DAV:multistatus");
	f->actual = body_kind_text(x);
	finding_in_body(f, NULL);
	return false;
}

void
part_responses(struct expecting *x, const struct expectations *e)
{
	size_t before = x->out->n;

	if (!e->has_responses && !e->only_responses)
		return;
	/* An answer without responses has none for an href that must not be
	   there, and no other. */
	if (answer_status(x) != 207 && !demands_responses(e))
		return;
	if (!is_multistatus(x, e))
		return;
	for (size_t i = 0; i < e->responses.n; i++)
		judge_response(x, &e->responses.v[i]);
	limit_findings(x, before, e->loc);
	if (e->only_responses)
		judge_only(x, e);
}
