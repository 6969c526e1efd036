/*
 * What a step has brought: captures, the tree read back if somebody asks, the
 * expectations, and whether the case goes on.
 */
#include "base/clock.h"
#include "run/sessions.h"

static struct race_result
race_result(struct session *s)
{
	int *statuses = arena_array(&s->arena, int, s->n_racers);

	for (size_t i = 0; i < s->n_racers; i++)
		statuses[i] = flight_status(s->racers[i]);
	return (struct race_result){statuses, s->n_racers};
}

static struct expect_input
expect_input(struct session *s, struct race_result *race)
{
	struct expect_input in = {.step = &s->step,
	    .context = &s->flight->context, .seen = &s->flight->seen,
	    .place = &s->place, .given = &s->given,
	    .namespaces = s->tc->file->namespaces,
	    .n_namespaces = s->tc->file->n_namespaces,
	    .classes = s->env->capability->classes};

	if (s->readback.done != NULL)
		in.tree = &s->readback.seen;
	if (s->n_racers > 0) {
		*race = race_result(s);
		in.race = race;
	}
	return in;
}

/*
 * What we wrote must come back (cases/README.md), whatever the step says:
 * the same length, the same bytes.
 */
static void
check_written(struct session *s, struct findings *out)
{
	const struct flight *f = s->flight;
	const struct written *w;
	struct finding *found;

	if (!str_is(f->request.method, "GET") || flight_status(f) != 200 ||
	    f->outcome != OUTCOME_ANSWERED ||
	    headers_get(&f->seen.reply->headers, "Content-Encoding").p != NULL)
		return;
	w = memory_of(s, f->request.target);
	if (w == NULL || strcmp(w->sha256, f->seen.sha256) == 0)
		return;
	found = finding_add(out, FINDING_MUST,
	    spec_find(STR("http.get.representation")),
	    "GET does not return what was written");
	found->place = PLACE_BODY;
	found->expected = arena_strf(&s->arena, "%llu bytes, SHA-256 %s",
	    (unsigned long long)w->length, w->sha256);
	found->actual = arena_strf(&s->arena, "%llu bytes, SHA-256 %s",
	    (unsigned long long)f->seen.length, f->seen.sha256);
	found->at = s->step.loc;
}

/* The case's findings, and those at its exchange for the report. */
static bool
keep_findings(struct session *s, const struct findings *found)
{
	struct arena *keep = s->env->arena;
	struct exchange_record *record =
	    &s->result->exchanges.v[s->record];
	bool go_on = true;

	for (size_t i = 0; i < found->n; i++) {
		const struct finding *f = &found->v[i];

		*vec_add(&s->result->findings, keep) = finding_copy(f, keep);
		*vec_add(&record->findings, keep) = finding_copy(f, keep);
		if (f->level == FINDING_SKIP || f->level == FINDING_ERROR)
			go_on = false;
	}
	return go_on;
}

/* A broken MUST that is none of the catalogue (check/expect.h): what the step
   stands for was neither broken nor seen to be kept. */
static bool
has_server_error(const struct findings *found)
{
	for (size_t i = 0; i < found->n; i++)
		if (found->v[i].level == FINDING_MUST &&
		    found->v[i].requirement == NULL)
			return true;
	return false;
}

static void
keep_judged(struct session *s)
{
	struct requirements judged = {0};
	struct case_result *r = s->result;

	expect_judged(&s->step, &judged, &s->arena);
	for (size_t i = 0; i < judged.n; i++) {
		struct str id = str_from(judged.v[i]->id);
		bool there = false;

		for (size_t k = 0; k < r->judged.n; k++)
			there |= str_eq(r->judged.v[k], id);
		if (!there)
			*vec_add(&r->judged, s->env->arena) = id;
	}
}

static void
take_captures(struct session *s)
{
	struct race_result race;
	struct expect_input in = expect_input(s, &race);

	for (size_t i = 0; i < s->step.n_captures; i++) {
		const struct capture *c = &s->step.captures[i];
		struct variable *v = NULL;

		for (size_t k = 0; k < s->captured.n; k++)
			if (str_eq(s->captured.v[k].name, c->variable))
				v = &s->captured.v[k];
		if (v == NULL)
			v = vec_add(&s->captured, &s->arena);
		v->name = c->variable;
		v->captured = true;
		capture_take(c, &in, &s->arena, &v->value);
	}
}

