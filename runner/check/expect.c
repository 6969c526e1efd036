#include "check/expecting.h"

#define WANT(level) (1U << (level))

struct expecting
expecting_new(const struct expect_input *in, struct findings *out)
{
	bool propfind = in->race == NULL && in->context != NULL &&
			str_is(in->context->method, "PROPFIND");

	return (struct expecting){
	    .in = in,
	    .out = out,
	    .env = {.arena = out->arena,
		    .place = in->place,
		    .namespaces = in->namespaces,
		    .n_namespaces = in->n_namespaces,
		    .keeps_back = propfind},
	    .index = index_build(in, out->arena),
	};
}

struct finding *
expect_fail(struct expecting *x, struct loc at, const char *fmt, ...)
{
	struct finding *f;
	va_list ap;
	char *message;

	va_start(ap, fmt);
	message = arena_vprintf(x->out->arena, fmt, ap);
	va_end(ap);
	f = finding_add(x->out, x->level, x->requirement, "%s", message);
	f->at = at;
	return f;
}

void
finding_in_body(struct finding *f, const struct xml_node *node)
{
	f->place = PLACE_BODY;
	f->line = node ? node->line : 0;
	f->col = node ? node->col : 0;
}

/* ------------------------------------------------------------- mappings */

void
judge_parts(struct expecting *x, const struct expectations *e)
{
	if (x->in->race != NULL) {
		part_count(x, e);
	} else {
		part_interim(x, e);
		part_within(x, e);
		if (part_status(x, e)) {
			part_headers(x, e);
			part_body(x, e);
			part_props(x, e);
			if (e->has_json)
				part_json(x, e);
			else
				part_responses(x, e);
			part_error(x, e);
			part_xpath(x, e);
		}
	}
	part_tree(x, e);
	part_one_of(x, e);
}

static struct str
first_reason(const struct findings *f, size_t number, struct arena *a)
{
	const struct finding *r = &f->v[0];
	struct str text = arena_strf(a, "%zu: %.*s", number, STRF(r->message));

	if (r->expected.p != NULL)
		text = arena_strf(
		    a, "%.*s, wanted %.*s", STRF(text), STRF(r->expected));
	return text;
}

static bool
has_error(const struct findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].level == FINDING_ERROR)
			return true;
	return false;
}

/* Where one alternative only is near, its place helps; else none does. */
void
part_one_of(struct expecting *x, const struct expectations *e)
{
	struct arena *a = x->out->arena;
	struct str reasons = STR("");
	struct finding *f;
	bool error = false, refused = false;

	if (e->n_one_of == 0)
		return;
	for (size_t i = 0; i < e->n_one_of; i++) {
		struct findings found = {.arena = a};
		struct expecting one = *x;

		one.out = &found;
		judge_parts(&one, &e->one_of[i]);
		if (found.n == 0)
			return;
		error |= has_error(&found);
		refused |= blames_none(&found);
		reasons = arena_strf(a, "%.*s%s%.*s", STRF(reasons),
		    i > 0 ? "; " : "", STRF(first_reason(&found, i + 1, a)));
	}
	f = expect_fail(
	    x, e->loc, "none of the %zu alternatives holds", e->n_one_of);
	f->expected = STR("one of them");
	f->actual = reasons;
	if (refused)
		f->requirement = NULL;
	if (error)
		f->level = FINDING_ERROR;
}

/* A MUST for class 3 alone binds who claims class 3. */
static bool
is_class_3_only(const struct requirements *r)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->v[i]->class, "3") != 0)
			return false;
	return r->n > 0;
}

static enum finding_level
level_of(const struct expect_input *in, const struct expectations *e)
{
	switch (e->level) {
	case EXPECT_ASSUME:
		return FINDING_SKIP;
	case EXPECT_SHOULD:
		return FINDING_SHOULD;
	case EXPECT_MAY:
		return FINDING_INFO;
	case EXPECT_MUST:
		break;
	}
	return is_class_3_only(&e->proves) && !(in->classes & CLASS_3)
		   ? FINDING_SHOULD
		   : FINDING_MUST;
}

static void
judge_levels(struct expecting *x, unsigned levels)
{
	const struct expectation_list *list = &x->in->step->expects;

	for (size_t i = 0; i < list->n; i++) {
		const struct expectations *e = &list->v[i];

		if (!(levels & WANT(e->level)))
			continue;
		x->level = level_of(x->in, e);
		x->requirement = e->proves.n > 0 ? e->proves.v[0] : NULL;
		judge_parts(x, e);
	}
}

/* ------------------------------------------------------------- the step */

/* Requests of a race that got no answer. */
static size_t
unanswered(const struct expect_input *in)
{
	size_t n = 0;

	for (size_t i = 0; in->race != NULL && i < in->race->n; i++)
		n += in->race->statuses[i] == 0;
	return n;
}

static bool
is_whole(const struct expect_input *in)
{
	if (in->race != NULL)
		return unanswered(in) == 0;
	return in->seen != NULL && in->seen->reply != NULL &&
	       in->seen->complete;
}

static void
add_incomplete(struct expecting *x)
{
	const struct observation *o = x->in->seen;
	struct str why = o ? o->why : STR_NONE;
	struct finding *f;

	x->level = FINDING_ERROR;
	if (x->in->race != NULL) {
		expect_fail(x, x->in->step->loc,
		    "%zu of the %zu requests of the race got no answer",
		    unanswered(x->in), x->in->race->n);
		return;
	}
	if (why.p == NULL)
		why = STR("there was no answer");
	f = expect_fail(
	    x, x->in->step->loc, "the exchange failed: %.*s", STRF(why));
	if (o != NULL && o->reply != NULL)
		f->actual = arena_strf(x->out->arena, "status %d, then %.*s",
		    o->reply->status, STRF(why));
}

static void
add_loss_error(struct expecting *x, int status)
{
	struct finding *f;

	x->level = FINDING_ERROR;
	x->requirement = NULL;
	f = expect_fail(x, x->in->step->loc, "the answer is %d", status);
	f->place = PLACE_STATUS;
	if (x->in->race == NULL)
		f->actual = answer_text(x);
}

static void
judge_step(struct expecting *x, unsigned levels)
{
	size_t before = x->out->n;
	enum loss loss;
	int status;

	if (!is_whole(x->in)) {
		add_incomplete(x);
		return;
	}
	loss = unnamed_loss(x->in, &status);
	judge_levels(x, WANT(EXPECT_ASSUME));
	if (loss == LOSS_ERROR || (loss != LOSS_NONE && x->out->n > before)) {
		x->out->n = before;
		add_loss_error(x, status);
		return;
	}
	if (x->out->n > before)
		return;
	if (x->in->step->prepares) {
		judge_preparing(x);
		return;
	}
	judge_levels(x, levels);
	judge_unnamed(x, before);
}

void
expect_judge(const struct expect_input *in, struct findings *out)
{
	struct expecting x = expecting_new(in, out);

	judge_step(
	    &x, WANT(EXPECT_MUST) | WANT(EXPECT_SHOULD) | WANT(EXPECT_MAY));
}

bool
expect_holds(const struct expect_input *in, struct arena *scratch)
{
	struct findings found = {.arena = scratch};
	struct expecting x = expecting_new(in, &found);

	judge_step(&x, WANT(EXPECT_MUST));
	return found.n == 0;
}
