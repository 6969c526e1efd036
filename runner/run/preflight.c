#include "run/preflight.h"

#include "base/clock.h"
#include "base/utf8.h"

#define RETRY_MS 250

static void
nothing(struct flight *f)
{
	(void)f;
}

static void
woken(void *arg)
{
	(void)arg;
}

static bool
stopped(const struct preflight *p)
{
	return p->stop != NULL && *p->stop;
}

/* Sends one request and waits for its end. */
static struct flight *
exchange(struct preflight *p, const char *method, struct str target)
{
	struct flight *f = flight_new(p->arena, "preflight");

	request_plain(&p->maker, method, target, true, &f->request,
	    &f->context, &f->request_id);
	f->done = nothing;
	flight_send(f, p->lane);
	pool_run(p->pool);
	return f;
}

static struct str
shown(const struct preflight *p, struct str s)
{
	return utf8_line(p->arena, s);
}

/* What a status that is neither success nor of DAV means for a user. */
static void
explain(const struct preflight *p, const struct flight *f, const char *what,
    struct buf *why)
{
	const struct reply *r = f->seen.reply;
	int status = flight_status(f);
	struct str location;

	buf_printf(why, "%s %.*s", what,
	    STRF(shown(p, flight_ended(f, p->arena))));
	if (f->outcome != OUTCOME_ANSWERED || r == NULL)
		return;
	location = headers_get(&r->headers, "Location");
	if (status == 401 && p->maker.capability->target->n_users == 0)
		buf_puts(why, ": it wants a user, give one with --user");
	else if (status == 401)
		buf_puts(why, ": user or password are not accepted");
	else if (status / 100 == 3 && location.p != NULL)
		buf_printf(why, ": it redirects to %.*s, which is not "
				"followed; give that URL if you mean it",
		    STRF(shown(p, location)));
	else if (status == 403)
		buf_puts(why, ": nothing may be created here");
	else if (status == 404 || status == 409)
		buf_puts(why, ": there is no collection of that URL");
	else if (status == 405 || status == 501)
		buf_puts(why, ": this is no WebDAV collection");
	else if (status == 503)
		buf_puts(why, ": it is not ready, or a proxy in between says "
			      "so");
	else if (status == 502 || status == 504)
		buf_puts(why, ": a proxy in between has no server to ask");
}

static bool
base_is_file(struct preflight *p)
{
	struct flight *f = flight_new(p->arena, "preflight");
	const struct response *r;
	const struct propstat *in = NULL;
	const struct xml_node *type;

	request_plain(&p->maker, "PROPFIND", p->maker.site->base, true,
	    &f->request, &f->context, &f->request_id);
	/* Asked without the slash: a file has a URL without one. */
	f->request.target.n -= f->request.target.n > 1;
	f->context.url =
	    target_url(p->maker.site, f->request.target, p->arena);
	request_set_header(&f->request, p->arena, "Depth", STR("0"));
	f->context.depth = DEPTH_0;
	f->context.asked = ASKED_ALLPROP;
	observation_want(&f->seen, f->context.url);
	f->done = nothing;
	flight_send(f, p->lane);
	pool_run(p->pool);
	r = observation_response(&f->seen, f->context.url);
	if (flight_status(f) != 207 || r == NULL)
		return false;
	type = response_prop(r, STR("DAV:"), STR("resourcetype"), &in);
	return type != NULL && xml_child(type, "collection") == NULL;
}

static bool
make_run_collection(struct preflight *p, struct buf *why)
{
	struct flight *f = exchange(p, "MKCOL", p->maker.site->run);

	if (flight_succeeded(f) || (f->again && flight_status(f) == 405))
		return true; /* the name is random: whose else could it be */
	if (f->outcome == OUTCOME_ANSWERED && base_is_file(p)) {
		buf_puts(why, "the base is a file, not a collection: give "
			      "the URL of a collection");
		return false;
	}
	if (f->outcome != OUTCOME_ANSWERED && f->outcome != OUTCOME_REFUSED) {
		if (stopped(p))
			pool_resume(p->pool, CLEANUP_MS);
		(void)preflight_clear(p); /* it may have been made */
	}
	buf_puts(why, "no scratch collection can be made: ");
	explain(p, f, "MKCOL was", why);
	return false;
}

static struct flight *
ask_options(struct preflight *p, unsigned wait_ms)
{
	uint64_t until = clock_ms() + wait_ms;
	struct flight *f;

	for (;;) {
		f = exchange(p, "OPTIONS", p->maker.site->base);
		if (f->outcome == OUTCOME_ANSWERED || stopped(p) ||
		    clock_ms() >= until)
			return f;
		lane_wait(p->lane, RETRY_MS, woken, NULL);
		pool_run(p->pool);
	}
}

bool
preflight(struct preflight *p, struct capability *c, bool scratch,
    unsigned wait_ms, struct buf *why)
{
	struct flight *f = ask_options(p, wait_ms);

	if (f->outcome != OUTCOME_ANSWERED) {
		explain(p, f, "OPTIONS:", why);
		return false;
	}
	capability_read(c, &f->seen.reply->headers, p->arena);
	if (flight_status(f) == 401) {
		explain(p, f, "OPTIONS was", why);
		return false;
	}
	if (!scratch || make_run_collection(p, why))
		return true;
	if (c->dav.p == NULL)
		buf_puts(why, " (and OPTIONS has no DAV header: is this a "
			      "WebDAV server?)");
	return false;
}

bool
preflight_probe(struct preflight *p, bool patient, struct buf *why)
{
	struct flight *f = ask_options(p, patient ? 4 * RETRY_MS : 0);

	if (f->outcome == OUTCOME_ANSWERED)
		return true;
	explain(p, f, "OPTIONS:", why);
	return false;
}

bool
preflight_again(struct preflight *p, bool *fresh, struct buf *why)
{
	struct flight *f = exchange(p, "MKCOL", p->maker.site->run);

	*fresh = flight_succeeded(f);
	if (*fresh || flight_status(f) == 405)
		return true;
	explain(p, f, "started again, it answers to MKCOL:", why);
	return false;
}

bool
preflight_is_gone(struct preflight *p, struct str path)
{
	struct flight *f = flight_new(p->arena, "preflight");

	request_plain(&p->maker, "PROPFIND", path, true, &f->request,
	    &f->context, &f->request_id);
	request_set_header(&f->request, p->arena, "Depth", STR("0"));
	f->context.depth = DEPTH_0;
	f->context.asked = ASKED_ALLPROP;
	f->done = nothing;
	flight_send(f, p->lane);
	pool_run(p->pool);
	return flight_status(f) == 404 || flight_status(f) == 410;
}

bool
preflight_clear(struct preflight *p)
{
	struct flight *f = exchange(p, "DELETE", p->maker.site->run);
	int status = flight_status(f);

	return (flight_succeeded(f) && status != 207) || status == 404;
}
