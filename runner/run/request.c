#include "run/request.h"

#include "base/base64.h"
#include "base/digest.h"
#include "dav/href.h"
#include "run/asked.h"
#include "run/body.h"
#include "run/secret.h"

#define XML_TYPE "application/xml; charset=\"utf-8\""

static struct str
fresh_id(struct arena *a)
{
	uint64_t r;

	random_bytes(&r, sizeof(r));
	return arena_strf(a, "%016llx", (unsigned long long)r);
}

struct str
target_url(const struct site *s, struct str target, struct arena *a)
{
	struct href h = href_split(target);

	if (href_form(&h) == HREF_ABSOLUTE_URI)
		return target;
	return arena_strf(a, "%.*s%.*s", STRF(s->origin), STRF(target));
}

struct str
request_user(const struct target *t, struct str as, struct arena *a)
{
	const struct target_user *u;

	if (as.p == NULL || str_is(as, "first"))
		return STR_NONE;
	u = str_is(as, "anonymous") ? NULL : target_user(t, as);
	if (u == NULL)
		return STR("");
	return arena_strf(a, "%.*s:%.*s", STRF(u->name), STRF(u->password));
}

struct str
request_authorization(const struct target *t, struct arena *a)
{
	const struct target_user *u = target_user(t, STR("first"));
	struct str pair;

	if (u == NULL || !target_literal_login(t))
		return STR_NONE;
	if (str_is(t->auth, "bearer"))
		return arena_strf(a, "Authorization: Bearer %.*s",
		    STRF(u->password.n > 0 ? u->password : u->name));
	pair = arena_strf(a, "%.*s:%.*s", STRF(u->name), STRF(u->password));
	return arena_strf(
	    a, "Authorization: Basic %.*s", STRF(base64_encode(pair, a)));
}

void
request_set_header(
    struct request *r, struct arena *a, const char *name, struct str value)
{
	for (size_t i = 0; i < r->headers.n; i++)
		if (str_is_nocase(r->headers.v[i].name, name)) {
			r->headers.v[i].value = value;
			return;
		}
	headers_add(&r->headers, a, str_from(name), value);
}

void
request_set_xml(struct request *r, struct arena *a, struct str body)
{
	r->payload.bytes = body;
	request_set_header(r, a, "Content-Type", STR(XML_TYPE));
}

static void
remove_header(struct request *r, struct str name)
{
	size_t kept = 0;

	for (size_t i = 0; i < r->headers.n; i++)
		if (!str_eq_nocase(r->headers.v[i].name, name))
			r->headers.v[kept++] = r->headers.v[i];
	r->headers.n = kept;
}

static void
common_headers(
    const struct request_maker *m, struct request *r, struct str *request_id)
{
	*request_id = fresh_id(m->arena);
	headers_add(&r->headers, m->arena, STR("User-Agent"),
	    STR("davproof"));
	headers_add(
	    &r->headers, m->arena, STR("X-Request-Id"), *request_id);
	for (size_t i = 0; m->extra != NULL && i < m->extra->n; i++)
		headers_add(&r->headers, m->arena, m->extra->v[i].name,
		    m->extra->v[i].value);
	if (m->announce.p != NULL)
		headers_add(&r->headers, m->arena, STR("X-Davproof-Case"),
		    m->announce);
}

static void
common_context(const struct request_maker *m, struct request *r,
    struct context *c)
{
	c->method = r->method;
	c->url = target_url(m->site, r->target, m->arena);
	c->classes = m->capability->classes;
	c->proxied = m->proxied;
	c->server_wide = str_is(r->target, "*");
	if (m->scratch.p != NULL)
		c->scratch = target_url(m->site, m->scratch, m->arena);
	c->headers = &r->headers;
}

void
request_plain(const struct request_maker *m, const char *method,
    struct str path, bool raw, struct request *r, struct context *c,
    struct str *request_id)
{
	*r = (struct request){.method = str_from(method)};
	*c = (struct context){0};
	r->target = raw ? path
			: arena_strf(m->arena, "%.*s%.*s", STRF(m->scratch),
			      STRF(href_encode_path(path, m->arena)));
	common_headers(m, r, request_id);
	common_context(m, r, c);
}

/* ------------------------------------------------------------- a step */

static bool
step_target(const struct request_maker *m, const struct path *p,
    struct str *target, struct str *why)
{
	struct href h;

	switch (p->kind) {
	case PATH_RAW:
		*target = p->text;
		return true;
	case PATH_HREF:
		h = href_split(p->text);
		if (href_form(&h) == HREF_ABSOLUTE_URI &&
		    !str_starts(p->text, m->site->origin)) {
			*why = arena_strf(m->arena,
			    "the href %.*s leads to another host",
			    STRF(p->text));
			return false;
		}
		*target = h.query.p == NULL
		    ? h.path
		    : arena_strf(m->arena, "%.*s?%.*s", STRF(h.path),
			  STRF(h.query));
		if (target->n == 0 || target->p[0] != '/') {
			*why = arena_strf(m->arena,
			    "the href \"%.*s\" is no path to send to",
			    STRF(p->text));
			return false;
		}
		return true;
	default:
		*target = arena_strf(m->arena, "%.*s%.*s", STRF(m->scratch),
		    STRF(href_encode_path(p->text, m->arena)));
		return true;
	}
}

