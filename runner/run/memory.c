/*
 * What a session must remember of what it did: locks that it holds, and
 * contents that GET must give back.
 */
#include "base/digest.h"
#include "run/sessions.h"

const struct written *
memory_of(const struct session *s, struct str target)
{
	for (size_t i = 0; i < s->written.n; i++)
		if (str_eq(s->written.v[i].target, target))
			return &s->written.v[i];
	return NULL;
}

static void
forget_written(struct session *s, struct str target)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->written.n; i++)
		if (!str_eq(s->written.v[i].target, target))
			s->written.v[kept++] = s->written.v[i];
	s->written.n = kept;
}

static void
note_put(struct session *s, const struct flight *f)
{
	struct written *w;

	forget_written(s, f->request.target);
	/* Parts, codings and broken framing do not say what is stored. */
	if (!flight_succeeded(f) ||
	    headers_get(&f->request.headers, "Content-Range").p != NULL ||
	    headers_get(&f->request.headers, "Content-Encoding").p != NULL ||
	    headers_get(&f->request.headers, "Content-Length").p != NULL)
		return;
	w = vec_add(&s->written, &s->arena);
	w->target = f->request.target;
	w->length = payload_size(&f->request.payload);
	payload_sha256(&f->request.payload, w->sha256);
}

/* Lock-Token: <token> (RFC 4918 section 10.5). */
static struct str
token_of(const struct headers *h)
{
	struct str v = str_trim(headers_get(h, "Lock-Token"));

	if (v.n < 3 || v.p[0] != '<' || v.p[v.n - 1] != '>')
		return STR_NONE;
	return str_sub(v, 1, v.n - 2);
}

static void
note_lock(struct session *s, const struct flight *f)
{
	struct str token = token_of(&f->seen.reply->headers);
	struct held_lock *l;

	if (token.p == NULL)
		return;
	l = vec_add(&s->locks, &s->arena);
	l->target = f->request.target;
	l->token = arena_str(&s->arena, token);
	l->user = f->request.user;
}

static void
note_unlock(struct session *s, const struct flight *f)
{
	struct str token = token_of(&f->request.headers);
	size_t kept = 0;

	for (size_t i = 0; i < s->locks.n; i++)
		if (!str_eq(s->locks.v[i].token, token))
			s->locks.v[kept++] = s->locks.v[i];
	s->locks.n = kept;
}

void
memory_note(struct session *s, const struct flight *f)
{
	struct str method = f->request.method;

	if (f->raw.p != NULL) {
		s->written.n = 0;
		return;
	}
	if (str_is(method, "PUT")) {
		note_put(s, f);
	} else if (str_is(method, "LOCK")) {
		if (flight_succeeded(f))
			note_lock(s, f);
	} else if (str_is(method, "UNLOCK")) {
		if (flight_succeeded(f))
			note_unlock(s, f);
	} else if (!method_is_safe(method) && !str_is(method, "PROPPATCH") &&
	    !str_is(method, "MKCOL")) {
		/* May have changed anything. */
		s->written.n = 0;
	}
}
