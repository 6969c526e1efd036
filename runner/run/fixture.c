/*
 * `given`: the tree that a case starts from, made resource by resource.
 */
#include "run/body.h"
#include "run/sessions.h"

static void next(struct session *s);

/* Where a dead property is refused the case is a skip (cases/README.md). */
static bool
props_refused(const struct flight *f, const struct tree_entry *e)
{
	const struct response *r;

	if (!flight_succeeded(f))
		return true;
	if (flight_status(f) != 207)
		return false; /* the multistatus is a case's own concern */
	r = observation_response(&f->seen, f->context.url);
	if (r == NULL)
		return true;
	for (size_t i = 0; i < e->n_props; i++) {
		const struct propstat *in = NULL;

		if (response_prop(r, e->props[i].name.uri,
			e->props[i].name.local, &in) == NULL ||
		    in == NULL || in->status.code / 100 != 2)
			return true;
	}
	return false;
}

static void
props_set(struct flight *f)
{
	struct session *s = f->arg;
	const struct tree_entry *e = &s->given.v[s->given_at];

	if (f->outcome != OUTCOME_ANSWERED ||
	    flight_status(f) / 100 == 5) {
		session_error(s, "given: PROPPATCH %.*s %.*s",
		    STRF(e->path.text), STRF(flight_ended(f, &s->arena)));
	} else if (props_refused(f, e)) {
		session_skip(s, "a dead property of %.*s is refused",
		    STRF(e->path.text));
	} else {
		s->given_at++;
		next(s);
	}
}

static void
set_props(struct session *s, const struct tree_entry *e)
{
	struct flight *f =
	    session_plain(s, "given", "PROPPATCH", e->path.text);

	request_set_xml(&f->request, &s->arena,
	    body_proppatch(e->props, e->n_props, s->tc->file, &s->arena));
	for (size_t i = 0; i < e->n_props; i++)
		*vec_add(&f->context.names, &s->arena) = e->props[i].name;
	observation_want(&f->seen, f->context.url);
	session_send(s, f, props_set);
}

bool
file_refused(struct session *s, const struct flight *f)
{
	struct str why = s->env->capability->target->refuses_files;
	int status = flight_status(f);

	if (why.n == 0 || !str_is(f->request.method, "PUT") ||
	    (status != 400 && status != 403 && status != 415))
		return false;
	session_skip(s, "PUT is answered %d: %.*s", status, STRF(why));
	return true;
}

static void
made(struct flight *f)
{
	struct session *s = f->arg;
	const struct tree_entry *e = &s->given.v[s->given_at];

	if (file_refused(s, f))
		return;
	if (!flight_succeeded(f) || flight_status(f) == 207) {
		session_error(s, "given: %.*s %.*s", STRF(f->label),
		    STRF(flight_ended(f, &s->arena)));
	} else if (e->n_props > 0) {
		set_props(s, e);
	} else {
		s->given_at++;
		next(s);
	}
}

static void
make(struct session *s, const struct tree_entry *e)
{
	struct flight *f = session_plain(s, "given",
	    e->collection ? "MKCOL" : "PUT", e->path.text);

	if (!e->collection) {
		if (e->body.kind == BYTES_GENERATED)
			f->request.payload = (struct payload){
			    .generated = true, .size = e->body.size,
			    .seed = e->body.seed};
		else
			f->request.payload.bytes =
			    e->body.data.p ? e->body.data : STR("");
		request_set_header(&f->request, &s->arena, "Content-Type",
		    e->type.p ? e->type : STR("application/octet-stream"));
	}
	session_send(s, f, made);
}

static void
next(struct session *s)
{
	const struct tree_entry *e;

	if (s->given_at == s->given.n) {
		steps_start(s);
		return;
	}
	e = &s->given.v[s->given_at];
	if (e->path.text.n == 0) /* the scratch collection is there */
		set_props(s, e);
	else
		make(s, e);
}

void
given_start(struct session *s)
{
	struct diags diags;
	struct reading r = session_reading(s, &diags);

	s->phase = PHASE_GIVEN;
	if (!testcase_given(&r, &s->given) || r.error.p != NULL) {
		session_error(s, "given: %.*s",
		    STRF(r.error.p != NULL || diags.list.n == 0
			    ? r.error
			    : diags.list.v[0].message));
		return;
	}
	next(s);
}
