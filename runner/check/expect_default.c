#include "check/expecting.h"

#include "base/vec.h"
#include "dav/href.h"

/* ------------------------------------------------------------- losses */

static enum loss
loss_of(int status)
{
	if (status == 401 || status == 429 || status == 503 || status == 507)
		return LOSS_ERROR;
	return status >= 500 && status <= 599 && status != 501 ? LOSS_BROKEN
							       : LOSS_NONE;
}

enum loss
unnamed_loss(const struct expect_input *in, int *status)
{
	enum loss loss = LOSS_NONE;

	if (in->race == NULL) {
		*status = in->seen->reply->status;
		loss = loss_of(*status);
		return step_names_status(in->step, *status) ? LOSS_NONE : loss;
	}
	for (size_t i = 0; i < in->race->n && loss == LOSS_NONE; i++) {
		*status = in->race->statuses[i];
		if (!step_names_status(in->step, *status))
			loss = loss_of(*status);
	}
	return loss;
}

/* ------------------------------------------------------------- named hrefs */

struct named {
	struct expecting *x;
	struct {
		struct str *v;
		size_t n, cap;
	} keys;
};

static void
name_url(struct named *named, struct str url)
{
	struct arena *a = named->x->out->arena;

	*vec_add(&named->keys, a) = href_key(url, a);
}

static void
name_hrefs(void *arg, const struct expectations *e)
{
	struct named *named = arg;
	const struct place *place = named->x->in->place;

	if (e->has_props)
		name_url(named, place->request_url);
	for (size_t i = 0; !e->has_json && i < e->responses.n; i++)
		name_url(named, path_url(&e->responses.v[i].path, place,
				    named->x->out->arena));
}

static bool
is_named(const struct named *named, struct str key)
{
	for (size_t i = 0; i < named->keys.n; i++)
		if (str_eq(named->keys.v[i], key))
			return true;
	return false;
}

/* ------------------------------------------------------------- failed parts */

/* Methods of which a failed part is an answer like another. */
static bool
is_query(const struct expecting *x)
{
	static const char *const methods[] = {"PROPFIND", "REPORT", "SEARCH"};

	for (size_t i = 0; i < countof(methods); i++)
		if (str_is(x->in->context->method, methods[i]))
			return true;
	return false;
}

static int
worst_status(const struct response *r, bool own_only)
{
	int worst = r->status.code;

	for (size_t i = 0; !own_only && i < r->n_propstats; i++)
		if (r->propstats[i].status.code > worst)
			worst = r->propstats[i].status.code;
	return worst;
}

static void
add_failed(struct expecting *x, struct str href, int status, unsigned line,
    unsigned col)
{
	struct finding *f = expect_fail(x, x->in->step->loc,
	    "the 207 has the status %d for %.*s", status, STRF(href));

	if (status / 100 == 5 && !must_have_status(x->in->step))
		f->requirement = NULL;

	f->expected = STR("2xx, or an href that the step names");
	f->actual = arena_strf(x->out->arena, "%d", status);
	f->place = PLACE_BODY;
	f->line = line;
	f->col = col;
}

/* Failed responses for hrefs that are not named (NULL: for any). */
static void
judge_failed_parts(
    struct expecting *x, const struct named *named, bool own_only)
{
	const struct observation *o = x->in->seen;
	size_t before = x->out->n;

	for (size_t i = 0; i < x->index->n; i++) {
		const struct response_ref *r = &x->index->v[i];
		int worst = worst_status(r->response, own_only);

		if (worst >= 300 && (named == NULL || !is_named(named, r->key)))
			add_failed(x, r->href->text, worst, r->href->node->line,
			    r->href->node->col);
	}
	for (size_t i = 0; i < o->others.n; i++) {
		const struct other_response *r = &o->others.v[i];
		int worst = own_only ? r->status : r->worst;

		if (worst >= 300)
			add_failed(x, r->href, worst, r->line, r->col);
	}
	limit_findings(x, before, x->in->step->loc);
}

/* ------------------------------------------------------------- preparing */

void
judge_preparing(struct expecting *x)
{
	int status;
	struct finding *f;

	x->level = FINDING_ERROR;
	x->requirement = NULL;
	if (x->in->race != NULL) {
		/* Its requests expect nothing by themselves. */
		if (unnamed_loss(x->in, &status) == LOSS_NONE)
			return;
		f = expect_fail(
		    x, x->in->step->loc, "an answer of the race is %d", status);
		f->place = PLACE_STATUS;
		return;
	}
	status = answer_status(x);
	if ((status < 200 || status > 299) &&
	    !step_names_status(x->in->step, status)) {
		f = expect_fail(x, x->in->step->loc,
		    "a step that prepares is answered %d", status);
		f->place = PLACE_STATUS;
		f->expected = STR("2xx");
		f->actual = answer_text(x);
	} else if (status == 207) {
		struct named named = {.x = x};

		each_mapping(x->in->step, name_hrefs, &named);
		judge_failed_parts(x, &named, is_query(x));
	}
}

/* ------------------------------------------------------------- unnamed */

/* Whether a broken MUST about the answer is among the findings already. */
static bool
is_told(const struct expecting *x, size_t before)
{
	for (size_t i = before; i < x->out->n; i++)
		if (x->out->v[i].level == FINDING_MUST &&
		    x->out->v[i].place != PLACE_TREE)
			return true;
	return false;
}

void
judge_unnamed(struct expecting *x, size_t before)
{
	struct named named = {.x = x};
	struct finding *f;
	int status;

	x->level = FINDING_MUST;
	x->requirement = step_requirement(x->in->step);
	if (is_told(x, before))
		return;
	if (unnamed_loss(x->in, &status) == LOSS_BROKEN) {
		f = expect_fail(
		    x, x->in->step->loc, "the answer is %d", status);
		f->place = PLACE_STATUS;
		f->expected = STR("no 5xx that the step does not name");
		f->actual = x->in->race
				? arena_strf(x->out->arena, "%d", status)
				: answer_text(x);
		/* How to answer, nobody said: nothing else is broken. */
		f->requirement = NULL;
		return;
	}
	if (x->in->race != NULL || answer_status(x) != 207 || is_query(x))
		return;
	each_mapping(x->in->step, name_hrefs, &named);
	judge_failed_parts(x, &named, false);
}
