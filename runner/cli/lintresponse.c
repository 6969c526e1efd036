#include "cli/lintresponse.h"

#include "cli/lintmark.h"
#include "cli/lintknown.h"

/* ------------------------------------------------------------- places */

/* The line of a header in the file; of one that is missing, the status
   line's. */
static unsigned
header_line(const struct lint_response *r, struct str name)
{
	struct str rest = r->reply != NULL ? r->reply->raw : STR_NONE, text;
	unsigned line = r->line;

	while (str_cut(&rest, '\n', &text)) {
		size_t colon = str_index(text, ':');

		if (colon < text.n &&
		    str_eq_nocase(str_sub(text, 0, colon), name))
			return line;
		line++;
	}
	return r->line;
}

/* "And N more" stands where the last of its kind does. */
static bool
place_as_last(const struct linted *out, struct finding *f)
{
	for (size_t k = out->findings.n; k > 0; k--) {
		const struct finding *last = &out->findings.v[k - 1];

		if (last == f || last->rule != f->rule)
			continue;
		f->line = last->line;
		f->col = last->col;
		return true;
	}
	return false;
}

static void
place(const struct lint_response *r, struct finding *f)
{
	unsigned line = r->line, col = 1;

	if (f->place == PLACE_EXCHANGE && place_as_last(r->out, f))
		return;
	if (f->place == PLACE_BODY && r->has_body) {
		line = f->line > 0 ? f->line : 1;
		col = f->line > 0 ? f->col : 1;
		places_find(&r->places, &line, &col);
	} else if (f->place == PLACE_HEADER) {
		line = header_line(r, f->header);
	}
	f->line = line;
	f->col = col;
}

static bool
has_finding_of(const struct findings *all, size_t n, const char *rule)
{
	for (size_t i = 0; i < n; i++)
		if (all->v[i].rule == rule)
			return true;
	return false;
}

/* The findings since the last time: placed, or dropped again. */
static void
take_findings(struct lint_response *r)
{
	struct findings *all = &r->out->findings;
	size_t kept = r->n_placed;

	for (size_t i = r->n_placed; i < all->n; i++) {
		struct finding f = all->v[i];

		if (!lint_is_known(&r->lint->context, &f))
			continue;
		if (f.place == PLACE_EXCHANGE && f.rule != NULL &&
		    !has_finding_of(all, kept, f.rule))
			continue;
		all->v[kept] = f;
		place(r, &all->v[kept]);
		kept++;
	}
	all->n = r->n_placed = kept;
}

/* ------------------------------------------------------------- context */

static unsigned
classes_of(const struct reply *reply, struct arena *a)
{
	static const struct {
		const char *token;
		unsigned class;
	} classes[] = {
	    {"1",	  CLASS_1	 },
	    {"2",	  CLASS_2	 },
	    {"3",	  CLASS_3	 },
	    {"bind", CLASS_BIND}
	};
	struct str dav = headers_joined(&reply->headers, a, "DAV");
	unsigned found = 0;

	for (size_t i = 0; i < countof(classes); i++)
		if (list_has(dav, str_from(classes[i].token)))
			found |= classes[i].class;
	return found != 0 ? found : CLASS_1 | CLASS_3;
}

/* Meant as a multistatus of WebDAV, by what it begins with and by its type,
   and not as one in JSON or another format. */
static bool
is_meant_for_webdav(const struct reply *reply, char mark)
{
	struct str type = headers_get(&reply->headers, "Content-Type");

	if (reply->status != 207 || mark == '{' || mark == '[')
		return false;
	return mark == '<' || !type.p || str_find(type, STR("xml")) < type.n ||
	       str_is_nocase(str_sub(type, 0, 5), "text/");
}

/* A new lock is answered with its token, a refresh is not; a refresh says in
   If which lock. */
static bool
is_refresh(const struct context *c, const struct reply *reply)
{
	return str_is(c->method, "LOCK") && reply->status == 200 &&
	       headers_get(&reply->headers, "Lock-Token").p == NULL &&
	       (c->headers == NULL || headers_get(c->headers, "If").p != NULL);
}

