/* The broken MUSTs, and all that did not pass, by verdict. */
#include "report/html_table.h"
#include "report/page.h"

#define CASES_NAMED 6

/* A MUST may be broken by a finding of a case that proves another. */
static void
put_causes(struct page *p, size_t i)
{
	const struct index_list *rules = &p->ruled_by[i];
	const struct index_list *cases = &p->shown_by[i];
	size_t n = 0, named = 0;

	for (size_t k = 0; k < rules->n; k++) {
		const struct rule_result *r = &p->r->rules.v[rules->v[k]];

		if (r->n_findings == 0)
			continue;
		if (n++ > 0)
			xmlout_puts(p->x, ", ");
		page_link_case(
		    p, arena_strf(&p->arena, "rules/%.*s", STRF(r->name)));
	}
	for (; named < cases->n && named < CASES_NAMED; named++) {
		if (n++ > 0)
			xmlout_puts(p->x, ", ");
		page_link_case(p, p->r->cases.v[cases->v[named]].id);
	}
	if (named < cases->n)
		xmlout_printf(p->x, " and %zu more", cases->n - named);
}

static void
put_broken_row(struct page *p, size_t i)
{
	const struct requirement *q = spec_at(i);

	xmlout_start(p->x, "tr");
	html_table_name(p->x, "row");
	page_link_requirement(p, q);
	xmlout_end(p->x);
	xmlout_start(p->x, "td");
	xmlout_puts(p->x, q->text);
	xmlout_end(p->x);
	xmlout_start_class(p->x, "td", "source");
	page_link_section(p, q);
	xmlout_end(p->x);
	xmlout_start(p->x, "td");
	put_causes(p, i);
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_broken(struct page *p)
{
	static const char *const columns[] = {
	    "Requirement", "What a server must do", "Source", "Shown by"};
	size_t n = 0;

	for (size_t i = 0; i < spec_count(); i++)
		n += p->broken[i];
	xmlout_start(p->x, "section");
	xmlout_attr(p->x, "id", STR("broken"));
	xmlout_element(p->x, "h2", "", STR("Broken MUSTs"));
	if (n == 0) {
		xmlout_element(p->x, "p", "", STR("None was seen."));
	} else {
		html_table_start(p->x, "reqs stack", columns, countof(columns));
		for (size_t i = 0; i < spec_count(); i++)
			if (p->broken[i])
				put_broken_row(p, i);
		xmlout_end(p->x);
		xmlout_end(p->x);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_item(struct page *p, enum verdict v, struct str id, struct str reason)
{
	xmlout_start(p->x, "li");
	page_verdict(p, v);
	xmlout_puts(p->x, " ");
	page_link_case(p, id);
	if (reason.n > 0) {
		xmlout_puts(p->x, " ");
		xmlout_element(p->x, "span", "why", reason);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_items(struct page *p, enum verdict v)
{
	for (size_t i = 0; i < p->r->rules.n; i++) {
		const struct rule_result *r = &p->r->rules.v[i];

		if (r->verdict == v)
			put_item(p, v,
			    arena_strf(&p->arena, "rules/%.*s", STRF(r->name)),
			    r->reason);
	}
	for (size_t i = 0; i < p->r->cases.n; i++) {
		const struct case_result *c = &p->r->cases.v[i];

		if (c->verdict == v)
			put_item(p, v, c->id, c->reason);
	}
}

static void
put_verdict(struct page *p, enum verdict v, const char *what, size_t n)
{
	bool folded = v == VERDICT_SKIP || v == VERDICT_KNOWN;

	xmlout_start_class(p->x, folded ? "details" : "section", "results");
	xmlout_attrf(p->x, "id", "is-%s", verdict_name(v));
	if (folded)
		xmlout_start(p->x, "summary");
	xmlout_start(p->x, "h3");
	xmlout_printf(p->x, "%s (%zu)", what, n);
	xmlout_end(p->x);
	if (folded)
		xmlout_end(p->x);
	xmlout_start_class(p->x, "ul", "list");
	xmlout_newline(p->x);
	put_items(p, v);
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_left_behind(struct page *p)
{
	if (p->r->left_behind.n == 0)
		return;
	xmlout_element(p->x, "h3", "", STR("Left behind on the server"));
	xmlout_start_class(p->x, "ul", "list");
	for (size_t i = 0; i < p->r->left_behind.n; i++)
		xmlout_element(p->x, "li", "", p->r->left_behind.v[i]);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

void
html_not_passed(struct page *p)
{
	static const struct {
		enum verdict verdict;
		const char *what;
	} lists[] = {
	    {VERDICT_FAIL,	   "A MUST is broken"		     },
	    {VERDICT_UNEXPECTED, "Known as a failure, and passed"},
	    {VERDICT_ERROR,	    "Could not be carried out"      },
	    {VERDICT_WARN,	   "A SHOULD is broken"	       },
	    {VERDICT_KNOWN,	    "Known failures"		    },
	    {VERDICT_SKIP,	   "Skipped"			    },
	};
	size_t counts[VERDICTS];

	put_broken(p);
	result_count(p->r, counts);
	xmlout_start(p->x, "section");
	xmlout_attr(p->x, "id", STR("results"));
	xmlout_element(p->x, "h2", "", STR("Not passed"));
	xmlout_newline(p->x);
	if (counts[VERDICT_PASS] == p->r->cases.n + p->r->rules.n)
		xmlout_element(p->x, "p", "", STR("All passed."));
	for (size_t i = 0; i < countof(lists); i++)
		if (counts[lists[i].verdict] > 0)
			put_verdict(p, lists[i].verdict, lists[i].what,
			    counts[lists[i].verdict]);
	put_left_behind(p);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}
