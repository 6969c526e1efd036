/*
 * The steps of a case, one after the other: put the variables in, send, read
 * the tree back if somebody asks, judge, go on.
 */
#include "base/clock.h"
#include "run/curl.h"
#include "run/secret.h"
#include "run/sessions.h"

#define UNTIL_PAUSE_MS 200

static void step_start(struct session *s);
static void step_judge(struct session *s);

static void
step_next(struct session *s)
{
	s->step_at++;
	s->until = 0;
	step_start(s);
}

/* ------------------------------------------------------------- judging */

/* The text of an error while a step was read, or nothing. */
static struct str
reading_error(bool ok, const struct reading *r)
{
	if (r->error.p != NULL)
		return r->error;
	if (r->diags->list.n > 0)
		return r->diags->list.v[0].message;
	return ok ? STR_NONE : STR("the step cannot be read");
}

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
 * What we wrote must come back (DESIGN section 4), whatever the step says:
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
awake(void *arg)
{
	struct session *s = arg;

	if (!s->waiting)
		return;
	s->waiting = false;
	step_start(s);
}

static void
sleep_for(struct session *s, unsigned ms, void (*woken)(void *arg))
{
	s->waiting = true;
	lane_wait(s->lane, ms, woken, s);
}

static void
step_judge(struct session *s)
{
	struct race_result race;
	struct expect_input in = expect_input(s, &race);
	struct findings found = {.arena = &s->arena};
	bool go_on;

	if (s->step.has_until && clock_ms() < s->until &&
	    !expect_holds(&in, &s->arena)) {
		sleep_for(s, UNTIL_PAUSE_MS, awake);
		return;
	}
	expect_judge(&in, &found);
	check_written(s, &found);
	go_on = keep_findings(s, &found);
	if (found.n == 0 || go_on)
		keep_judged(s);
	if (go_on)
		step_next(s);
	else
		cleanup_start(s);
}

/* ------------------------------------------------------------- after */

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

static void
step_answered(struct session *s)
{
	struct diags diags;
	struct reading r = session_reading(s, &diags);
	struct qnames props = {0};
	struct str error;

	s->readback.done = NULL;
	take_captures(s);
	error = reading_error(
	    testcase_expects(&r, s->step_at, &s->step), &r);
	if (error.p != NULL) {
		session_error(s, "step %zu: %.*s", s->step_at + 1,
		    STRF(error));
	} else if (s->tc->file->scratch && expect_asks_tree(&s->step)) {
		tree_props(s, &props);
		drop_doubles(&props);
		readback_start(s, &props, true, step_judge);
	} else {
		step_judge(s);
	}
}

static void
step_done(struct flight *f)
{
	struct session *s = f->arg;

	s->record = s->result->exchanges.n - 1;
	if (!file_refused(s, f))
		step_answered(s);
}

/* ------------------------------------------------------------- sending */

/*
 * What the expectations will ask of a multistatus. They are read here without
 * the step's own captures; with such, all of it is kept.
 */
static void
want(struct session *s, struct flight *f)
{
	struct diags diags;
	struct reading r = session_reading(s, &diags);
	struct step probe = s->step;

	f->seen.want_all = s->step.n_captures > 0 ||
	    !testcase_expects(&r, s->step_at, &probe);
	observation_want(&f->seen, f->context.url);
	expect_wants(&probe, &s->place, &f->seen);
}

static bool
flight_from(struct session *s, const struct step *step, struct flight **out)
{
	struct flight *f = flight_new(&s->arena, "step");
	struct str why = STR_NONE;

	f->step = (unsigned)s->step_at + 1;
	f->label = testcase_step_text(s->tc, s->step_at, &s->arena);
	*out = f;
	if (request_for_step(&s->maker, step, &f->request, &f->context,
		&f->request_id, &why))
		return true;
	session_error(s, "step %zu: %.*s", s->step_at + 1, STRF(why));
	return false;
}

