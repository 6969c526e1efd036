#include "run/session.h"

#include "run/curl.h"
#include "run/sessions.h"

void
case_result_init(
    struct case_result *r, const struct testcase *tc, struct arena *arena)
{
	const struct case_file *f = tc->file;

	*r = (struct case_result){.id = tc->id, .title = tc->title,
	    .note = f->note, .file = str_from(f->path), .line = 1};
	memcpy(r->digest, f->digest, sizeof(r->digest));
	for (size_t i = 0; i < tc->proves.n; i++)
		*vec_add(&r->proves, arena) = str_from(tc->proves.v[i]->id);
}

/* ------------------------------------------------------------- variables */

static bool
get_path(struct session *s, struct str argument, bool url, struct arena *a,
    struct str *out, struct str *why)
{
	struct path p = {.kind = PATH_SCRATCH, .text = argument};

	if (s->maker.scratch.p == NULL) {
		*why = STR("there is no scratch collection");
		return false;
	}
	if (str_is(argument, "/"))
		p.text = STR("");
	*out = path_url(&p, &s->place, a);
	if (!url)
		*out = str_from_at(*out, s->env->site->origin.n);
	return true;
}

static bool
get_builtin(void *arg, struct str name, struct str argument, struct arena *a,
    struct str *out, struct str *why)
{
	struct session *s = arg;

	if (str_is(name, "url"))
		return get_path(s, argument, true, a, out, why);
	if (str_is(name, "path"))
		return get_path(s, argument, false, a, out, why);
	if (str_is(name, "host")) {
		*out = s->env->site->host;
		return true;
	}
	if (str_is(name, "feature")) {
		*out = target_feature(s->env->capability->target, argument);
		*why = STR("the target profile does not have this feature");
		return out->p != NULL;
	}
	if (str_is(name, "authorization")) {
		*out = request_authorization(
		    s->env->capability->target, a);
		return true;
	}
	*why = STR("no such variable");
	return false;
}

struct reading
session_reading(struct session *s, struct diags *diags)
{
	*diags = (struct diags){.arena = &s->arena};
	return (struct reading){.arena = &s->arena, .diags = diags,
	    .testcase = s->tc, .captured = &s->captured,
	    .builtins = &s->builtins};
}

/* ------------------------------------------------------------- exchanges */

struct flight *
session_plain(struct session *s, const char *purpose, const char *method,
    struct str path)
{
	struct flight *f = flight_new(&s->arena, purpose);

	request_plain(&s->maker, method, path, false, &f->request,
	    &f->context, &f->request_id);
	f->label = arena_strf(&s->arena, "%s %.*s", method,
	    STRF(path.n ? path : STR("/")));
	return f;
}

void
session_note(struct session *s, struct flight *f)
{
	for (size_t i = 0; i < countof(s->applied.bits); i++)
		s->applied.bits[i] |= f->applied.bits[i];
	if (f->outcome == OUTCOME_REFUSED || f->outcome == OUTCOME_CLOSED ||
	    (f->outcome == OUTCOME_TIMEOUT &&
		s->env->capability->target->restarts > 0))
		s->saw_no_server = true;
	s->lost_request |= f->lost;
	secrets_add_section(&s->secrets, f->raw.p != NULL ? f->raw : f->sent);
	if (f->seen.reply != NULL)
		secrets_add_section(&s->secrets, f->seen.reply->raw);
	flight_record(f, s->env->arena,
	    vec_add(&s->result->exchanges, s->env->arena));
	memory_note(s, f);
	trace_write(s->trace, f, &s->secrets, &s->arena);
}

static void
noted(struct flight *f)
{
	struct session *s = f->arg;
	session_note(s, f);
	/* Stopped by a signal: session_cancel() takes it from here. */
	if (f->outcome == OUTCOME_STOPPED && !s->cancelled)
		return;
	f->then(f);
}

void
session_send(
    struct session *s, struct flight *f, void (*done)(struct flight *f))
{
	if (f->curl.p == NULL)
		f->curl = curl_line(&f->request,
		    target_url(s->env->site, f->request.target, &s->arena),
		    s->env->capability->target, s->env->way, &s->arena);
	f->request.own_connection = s->again;
	f->arg = s;
	f->then = done;
	f->done = noted;
	flight_send(f, s->lane);
}

/* ------------------------------------------------------------- the start */

static void
scratch_made(struct flight *f)
{
	struct session *s = f->arg;

	/* Without an answer it may have been made all the same. */
	s->scratch_made = f->outcome == OUTCOME_ANSWERED
	    ? flight_succeeded(f)
	    : f->outcome != OUTCOME_REFUSED;
	/* The simplest of requests: who keeps silent may be dead. */
	if (f->outcome == OUTCOME_TIMEOUT)
		s->saw_no_server = true;
	if (!flight_succeeded(f)) {
		session_error(s, "no scratch collection can be made: MKCOL %s",
		    flight_ended(f, &s->arena).p);
		return;
	}
	s->begun = true;
	given_start(s);
}

struct session *
session_new(const struct session_env *env, const struct testcase *tc,
    size_t index, bool again, struct lane *lane, struct case_result *result)
{
	struct session *s = xcalloc(1, sizeof(*s));

	s->env = env;
	s->tc = tc;
	s->index = index;
	s->again = again;
	s->lane = lane;
	s->result = result;
	s->secrets = (struct secrets){
	    .arena = &s->arena, .more = env->secrets};
	s->builtins = (struct builtins){s, get_builtin};
	s->maker = (struct request_maker){.arena = &s->arena,
	    .site = env->site, .capability = env->capability,
	    .file = tc->file, .proxied = env->way->proxy != NULL,
	    .extra = env->extra,
	    .announce = env->announce ? tc->id : STR_NONE};
	s->place.origin = env->site->origin;
	if (tc->file->scratch) {
		s->maker.scratch =
		    site_scratch(env->site, index, again, &s->arena);
		s->place.scratch =
		    target_url(env->site, s->maker.scratch, &s->arena);
		result->scratch = arena_str(env->arena, s->place.scratch);
	}
	s->trace = trace_open(env->trace, tc->id, &s->arena);
	return s;
}

void
session_start(struct session *s)
{
	s->phase = PHASE_SCRATCH;
	if (!s->tc->file->scratch) {
		s->begun = true;
		steps_start(s);
		return;
	}
	session_send(s, session_plain(s, "given", "MKCOL", STR("")),
	    scratch_made);
}

void
session_cancel(struct session *s)
{
	if (s->phase == PHASE_ENDED)
		return;
	s->cancelled = true;
	s->waiting = false;
	if (s->phase == PHASE_SCRATCH)
		s->scratch_made = true; /* for all we know */
	if (s->phase == PHASE_CLEANUP)
		cleanup_start(s);
	else
		session_error(s, "interrupted");
}

bool
session_begun(const struct session *s)
{
	return s->begun;
}

bool
session_saw_no_server(const struct session *s)
{
	return s->saw_no_server;
}

bool
session_lost_request(const struct session *s)
{
	return s->lost_request;
}

void
session_applied(const struct session *s, struct rule_set *into)
{
	for (size_t i = 0; i < countof(into->bits); i++)
		into->bits[i] |= s->applied.bits[i];
}

void
session_free(struct session *s)
{
	if (s == NULL)
		return;
	arena_release(&s->arena);
	free(s);
}
