#include "check/expecting.h"

int
answer_status(const struct expecting *x)
{
	return x->in->seen->reply->status;
}

struct str
answer_text(const struct expecting *x)
{
	const struct reply *r = x->in->seen->reply;

	return r->reason.n > 0 ? arena_strf(x->out->arena, "%d %.*s", r->status,
				     STRF(r->reason))
			       : arena_strf(x->out->arena, "%d", r->status);
}

/* ------------------------------------------------------------- status */

const struct status_set *
status_wanted(const struct expectations *e)
{
	static struct status_range success[] = {
	    {200, 299}
	      };
	static const struct status_set set = {
	    success, 1, 1, {NULL, 0, 0}
	       };

	if (e->has_status)
		return &e->status;
	return e->default_status ? &set : NULL;
}

static bool
is_same_class(const struct status_set *set, int status)
{
	for (size_t i = 0; i < set->n; i++)
		if (set->v[i].lo / 100 <= status / 100 &&
		    status / 100 <= set->v[i].hi / 100)
			return true;
	return false;
}

bool
part_status(struct expecting *x, const struct expectations *e)
{
	const struct status_set *wanted = status_wanted(e);
	int status = answer_status(x);
	struct finding *f;

	x->status_named = e->has_status && status_set_has(&e->status, status);
	x->status_failed = wanted != NULL && !status_set_has(wanted, status);
	if (!x->status_failed)
		return true;
	f = expect_fail(x, e->has_status ? wanted->loc : e->loc,
	    "the answer is %d", status);
	f->place = PLACE_STATUS;
	f->expected = status_set_text(wanted, x->out->arena);
	f->actual = answer_text(x);
	blame(f, wanted, status);
	return is_same_class(wanted, status);
}

void
part_interim(struct expecting *x, const struct expectations *e)
{
	const struct observation *o = x->in->seen;
	struct arena *a = x->out->arena;
	struct str seen = STR_NONE;
	struct finding *f;

	if (!e->has_interim)
		return;
	for (size_t i = 0; i < o->interims.n; i++) {
		if (status_set_has(&e->interim, o->interims.v[i]))
			return;
		seen = seen.p == NULL ? arena_strf(a, "%d", o->interims.v[i])
				      : arena_strf(a, "%.*s, %d", STRF(seen),
					    o->interims.v[i]);
	}
	f = expect_fail(x, e->interim.loc, "no such interim answer came");
	f->place = PLACE_STATUS;
	f->expected = status_set_text(&e->interim, a);
	f->actual = seen.p ? seen : STR("none");
}

void
part_within(struct expecting *x, const struct expectations *e)
{
	unsigned took = x->in->seen->duration_ms;
	struct finding *f;

	if (!e->has_within || took <= e->within_ms)
		return;
	f = expect_fail(x, e->loc, "the answer took %u ms", took);
	f->expected = arena_strf(x->out->arena, "at most %u ms", e->within_ms);
	f->actual = arena_strf(x->out->arena, "%u ms", took);
}

/* ------------------------------------------------------------- headers */

void
part_headers(struct expecting *x, const struct expectations *e)
{
	struct arena *a = x->out->arena;

	for (size_t i = 0; i < e->headers.n; i++) {
		const struct named_match *m = &e->headers.v[i];
		const char *name = arena_printf(a, "%.*s", STRF(m->name));
		struct shown s = shown_text(
		    headers_joined(&x->in->seen->reply->headers, a, name));
		struct mismatch why;
		struct finding *f;

		if (match_holds(&m->match, &s, &x->env, &why))
			continue;
		f = expect_fail(x, m->match.loc,
		    s.there ? m->match.kind == MATCH_ABSENT
				  ? "there is a header %s"
				  : "the header %s is not as expected"
			    : "there is no header %s",
		    name);
		f->place = PLACE_HEADER;
		f->header = m->name;
		f->expected = why.expected;
		f->actual = why.actual;
	}
}

/* ------------------------------------------------------------- races */

static struct str
race_text(const struct race_result *race, struct arena *a)
{
	struct str all = STR("");

	for (size_t i = 0; i < race->n; i++)
		all = arena_strf(a, "%.*s%s%d", STRF(all), i > 0 ? " " : "",
		    race->statuses[i]);
	return all;
}

void
part_count(struct expecting *x, const struct expectations *e)
{
	const struct race_result *race = x->in->race;
	struct arena *a = x->out->arena;

	for (size_t i = 0; i < e->n_counts; i++) {
		const struct count_expect *c = &e->counts[i];
		struct str name = status_set_text(&c->status, a);
		struct finding *f;
		unsigned n = 0;

		for (size_t k = 0; k < race->n; k++)
			n += status_set_has(&c->status, race->statuses[k]);
		if (n == c->number)
			continue;
		f = expect_fail(x, c->status.loc.line ? c->status.loc : e->loc,
		    "%u of the %zu answers %s %.*s", n, race->n,
		    n == 1 ? "is" : "are", STRF(name));
		f->place = PLACE_STATUS;
		f->expected = arena_strf(a, "%u", c->number);
		f->actual = race_text(race, a);
	}
}
