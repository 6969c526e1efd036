#include "run/flight.h"

#include "run/secret.h"

struct flight *
flight_new(struct arena *a, const char *purpose)
{
	struct flight *f = arena_new(a, struct flight);

	f->arena = a;
	f->purpose = str_from(purpose);
	f->seen.arena = a;
	f->findings.arena = a;
	return f;
}

static void
on_interim(void *arg, const struct reply *interim)
{
	struct flight *f = arg;

	judge_interim(f->judge, interim);
}

static void
on_reply(void *arg, const struct reply *reply)
{
	struct flight *f = arg;

	judge_reply(f->judge, reply);
}

static bool
on_body(void *arg, const char *p, size_t n)
{
	struct flight *f = arg;

	judge_body(f->judge, p, n);
	return true;
}

static const char *
outcome_words(enum outcome o)
{
	static const char *const words[] = {
	    [OUTCOME_ANSWERED] = "answered",
	    [OUTCOME_REFUSED] = "no connection",
	    [OUTCOME_CLOSED] = "the connection was closed before the "
			       "response was whole",
	    [OUTCOME_TIMEOUT] = "timed out",
	    [OUTCOME_TOO_LARGE] = "the response is larger than allowed",
	    [OUTCOME_NOT_HTTP] = "what came is no HTTP response",
	    [OUTCOME_STOPPED] = "stopped",
	};

	return words[o];
}

/*
 * A server may close a kept connection just when it is used again. Whether it
 * has carried out the request nobody knows: the answer to a second MKCOL, PUT
 * or DELETE would say nothing about the server. What has no effect, and what is
 * no part of a case, is sent once more all the same.
 */
static bool
may_go_twice(const struct flight *f)
{
	return method_is_safe(f->request.method) ||
	       str_is(f->purpose, "clean-up") ||
	       str_is(f->purpose, "preflight");
}

static bool
send_again(struct flight *f, const struct exchange_end *end)
{
	struct observation fresh = {.arena = f->arena,
	    .want_all = f->seen.want_all};

	if (end->outcome != OUTCOME_CLOSED || !end->reused || f->again ||
	    f->seen.reply != NULL || f->raw.p != NULL || f->lane == NULL)
		return false;
	if (!may_go_twice(f)) {
		f->lost = true;
		return false;
	}
	f->sent = arena_str(f->arena, end->sent);
	judge_free(f->judge);
	fresh.wanted.v = f->seen.wanted.v;
	fresh.wanted.n = f->seen.wanted.n;
	fresh.wanted.cap = f->seen.wanted.cap;
	f->seen = fresh;
	f->findings = (struct findings){.arena = f->arena};
	f->again = true;
	flight_send(f, f->lane);
	return true;
}

static void
on_done(void *arg, const struct exchange_end *end)
{
	struct flight *f = arg;
	bool complete = end->outcome == OUTCOME_ANSWERED;
	const char *why = "";

	if (send_again(f, end))
		return;
	f->outcome = end->outcome;
	if (end->sent.n > 0) /* else what was sent before this one more time */
		f->sent = arena_str(f->arena, end->sent);
	f->body_size = end->body_size;
	f->duration_ms = end->duration_ms;
	f->over = true;
	if (!complete)
		why = arena_printf(f->arena, "%s%s%s",
		    outcome_words(end->outcome),
		    end->why[0] != '\0' ? ": " : "", end->why);
	judge_end(f->judge, complete, why, end->duration_ms);
	judge_applied(f->judge, &f->applied);
	judge_free(f->judge);
	f->judge = NULL;
	f->done(f);
}

static struct exchange_handler
prepare(struct flight *f)
{
	f->judge = judge_new(&f->context, &f->seen, &f->findings);
	return (struct exchange_handler){
	    f, on_interim, on_reply, on_body, on_done};
}

void
flight_send(struct flight *f, struct lane *l)
{
	struct exchange_handler h = prepare(f);

	f->lane = l;
	if (f->raw.p != NULL)
		lane_send_raw(l, f->raw, &h);
	else
		lane_send(l, &f->request, &h);
}

void
flight_race(
    struct flight *const *f, size_t n, struct lane *l, struct str warm)
{
	const struct request **r;
	struct exchange_handler *h;

	if (n == 0)
		return;
	r = arena_array(f[0]->arena, const struct request *, n);
	h = arena_array(f[0]->arena, struct exchange_handler, n);
	for (size_t i = 0; i < n; i++) {
		r[i] = &f[i]->request;
		h[i] = prepare(f[i]);
	}
	lane_race(l, r, n, h, warm);
}

int
flight_status(const struct flight *f)
{
	return f->seen.reply != NULL ? f->seen.reply->status : 0;
}

bool
flight_succeeded(const struct flight *f)
{
	int status = flight_status(f);

	return f->outcome == OUTCOME_ANSWERED && status >= 200 && status < 300;
}

struct str
flight_ended(const struct flight *f, struct arena *a)
{
	if (f->outcome != OUTCOME_ANSWERED)
		return arena_str(a, f->seen.why);
	return arena_strf(a, "answered %d%s%.*s", flight_status(f),
	    f->seen.reply->reason.n ? " " : "", STRF(f->seen.reply->reason));
}

struct finding
finding_copy(const struct finding *f, struct arena *keep)
{
	struct finding copy = *f;

	copy.header = arena_str(keep, f->header);
	copy.message = arena_str(keep, f->message);
	copy.expected = arena_str(keep, f->expected);
	copy.actual = arena_str(keep, f->actual);
	return copy;
}

void
flight_record(
    const struct flight *f, struct arena *keep, struct exchange_record *out)
{
	const struct payload *p = &f->request.payload;
	const struct reply *reply = f->seen.reply;

	*out = (struct exchange_record){.purpose = f->purpose,
	    .step = f->step, .status = flight_status(f),
	    .duration_ms = f->duration_ms, .body_size = f->body_size};
	out->label = arena_str(keep, f->label);
	out->request_id = arena_str(keep, f->request_id);
	out->sent = secret_free(f->raw.p != NULL ? f->raw : f->sent, keep);
	if (f->raw.p == NULL) {
		out->sent_body =
		    arena_str(keep, str_sub(p->bytes, 0, BODY_SHOWN));
		out->sent_body_size = payload_size(p);
	}
	if (reply != NULL)
		out->received = secret_free(reply->raw, keep);
	out->body = arena_str(keep, str_sub(f->seen.body, 0, BODY_SHOWN));
	if (f->outcome != OUTCOME_ANSWERED)
		out->why = arena_str(keep, f->seen.why);
	out->curl = arena_str(keep, f->curl);
	for (size_t i = 0; i < f->findings.n; i++)
		*vec_add(&out->findings, keep) =
		    finding_copy(&f->findings.v[i], keep);
}