static void
send_request(struct session *s)
{
	if (!flight_from(s, &s->step, &s->flight))
		return;
	s->place.request_url = s->flight->context.url;
	want(s, s->flight);
	session_send(s, s->flight, step_done);
}

static void
raw_context(struct session *s, struct flight *f)
{
	struct str rest = f->raw, line, word;
	bool server_wide;

	str_cut(&rest, '\n', &line);
	str_cut(&line, ' ', &word);
	f->request.method = word;
	server_wide = str_starts(line, STR("* "));
	if (!str_cut(&line, ' ', &word) || word.n == 0 ||
	    (word.p[0] != '/' && !str_starts(word, STR("http"))))
		word = s->maker.scratch;
	f->request.target = word;
	f->context = (struct context){.method = f->request.method,
	    .url = target_url(s->env->site, word, &s->arena),
	    .classes = s->env->capability->classes,
	    .scratch = s->place.scratch, .malformed = true,
	    .server_wide = server_wide};
}

static void
send_raw(struct session *s)
{
	struct flight *f = flight_new(&s->arena, "step");

	f->step = (unsigned)s->step_at + 1;
	f->label = testcase_step_text(s->tc, s->step_at, &s->arena);
	f->raw = s->step.send;
	if (s->tc->file->scratch &&
	    !site_may_send_raw(s->maker.scratch, f->raw)) {
		session_error(s, "step %zu could be read as a write outside "
				 "the scratch collection, and is not sent",
		    s->step_at + 1);
		return;
	}
	raw_context(s, f);
	f->curl = curl_line_raw(secret_free(f->raw, &s->arena),
	    s->env->site->host, &s->arena);
	s->flight = f;
	s->place.request_url = f->context.url;
	want(s, f);
	session_send(s, f, step_done);
}

static void
racer_done(struct flight *f)
{
	struct session *s = f->arg;

	session_note(s, f);
	if (s->racers_over++ == 0)
		s->record = s->result->exchanges.n - 1;
	if (s->racers_over < s->n_racers)
		return;
	if (f->outcome == OUTCOME_STOPPED && !s->cancelled)
		return;
	step_answered(s);
}

static void
send_race(struct session *s)
{
	s->n_racers = s->step.n_race;
	s->racers_over = 0;
	s->racers = arena_array(&s->arena, struct flight *, s->n_racers);
	for (size_t i = 0; i < s->n_racers; i++) {
		struct flight *f;

		if (!flight_from(s, &s->step.race[i], &f))
			return;
		f->curl = curl_line(&f->request, f->context.url,
		    s->env->capability->target->n_users > 0, &s->arena);
		f->arg = s;
		f->done = racer_done;
		s->racers[i] = f;
	}
	s->flight = s->racers[0];
	s->place.request_url = s->flight->context.url;
	flight_race(s->racers, s->n_racers, s->lane, s->maker.scratch);
}

static void
waited(void *arg)
{
	struct session *s = arg;

	if (!s->waiting)
		return;
	s->waiting = false;
	step_next(s);
}

static void
step_start(struct session *s)
{
	struct diags diags;
	struct reading r = session_reading(s, &diags);
	struct str error;

	if (s->step_at == s->tc->file->n_steps) {
		cleanup_start(s);
		return;
	}
	s->step = (struct step){0};
	s->n_racers = 0;
	error = reading_error(
	    testcase_request(&r, s->step_at, &s->step), &r);
	if (error.p != NULL) {
		session_error(s, "step %zu: %.*s", s->step_at + 1,
		    STRF(error));
		return;
	}
	if (s->step.has_until && s->until == 0)
		s->until = clock_ms() + s->step.until_ms;
	switch (s->step.kind) {
	case STEP_REQUEST:
		send_request(s);
		break;
	case STEP_SEND:
		send_raw(s);
		break;
	case STEP_RACE:
		send_race(s);
		break;
	case STEP_WAIT:
		sleep_for(s, s->step.wait_ms, waited);
		break;
	}
}

void
steps_start(struct session *s)
{
	s->phase = PHASE_STEPS;
	s->step_at = 0;
	step_start(s);
}