/* What is read back of each resource: what the trees name, and `given`. */
static void
tree_props(struct session *s, struct qnames *props)
{
	expect_tree_props(&s->step, props, &s->arena);
	for (size_t i = 0; i < s->given.n; i++)
		for (size_t k = 0; k < s->given.v[i].n_props; k++)
			*vec_add(props, &s->arena) =
			    s->given.v[i].props[k].name;
}

/* A name asked for once is enough. */
static void
drop_doubles(struct qnames *names)
{
	size_t kept = 0;

	for (size_t i = 0; i < names->n; i++) {
		bool twice = false;

		for (size_t k = 0; k < kept; k++)
			twice |= str_eq(names->v[k].uri, names->v[i].uri) &&
			    str_eq(names->v[k].local, names->v[i].local);
		if (!twice)
			names->v[kept++] = names->v[i];
	}
	names->n = kept;
}

/* ------------------------------------------------------------- judging */

/*
 * Where `must` and the like cannot be read, because they want what a capture
 * has not found, an answer that did not come or an assumption that does not
 * hold is told first.
 */
static void
judge_unread(struct session *s)
{
	struct race_result race;
	struct expect_input in = expect_input(s, &race);
	struct findings found = {.arena = &s->arena};
	struct findings ends = {.arena = &s->arena};

	expect_judge(&in, &found);
	for (size_t i = 0; i < found.n; i++)
		if (found.v[i].level == FINDING_SKIP ||
		    found.v[i].level == FINDING_ERROR)
			*vec_add(&ends, &s->arena) = found.v[i];
	if (ends.n == 0) {
		session_error(s, "step %zu: %.*s", s->step_at + 1,
		    STRF(s->unread));
		return;
	}
	(void)keep_findings(s, &ends);
	cleanup_start(s);
}

/* False: what is asked for may still come, and there is time for it. */
static bool
is_settled(struct session *s)
{
	struct race_result race;
	struct expect_input in = expect_input(s, &race);

	return !s->step.has_until || clock_ms() >= s->until ||
	    (s->unread.p == NULL && expect_holds(&in, &s->arena));
}

static void
step_judge(struct session *s)
{
	struct race_result race;
	struct expect_input in = expect_input(s, &race);
	struct findings found = {.arena = &s->arena};
	bool go_on;

	if (!is_settled(s)) {
		step_again(s);
		return;
	}
	if (s->unread.p != NULL) {
		judge_unread(s);
		return;
	}
	expect_judge(&in, &found);
	check_written(s, &found);
	go_on = keep_findings(s, &found);
	if (go_on && !has_server_error(&found))
		keep_judged(s);
	if (go_on)
		step_next(s);
	else
		cleanup_start(s);
}

/* The first capture of the step that found nothing, or NULL. */
static const struct variable *
found_nothing(const struct session *s)
{
	for (size_t i = 0; i < s->captured.n; i++)
		if (s->captured.v[i].value.p == NULL)
			return &s->captured.v[i];
	return NULL;
}

static void
read_expects(struct session *s)
{
	struct diags diags;
	struct reading r = session_reading(s, &diags);
	const struct variable *v;

	s->unread = session_reading_error(
	    testcase_expects(&r, s->step_at, &s->step), &r);
	if (s->unread.p == NULL)
		return;
	v = found_nothing(s);
	if (v != NULL)
		s->unread = arena_strf(&s->arena,
		    "%.*s (the capture %.*s found nothing)", STRF(s->unread),
		    STRF(v->name));
	r = session_reading(s, &diags);
	if (!testcase_assumes(&r, s->step_at, &s->step))
		s->step.expects = (struct expectation_list){0};
}

void
step_answered(struct session *s)
{
	struct qnames props = {0};

	s->readback.done = NULL;
	take_captures(s);
	read_expects(s);
	if (s->tc->file->scratch && expect_asks_tree(&s->step)) {
		tree_props(s, &props);
		drop_doubles(&props);
		readback_start(s, &props, true, step_judge);
	} else {
		step_judge(s);
	}
}