static enum depth
depth_of(const struct headers *h)
{
	struct str v = headers_get(h, "Depth");

	if (v.p == NULL)
		return DEPTH_ABSENT;
	if (str_is(v, "0"))
		return DEPTH_0;
	if (str_is(v, "1"))
		return DEPTH_1;
	return str_is_nocase(v, "infinity") ? DEPTH_INFINITY : DEPTH_OTHER;
}

static void
author_headers(
    const struct request_maker *m, const struct step *s, struct request *r)
{
	for (size_t i = 0; i < s->n_headers; i++) {
		const struct header_line *h = &s->headers[i];

		remove_header(r, h->name);
		if (h->values.n == 0) {
			r->no_host |= str_is_nocase(h->name, "Host");
			r->no_content_length |=
			    str_is_nocase(h->name, "Content-Length");
			if (str_is_nocase(h->name, "Authorization"))
				r->user = STR("");
		}
		for (size_t k = 0; k < h->values.n; k++)
			headers_add(
			    &r->headers, m->arena, h->name, h->values.v[k]);
	}
}

static void
step_body(
    const struct request_maker *m, const struct step *s, struct request *r)
{
	struct str type;

	if (s->body_kind != BODY_BYTES) {
		request_set_xml(r, m->arena, body_for(s, m->file, m->arena));
		return;
	}
	if (s->body.kind == BYTES_GENERATED) {
		r->payload = (struct payload){.generated = true,
		    .size = s->body.size, .seed = s->body.seed};
	} else if (s->body.kind == BYTES_GIVEN) {
		r->payload.bytes = s->body.data;
		if (s->body.xml) {
			/* As the RFC's examples spell it: some know no other. */
			type = STR(XML_TYPE);
			if (!str_is(s->body.encoding, "UTF-8"))
				type = arena_strf(m->arena,
				    "application/xml; charset=\"%.*s\"",
				    STRF(s->body.encoding));
			request_set_header(r, m->arena, "Content-Type", type);
		}
	}
}

static void
body_context(const struct step *s, struct context *c, struct arena *a)
{
	switch (s->body_kind) {
	case BODY_PROPFIND:
		c->asked = s->propname ? ASKED_PROPNAME
		    : s->allprop || s->include.n > 0 ? ASKED_ALLPROP
						     : ASKED_PROP;
		c->names = c->asked == ASKED_ALLPROP ? s->include : s->props;
		if (s->propname && (s->allprop || s->props.n > 0))
			c->malformed = true;
		break;
	case BODY_PROPPATCH:
		for (size_t i = 0; i < s->n_set; i++)
			*vec_add(&c->names, a) = s->set[i].name;
		for (size_t i = 0; i < s->remove.n; i++)
			*vec_add(&c->names, a) = s->remove.v[i];
		break;
	case BODY_LOCK:
		c->lock_scope = s->lock_scope;
		c->has_owner = s->has_owner;
		c->owner = s->owner;
		break;
	case BODY_BYTES:
		if (s->body.kind == BYTES_GIVEN)
			asked_read(c, s->body.data, a);
		if (s->body.kind != BYTES_NONE)
			break;
		if (str_is(s->method, "PROPFIND"))
			c->asked = ASKED_ALLPROP;
		c->lock_refresh = str_is(s->method, "LOCK");
		break;
	}
}

static bool
is_conditional(const struct headers *h)
{
	static const char *const names[] = {"If", "If-Match", "If-None-Match",
	    "If-Modified-Since", "If-Unmodified-Since", "If-Range"};

	for (size_t i = 0; i < countof(names); i++)
		if (headers_get(h, names[i]).p != NULL)
			return true;
	return false;
}

bool
request_for_step(const struct request_maker *m, const struct step *s,
    struct request *r, struct context *c, struct str *request_id,
    struct str *why)
{
	struct str to;
	struct path destination = s->to;

	*r = (struct request){.method = s->method};
	*c = (struct context){0};
	r->user = request_user(m->capability->target, s->as, m->arena);
	if (!step_target(m, &s->path, &r->target, why))
		return false;
	common_headers(m, r, request_id);
	if (s->has_depth)
		headers_add(&r->headers, m->arena, STR("Depth"), s->depth);
	if (destination.kind != PATH_NONE) {
		if (destination.kind == PATH_HREF || destination.kind == PATH_RAW)
			to = destination.text;
		else if (step_target(m, &destination, &to, why))
			to = target_url(m->site, to, m->arena);
		else
			return false;
		headers_add(
		    &r->headers, m->arena, STR("Destination"), to);
	}
	step_body(m, s, r);
	author_headers(m, s, r);
	common_context(m, r, c);
	c->depth = depth_of(&r->headers);
	c->destination = headers_get(&r->headers, "Destination");
	c->conditional = is_conditional(&r->headers);
	body_context(s, c, m->arena);
	if (m->file->scratch &&
	    !site_may_send(m->scratch, r->method, r->target, c->destination)) {
		*why = arena_strf(m->arena,
		    "%.*s %.*s could be read as a write outside the scratch "
		    "collection, and is not sent", STRF(r->method),
		    STRF(r->target));
		return false;
	}
	return true;
}
