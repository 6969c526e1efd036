/*
 * What went over the wire in a case. A case that passed shows its steps and
 * names the rest; one that did not shows all, up to a bound.
 */
#include "report/page.h"

#define BODY_IN_PASS ((size_t)2048) /* longer ones are left out there */
/* Of all that passed, and of all that did not, in bytes. */
#define PASSED_IN_FILE ((size_t)2 * 1024 * 1024)
#define OTHERS_IN_FILE ((size_t)2 * 1024 * 1024)
#define SHOWN_ASIDE 20 /* exchanges that are no steps, in full */
#define NAMED_ASIDE 5  /* the same, in a line each, in a case that passed */

struct str
html_exchange_anchor(struct page *p, struct str id, size_t i)
{
	struct str anchor = page_anchor(p, "case-", id);

	return arena_strf(&p->arena, "%.*s_x%zu", STRF(anchor), i + 1);
}

static void
put_side(struct page *p, const char *title, struct str head, struct str body,
    uint64_t size, const struct finding_list *marks, bool compact)
{
	xmlout_start_class(p->x, "div", "side");
	xmlout_element(p->x, "h5", "", str_from(title));
	xmlout_start(p->x, "pre");
	xmlout_text(p->x, str_trim(head));
	xmlout_end(p->x);
	if (compact && size > BODY_IN_PASS) {
		xmlout_start_class(p->x, "p", "small");
		xmlout_printf(p->x,
		    "A body of %llu bytes, left out of a case that passed.",
		    (unsigned long long)size);
		xmlout_end(p->x);
	} else {
		html_body(p, body, size, compact ? NULL : marks);
	}
	xmlout_end(p->x);
}

static void
put_answer(struct page *p, const struct exchange_record *e)
{
	xmlout_start_class(p->x, "span", "answer");
	if (e->status > 0)
		xmlout_printf(p->x, "%d, %u ms", e->status, e->duration_ms);
	else
		xmlout_puts(p->x, "no answer");
	xmlout_end(p->x);
}

static void
put_name(struct page *p, const struct exchange_record *e)
{
	xmlout_start_class(p->x, "span", "purpose");
	xmlout_line(p->x, e->purpose);
	if (e->step > 0)
		xmlout_printf(p->x, " %u", e->step);
	xmlout_end(p->x);
	xmlout_puts(p->x, " ");
	xmlout_element(p->x, "code", "", e->label);
	xmlout_puts(p->x, " ");
	put_answer(p, e);
}

/*
 * Findings that make one look. A SHOULD of a rule is broken in every other
 * exchange or in none: in a case that passed it is told in a line, save where
 * the rule shows it as its evidence.
 */
static size_t
count_grave(const struct exchange_record *e, bool aside)
{
	size_t n = 0;

	for (size_t i = 0; i < e->findings.n; i++)
		n += e->findings.v[i].level != FINDING_INFO &&
		     (!aside || e->findings.v[i].level != FINDING_SHOULD);
	return n;
}

