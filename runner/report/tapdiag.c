#include "report/tapdiag.h"

#include "report/tapyaml.h"
#include "report/words.h"

#define BODY_IN_TAP ((size_t)2048)

static void
put_requirement(FILE *out, const struct finding *f, struct arena *a)
{
	if (f->requirement == NULL)
		return;
	tapyaml_value(out, "requirement", str_from(f->requirement->id));
	tapyaml_value(out, "section", str_from(f->requirement->section));
	tapyaml_value(out, "spec", words_cite(f, a));
	tapyaml_value(out, "demands", str_from(f->requirement->text));
}

/* As much of a body as helps; what was cut off is named. */
static void
put_body(FILE *out, const char *key, struct str body, uint64_t size)
{
	struct str part = words_cut(body, BODY_IN_TAP);
	struct buf text;

	buf_init(&text, SIZE_MAX / 2);
	words_text(&text, part);
	if (part.n < size)
		buf_printf(&text, " (cut at %zu of %llu bytes)", part.n,
		    (unsigned long long)size);
	tapyaml_value(out, key, buf_view(&text));
	buf_release(&text);
}

/* "409 Conflict", as the status line has it. */
static void
put_status(FILE *out, const struct exchange_record *e)
{
	struct str line = str_sub(
	    e->received, 0, str_index(e->received, '\n'));

	if (e->status > 0)
		tapyaml_value(out, "status",
		    str_trim(str_from_at(line, str_index(line, ' '))));
}

static void
put_exchange(FILE *out, const struct exchange_record *e)
{
	tapyaml_value(out, "request", e->label);
	tapyaml_value(out, "request_id", e->request_id);
	put_status(out, e);
	tapyaml_value(out, "sent", e->sent);
	put_body(out, "sent_body", e->sent_body, e->sent_body_size);
	tapyaml_value(out, "received", e->received);
	put_body(out, "body", e->body, e->body_size);
	tapyaml_value(out, "ended", e->why);
	tapyaml_value(out, "curl", e->curl);
}

/* First word, blank, bracket: never "key: value". */
static struct str
finding_item(const struct finding *f, struct arena *a)
{
	struct str cite = words_cite(f, a), where = words_where(f, a);

	struct str message = words_line_in(a, f->message);
	const char *id = f->requirement != NULL ? f->requirement->id : "-";

	message = arena_strf(
	    a, "%s [%s] %.*s", words_level(f->level), id, STRF(message));
	if (where.n > 0)
		message =
		    arena_strf(a, "%.*s, %.*s", STRF(message), STRF(where));
	if (cite.n > 0)
		message =
		    arena_strf(a, "%.*s (%.*s)", STRF(message), STRF(cite));
	return message;
}

static void
put_other_findings(FILE *out, const struct case_result *c,
    const struct finding *main, struct arena *a)
{
	bool any = false;

	for (size_t i = 0; i < c->findings.n; i++) {
		if (&c->findings.v[i] == main)
			continue;
		if (!any)
			tapyaml_list(out, "more");
		any = true;
		tapyaml_item(out, finding_item(&c->findings.v[i], a));
	}
}

void
tapdiag_put(FILE *out, const struct case_result *c)
{
	const struct finding *f = words_main_finding(c);
	const struct exchange_record *e = words_exchange(c, f);
	struct arena a = {0};

	tapyaml_begin(out);
	tapyaml_value(out, "message",
	    c->reason.n > 0  ? c->reason
	    : f != NULL	     ? f->message
	    : c->title.n > 0 ? c->title
			     : c->id);
	tapyaml_value(out, "severity", str_from(verdict_name(c->verdict)));
	tapyaml_value(out, "title", c->title);
	if (f != NULL) {
		tapyaml_value(out, "finding", f->message);
		put_requirement(out, f, &a);
		tapyaml_value(out, "where", words_where(f, &a));
		tapyaml_value(out, "expected", f->expected);
		tapyaml_value(out, "actual", f->actual);
		tapyaml_value(out, "at", words_at(f, &a));
	}
	if (f == NULL || words_at(f, &a).n == 0)
		tapyaml_value(out, "file", c->file);
	if (e != NULL)
		put_exchange(out, e);
	put_other_findings(out, c, f, &a);
	tapyaml_end(out);
	arena_release(&a);
}
