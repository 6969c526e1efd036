/* A case: what it stands for, what was found, and what went over the wire. */
#include "report/page.h"

static void
put_place(struct page *p, const struct finding *f)
{
	xmlout_start_class(p->x, "dl", "facts");
	page_fact(p, "Where", words_where(f, &p->arena));
	page_fact(p, "Expected", f->expected);
	page_fact(p, "Actual", f->actual);
	page_fact(p, "Demanded in", words_at(f, &p->arena));
	xmlout_end(p->x);
}

static enum verdict
verdict_of(const struct finding *f)
{
	static const enum verdict verdicts[] = {
	    [FINDING_MUST] = VERDICT_FAIL,
	    [FINDING_SHOULD] = VERDICT_WARN,
	    [FINDING_INFO] = VERDICT_KNOWN,
	    [FINDING_ERROR] = VERDICT_ERROR,
	    [FINDING_SKIP] = VERDICT_SKIP,
	};

	return verdicts[f->level];
}

void
html_finding_badge(struct page *p, const struct finding *f)
{
	page_badge(p, verdict_of(f), words_level(f->level));
}

void
html_finding(struct page *p, const struct finding *f)
{
	const struct requirement *q = f->requirement;

	xmlout_start_class(p->x, "div", "finding");
	xmlout_start(p->x, "p");
	html_finding_badge(p, f);
	xmlout_puts(p->x, " ");
	xmlout_line(p->x, f->message);
	if (f->rule != NULL) {
		xmlout_puts(p->x, " (");
		page_link_case(p, arena_strf(&p->arena, "rules/%s", f->rule));
		xmlout_puts(p->x, ")");
	}
	xmlout_end(p->x);
	if (q != NULL) {
		xmlout_start_class(p->x, "p", "cite");
		page_link_section(p, q);
		xmlout_printf(p->x, ", %s: ", level_name(q->level));
		xmlout_element(p->x, "q", "", str_from(q->text));
		xmlout_puts(p->x, " ");
		page_link_requirement(p, q);
		xmlout_end(p->x);
	}
	put_place(p, f);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_sentence(struct page *p, const struct requirement *q)
{
	xmlout_puts(p->x, ", ");
	page_link_section(p, q);
	xmlout_printf(p->x, ": %s", q->text);
}

static void
put_proves(struct page *p, const struct case_result *c)
{
	xmlout_start_class(p->x, "ul", "proves");
	for (size_t i = 0; i < c->proves.n; i++) {
		const struct requirement *q = spec_find(c->proves.v[i]);

		xmlout_start(p->x, "li");
		if (q == NULL) {
			xmlout_line(p->x, c->proves.v[i]);
		} else {
			page_link_requirement(p, q);
			xmlout_printf(p->x, ": %s", level_name(q->level));
			if (!page_is_compact(c))
				put_sentence(p, q);
		}
		xmlout_end(p->x);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

/* What stands for a case while it is folded. */
static void
put_summary(struct page *p, const struct case_result *c, bool link)
{
	page_verdict(p, c->verdict);
	xmlout_puts(p->x, " ");
	xmlout_start_class(p->x, "span", "id");
	if (link)
		page_link_case(p, c->id);
	else
		xmlout_line(p->x, c->id);
	xmlout_end(p->x);
	xmlout_puts(p->x, " ");
	xmlout_element(p->x, "span", "title", c->title);
	if (c->reason.n > 0) {
		xmlout_puts(p->x, " ");
		xmlout_element(p->x, "span", "why", c->reason);
	}
}

static void
put_origin(struct page *p, const struct case_result *c)
{
	struct arena *a = &p->arena;

	xmlout_start_class(p->x, "dl", "facts");
	page_fact(p, "Case file", c->file);
	if (!page_is_compact(c)) {
		page_fact(p, "SHA-256", str_sub(str_from(c->digest), 0, 16));
		page_fact(p, "Scratch collection", c->scratch);
	}
	page_fact(p, "Time", arena_strf(a, "%u ms", c->duration_ms));
	xmlout_start(p->x, "div");
	xmlout_element(p->x, "dt", "", STR("Permalink"));
	xmlout_start(p->x, "dd");
	page_link_case(p, c->id);
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
start_case(struct page *p, const struct case_result *c, const char *element,
    const char *class)
{
	const char *verdict = verdict_name(c->verdict);

	xmlout_start(p->x, element);
	xmlout_attrf(p->x, "class", "%s v-%s", class, verdict);
	xmlout_attr(p->x, "id", page_anchor(p, "case-", c->id));
	xmlout_attr(p->x, "data-verdict", str_from(verdict));
}

void
html_case_line(struct page *p, const struct case_result *c)
{
	start_case(p, c, "p", "case line");
	put_summary(p, c, true);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

void
html_case(struct page *p, const struct case_result *c)
{
	start_case(p, c, "details", "case");
	/* Without a script a link into the folder should not end folded. */
	if (p->file != NULL && verdict_is_not_ok(c->verdict, p->r->strict))
		xmlout_attr(p->x, "open", STR("open"));
	xmlout_start(p->x, "summary");
	put_summary(p, c, false);
	xmlout_end(p->x);
	xmlout_newline(p->x);
	put_proves(p, c);
	if (c->note.n > 0)
		xmlout_element(p->x, "p", "note", c->note);
	if (c->findings.n > 0) {
		xmlout_element(p->x, "h4", "", STR("Findings"));
		xmlout_newline(p->x);
		for (size_t i = 0; i < c->findings.n; i++)
			html_finding(p, &c->findings.v[i]);
	}
	html_wire(p, c);
	put_origin(p, c);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}