/* The case's own findings stand above in full. */
static void
put_finding(struct page *p, const struct finding *f, bool aside)
{
	if (f->rule != NULL &&
	    (!aside || (f->level == FINDING_MUST && !p->terse))) {
		html_finding(p, f);
		return;
	}
	xmlout_start(p->x, "p");
	html_finding_badge(p, f);
	xmlout_puts(p->x, " ");
	xmlout_line(p->x, f->message);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_epilogue(struct page *p, const struct exchange_record *e)
{
	if (e->why.n > 0)
		xmlout_element(p->x, "p", "why", e->why);
	if (e->curl.n > 0) {
		xmlout_element(p->x, "h5", "", STR("To send it again"));
		xmlout_start_class(p->x, "pre", "curl");
		xmlout_text(p->x, e->curl);
		xmlout_end(p->x);
	}
	if (e->request_id.n > 0 &&
	    str_find(e->sent, e->request_id) == e->sent.n) {
		xmlout_start_class(p->x, "p", "small");
		xmlout_puts(p->x, "X-Request-Id: ");
		xmlout_line(p->x, e->request_id);
		xmlout_end(p->x);
	}
}

static void
put_exchange(
    struct page *p, const struct case_result *c, size_t i, bool compact)
{
	const struct exchange_record *e = &c->exchanges.v[i];
	bool aside = (compact || p->terse) && !result_is_evidence(p->r, c, i);
	size_t grave = count_grave(e, aside && compact);

	xmlout_start(p->x, "details");
	xmlout_attr(p->x, "class",
	    grave > 0 ? STR("exchange marked") : STR("exchange"));
	xmlout_attr(p->x, "id", html_exchange_anchor(p, c->id, i));
	if (grave > 0)
		xmlout_attr(p->x, "open", STR("open"));
	xmlout_start(p->x, "summary");
	put_name(p, e);
	if (grave > 0) {
		xmlout_start_class(p->x, "span", "grave");
		xmlout_printf(p->x, " %zu %s", grave,
		    grave == 1 ? "finding" : "findings");
		xmlout_end(p->x);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
	for (size_t k = 0; k < e->findings.n; k++)
		put_finding(p, &e->findings.v[k], aside);
	xmlout_start_class(p->x, "div", "wire");
	put_side(p, "Request", e->sent, e->sent_body, e->sent_body_size, NULL,
	    compact);
	put_side(p, "Response", e->received, e->body, e->body_size,
	    &e->findings, compact && grave == 0);
	xmlout_end(p->x);
	put_epilogue(p, e);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static bool
is_shown(const struct page *p, const struct case_result *c, size_t i,
    bool compact, size_t *aside)
{
	const struct exchange_record *e = &c->exchanges.v[i];

	if (compact && p->brief)
		return result_is_evidence(p->r, c, i);
	if (p->terse && !compact)
		return exchange_shows_own(e) ||
		       result_is_evidence(p->r, c, i) ||
		       words_exchange(c, words_main_finding(c)) == e;
	if (e->step > 0 && !str_is(e->purpose, "tree"))
		return true;
	if (compact)
		return count_grave(e, true) > 0 ||
		       result_is_evidence(p->r, c, i);
	return e->findings.n > 0 || (*aside)++ < SHOWN_ASIDE;
}

/* Those that only prepared, read back or cleaned up. */
static void
put_rest(struct page *p, const struct case_result *c, bool compact)
{
	size_t aside = 0, n = 0;

	for (size_t i = 0; i < c->exchanges.n; i++) {
		const struct exchange_record *e = &c->exchanges.v[i];

		if (is_shown(p, c, i, compact, &aside) || n++ >= NAMED_ASIDE)
			continue;
		if (n == 1)
			xmlout_start_class(p->x, "p", "small");
		xmlout_puts(p->x, n > 1			? ", "
				  : p->brief && compact ? ""
							: "Besides: ");
		xmlout_element(p->x, "code", "", e->label);
		xmlout_printf(p->x, " %d", e->status);
	}
	if (n > NAMED_ASIDE)
		xmlout_printf(p->x, " and %zu more", n - NAMED_ASIDE);
	if (n > 0) {
		xmlout_puts(p->x, p->brief && compact
				      ? "."
				      : " to prepare, read back and clean up.");
		xmlout_end(p->x);
		xmlout_newline(p->x);
	}
}

void
html_wire(struct page *p, const struct case_result *c)
{
	bool compact = page_is_compact(c);
	size_t aside = 0;

	if (c->exchanges.n == 0)
		return;
	xmlout_element(p->x, "h4", "", STR("Exchanges"));
	xmlout_newline(p->x);
	for (size_t i = 0; i < c->exchanges.n; i++)
		if (is_shown(p, c, i, compact, &aside))
			put_exchange(p, c, i, compact);
	put_rest(p, c, compact);
}

static size_t
wire_size(const struct case_result *c)
{
	size_t n = 0;

	for (size_t i = 0; i < c->exchanges.n; i++) {
		const struct exchange_record *e = &c->exchanges.v[i];

		n += e->sent.n + e->sent_body.n + e->received.n + e->body.n +
		     e->curl.n;
	}
	return n;
}

void
html_wire_bound(struct page *p)
{
	size_t passed = 0, others = 0;

	for (size_t i = 0; i < p->r->cases.n; i++) {
		const struct case_result *c = &p->r->cases.v[i];

		*(page_is_compact(c) ? &passed : &others) += wire_size(c);
	}
	p->brief = passed > PASSED_IN_FILE;
	p->terse = others > OTHERS_IN_FILE;
}