/* What the user did not tell and the response does. */
static void
complete_context(struct lint_response *r, const struct reply *reply, char mark)
{
	struct context *c = &r->context;
	struct str applied = headers_get(&reply->headers, "Preference-Applied");

	*c = r->lint->context;
	if (c->classes == 0)
		c->classes = classes_of(reply, &r->arena);
	/* REPORT has a multistatus with whatever its report wants: only the
	   rules that hold for all of them know the method. */
	if (c->method.n == 0 && is_meant_for_webdav(reply, mark))
		c->method = STR("REPORT");
	c->lock_refresh |= is_refresh(c, reply);
	if (!applied.p || c->headers != NULL)
		return;
	r->headers = (struct headers){0};
	headers_add(&r->headers, &r->arena, STR("Prefer"),
	    arena_str(&r->arena, applied));
	c->headers = &r->headers;
	c->conditional = true;
}

/* ------------------------------------------------------------- judging */

static struct reply *
copy_reply(const struct reply *reply, struct arena *a)
{
	struct reply *made = arena_new(a, struct reply);

	*made = (struct reply){
	    .status = reply->status,
	    .version = arena_str(a, reply->version),
	    .reason = arena_str(a, reply->reason),
	    .raw = arena_str(a, reply->raw),
	};
	for (size_t i = 0; i < reply->headers.n; i++)
		headers_add(&made->headers, a,
		    arena_str(a, reply->headers.v[i].name),
		    arena_str(a, reply->headers.v[i].value));
	return made;
}

static void
open_judge(struct lint_response *r)
{
	r->seen = (struct observation){
	    .arena = &r->arena,
	    .no_digest = true,
	};
	r->judge = judge_new(&r->context, &r->seen, &r->out->findings);
	r->n_placed = r->out->findings.n;
	r->begun = r->has_body = false;
	places_begin(&r->places);
}

void
lint_reply(struct lint_response *r, const struct reply *reply, unsigned line)
{
	if (r->judge == NULL)
		open_judge(r);
	r->line = line;
	r->reply = copy_reply(reply, &r->arena);
	if (reply->status >= 200 || reply->status < 100)
		return;
	complete_context(r, reply, '\0');
	judge_interim(r->judge, reply);
	take_findings(r);
}

/* Now that it is known what the body begins with, or that there is none. */
static void
begin(struct lint_response *r, char mark)
{
	if (r->begun)
		return;
	r->begun = true;
	complete_context(r, r->reply, mark);
	judge_reply(r->judge, r->reply);
	places_charset(&r->places,
	    encoding_charset(headers_get(&r->reply->headers, "Content-Type")));
	take_findings(r);
	if (r->lint->failed)
		r->failed = failed_new(
		    r->context.method, r->context.url, r->reply, stdout);
}

void
lint_body(struct lint_response *r, struct str bytes, bool begins,
    unsigned outside, bool chunked)
{
	begin(r, lint_first_mark(bytes));
	r->has_body = true;
	if (begins)
		places_piece(&r->places, outside);
	/* One piece needs no counting. */
	if (chunked)
		places_add(&r->places, bytes.p, bytes.n);
	judge_body(r->judge, bytes.p, bytes.n);
	if (r->failed != NULL)
		failed_body(r->failed, bytes.p, bytes.n);
}

void
lint_end(struct lint_response *r)
{
	begin(r, '\0');
	judge_end(r->judge, true, NULL, 0);
	take_findings(r);
	if (r->failed != NULL)
		failed_end(r->failed);
	lint_drop(r);
}

void
lint_drop(struct lint_response *r)
{
	if (r->judge != NULL)
		take_findings(r);
	judge_free(r->judge);
	failed_free(r->failed);
	places_release(&r->places);
	r->judge = NULL;
	r->failed = NULL;
	r->reply = NULL;
	arena_release(&r->arena);
}
