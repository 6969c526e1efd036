/* The rules that look at every exchange, each with its first findings. */
#include "report/page.h"

static void
put_evidence(struct page *p, const struct rule_result *r, size_t i)
{
	struct str id = r->evidence[i].case_id;
	struct str anchor =
	    html_exchange_anchor(p, id, r->evidence[i].exchange);

	xmlout_start(p->x, "p");
	xmlout_puts(p->x, "In ");
	page_link_case(p, id);
	xmlout_puts(p->x, ", ");
	page_start_link(p, page_case_file(p, id), anchor);
	xmlout_printf(p->x, "exchange %zu", r->evidence[i].exchange + 1);
	xmlout_end(p->x);
	xmlout_puts(p->x, ":");
	xmlout_end(p->x);
	html_finding(p, &r->evidence[i].finding);
}

static void
put_rule(struct page *p, const struct rule_result *r)
{
	const struct requirement *q = spec_find(r->requirement);
	struct str id = arena_strf(&p->arena, "rules/%.*s", STRF(r->name));

	xmlout_start(p->x, "details");
	xmlout_attrf(p->x, "class", "case v-%s", verdict_name(r->verdict));
	xmlout_attr(p->x, "id", page_anchor(p, "case-", id));
	xmlout_attr(p->x, "data-verdict", str_from(verdict_name(r->verdict)));
	xmlout_start(p->x, "summary");
	page_verdict(p, r->verdict);
	xmlout_puts(p->x, " ");
	xmlout_element(p->x, "span", "id", id);
	xmlout_puts(p->x, " ");
	xmlout_element(p->x, "span", "title", r->sentence);
	if (r->reason.n > 0) {
		xmlout_puts(p->x, " ");
		xmlout_element(p->x, "span", "why", r->reason);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
	if (q != NULL) {
		xmlout_start_class(p->x, "p", "cite");
		page_link_requirement(p, q);
		xmlout_printf(p->x, ": %s, ", level_name(q->level));
		page_link_section(p, q);
		xmlout_printf(p->x, ": %s", q->text);
		xmlout_end(p->x);
	}
	if (r->n_findings > r->n_evidence) {
		xmlout_start(p->x, "p");
		xmlout_printf(p->x,
		    "%zu findings, the first of which are:", r->n_findings);
		xmlout_end(p->x);
	}
	for (size_t i = 0; i < r->n_evidence; i++)
		put_evidence(p, r, i);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

void
html_rules(struct page *p)
{
	xmlout_start(p->x, "section");
	xmlout_attr(p->x, "id", STR("rules"));
	xmlout_element(p->x, "h2", "", STR("Rules"));
	xmlout_element(p->x, "p", "",
	    STR("Whatever a case is about, each response passes through these"
		" rules. A rule that is broken is one failure, however often"
		" it was seen."));
	xmlout_newline(p->x);
	for (size_t i = 0; i < p->r->rules.n; i++)
		put_rule(p, &p->r->rules.v[i]);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}
