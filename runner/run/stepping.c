/*
 * The steps of a case, one after the other: put the variables in, send, and
 * hand the answer to judging.c, which says how it goes on.
 */
#include "base/clock.h"
#include "run/curl.h"
#include "run/secret.h"
#include "run/sessions.h"

#define UNTIL_PAUSE_MS 200

static void step_start(struct session *s);

void
step_next(struct session *s)
{
	s->step_at++;
	s->until = 0;
	step_start(s);
}

/* The text of an error while a step was read, or nothing. */
struct str
session_reading_error(bool ok, const struct reading *r)
{
	if (r->error.p != NULL)
		return r->error;
	if (r->diags->list.n > 0)
		return r->diags->list.v[0].message;
	return ok ? STR_NONE : STR("the step cannot be read");
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

void
step_again(struct session *s)
{
	sleep_for(s, UNTIL_PAUSE_MS, awake);
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
		    s->env->capability->target, s->env->way, &s->arena);
		f->context.race = true;
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
	error = session_reading_error(
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
