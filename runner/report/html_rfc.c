/* The requirements section by section, each with the cases that prove it. */
#include "report/html_table.h"
#include "report/page.h"
#include "report/sections.h"

#define CASES_NAMED 8

struct tally {
	size_t n, held, broken, in_doubt;
};

static struct tally
count(const struct page *p, size_t section)
{
	struct tally t = {0};

	for (size_t i = 0; i < spec_count(); i++) {
		if (section_of(spec_at(i)) != section)
			continue;
		t.n++;
		t.held += p->held[i] == HELD_HELD;
		t.broken += p->broken[i];
		t.in_doubt += p->held[i] == HELD_BROKEN && !p->broken[i];
	}
	return t;
}

static void
put_glyph_link(struct page *p, enum verdict v, struct str id)
{
	xmlout_start(p->x, "li");
	page_verdict(p, v);
	xmlout_puts(p->x, " ");
	page_link_case(p, id);
	xmlout_end(p->x);
}

static void
put_provers(struct page *p, size_t i)
{
	const struct index_list *cases = &p->proved_by[i];
	const struct index_list *rules = &p->ruled_by[i];

	if (cases->n + rules->n == 0) {
		xmlout_element(p->x, "span", "small", STR("none in this run"));
		return;
	}
	xmlout_start_class(p->x, "ul", "provers");
	for (size_t k = 0; k < rules->n; k++) {
		const struct rule_result *r = &p->r->rules.v[rules->v[k]];

		put_glyph_link(p, r->verdict,
		    arena_strf(&p->arena, "rules/%.*s", STRF(r->name)));
	}
	for (size_t k = 0; k < cases->n && k < CASES_NAMED; k++) {
		const struct case_result *c = &p->r->cases.v[cases->v[k]];

		put_glyph_link(p, c->verdict, c->id);
	}
	if (cases->n > CASES_NAMED) {
		xmlout_start_class(p->x, "li", "small");
		xmlout_printf(p->x, "and %zu more", cases->n - CASES_NAMED);
		xmlout_end(p->x);
	}
	xmlout_end(p->x);
}

static void
put_requirement(struct page *p, size_t i)
{
	const struct requirement *q = spec_at(i);

	xmlout_start(p->x, "tr");
	xmlout_attr(p->x, "id", page_anchor(p, "req-", str_from(q->id)));
	if (p->held[i] == HELD_NOT_SEEN)
		xmlout_attr(p->x, "class", STR("unseen"));
	html_table_name(p->x, "row");
	page_link_requirement(p, q);
	xmlout_end(p->x);
	xmlout_element(p->x, "td", "level", str_from(level_name(q->level)));
	xmlout_start(p->x, "td");
	xmlout_puts(p->x, q->text);
	page_link_text(p, q);
	xmlout_end(p->x);
	xmlout_start(p->x, "td");
	page_requirement_badge(p, i);
	xmlout_end(p->x);
	xmlout_start(p->x, "td");
	put_provers(p, i);
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_requirements(struct page *p, size_t section)
{
	static const char *const columns[] = {
	    "Requirement", "Level", "What it demands", "Result", "Judged by"};

	html_table_start(p->x, "reqs stack", columns, countof(columns));
	for (size_t i = 0; i < spec_count(); i++)
		if (section_of(spec_at(i)) == section)
			put_requirement(p, i);
	html_table_end(p->x);
}

static enum verdict
verdict_of(const struct tally *t, const struct index_list *cases)
{
	if (t->broken > 0)
		return VERDICT_FAIL;
	if (t->in_doubt > 0)
		return VERDICT_WARN;
	return t->held + cases->n > 0 ? VERDICT_PASS : VERDICT_SKIP;
}

static void
put_name(struct page *p, size_t section)
{
	const struct section *s;

	if (section == section_count()) {
		xmlout_puts(p->x, "Cases of no section");
		return;
	}
	s = section_at(section);
	xmlout_printf(
	    p->x, "%s \xc2\xa7\xc2\xa0%s %s", s->rfc, s->number, s->title);
}

static void
put_tally(struct page *p, const struct tally *t)
{
	if (t->n == 0)
		return;
	xmlout_start_class(p->x, "span", "small tally");
	if (t->held + t->broken + t->in_doubt == 0) {
		xmlout_printf(p->x, " nothing seen of %zu", t->n);
		xmlout_end(p->x);
		return;
	}
	if (t->broken > 0)
		xmlout_printf(p->x, " %zu broken,", t->broken);
	if (t->in_doubt > 0)
		xmlout_printf(p->x, " %zu not met,", t->in_doubt);
	xmlout_printf(p->x, " %zu held, %zu not seen", t->held,
	    t->n - t->held - t->broken - t->in_doubt);
	xmlout_end(p->x);
}

static void
put_cases(struct page *p, size_t section)
{
	const struct index_list *cases = &p->cases_of[section];

	for (size_t i = 0; i < cases->n; i++)
		if (p->file == NULL)
			html_case(p, &p->r->cases.v[cases->v[i]]);
		else
			html_case_line(p, &p->r->cases.v[cases->v[i]]);
}

/*
 * What was seen stands open, so that a link to a case works in any browser;
 * what was not is folded.
 */
static void
put_section(struct page *p, size_t section)
{
	const struct index_list *cases = &p->cases_of[section];
	struct tally t = count(p, section);
	enum verdict v = verdict_of(&t, cases);
	bool folded = v == VERDICT_SKIP;

	if (t.n == 0 && cases->n == 0)
		return;
	xmlout_start(p->x, folded ? "details" : "section");
	xmlout_attrf(p->x, "class", "rfc v-%s", verdict_name(v));
	xmlout_attrf(p->x, "id", "s-%zu", section + 1);
	if (folded)
		xmlout_start(p->x, "summary");
	xmlout_start(p->x, "h3");
	put_name(p, section);
	xmlout_end(p->x);
	put_tally(p, &t);
	if (folded)
		xmlout_end(p->x);
	xmlout_newline(p->x);
	if (t.n > 0)
		put_requirements(p, section);
	put_cases(p, section);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_contents(struct page *p)
{
	xmlout_start_class(p->x, "ul", "contents");
	xmlout_newline(p->x);
	for (size_t i = 0; i <= section_count(); i++) {
		const struct index_list *cases = &p->cases_of[i];
		struct tally t = count(p, i);
		enum verdict v = verdict_of(&t, cases);

		if (v == VERDICT_SKIP)
			continue;
		xmlout_start(p->x, "li");
		xmlout_start(p->x, "a");
		xmlout_attrf(p->x, "href", "#s-%zu", i + 1);
		put_name(p, i);
		xmlout_end(p->x);
		if (t.broken > 0) {
			xmlout_puts(p->x, " ");
			page_badge(p, v,
			    arena_printf(&p->arena, "%zu broken", t.broken));
		}
		xmlout_end(p->x);
		xmlout_newline(p->x);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_bounds(struct page *p)
{
	if (p->brief)
		xmlout_element(p->x, "p", "note",
		    STR("What went over the wire in cases that passed or were"
			" skipped is more than 2 MiB and left out of this one"
			" file; a folder (--html DIR/) has it."));
	if (p->terse)
		xmlout_element(p->x, "p", "note",
		    STR("What went over the wire in the other cases is more"
			" than 2 MiB: here are the exchanges that show why a"
			" case or a rule did not pass, the folder has all."));
}

void
html_sections(struct page *p)
{
	xmlout_start(p->x, "section");
	xmlout_attr(p->x, "id", STR("sections"));
	xmlout_element(p->x, "h2", "", STR("By section of the specifications"));
	xmlout_newline(p->x);
	put_contents(p);
	put_bounds(p);
	for (size_t i = 0; i <= section_count(); i++)
		put_section(p, i);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

void
html_section_page(struct page *p, size_t section)
{
	const struct index_list *cases = &p->cases_of[section];
	struct tally t = count(p, section);

	xmlout_start(p->x, "header");
	xmlout_start_class(p->x, "p", "brand");
	xmlout_start(p->x, "a");
	xmlout_attrf(p->x, "href", "%s#s-%zu", INDEX_FILE, section + 1);
	xmlout_puts(p->x, "\xe2\x86\x90 ");
	xmlout_line(p->x, words_target(p->r, &p->arena));
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
	xmlout_start(p->x, "h1");
	put_name(p, section);
	xmlout_end(p->x);
	put_tally(p, &t);
	xmlout_end(p->x);
	xmlout_newline(p->x);
	xmlout_start(p->x, "main");
	xmlout_attr(p->x, "id", STR("main"));
	xmlout_start(p->x, "section");
	xmlout_attr(p->x, "id", STR("sections"));
	xmlout_newline(p->x);
	for (size_t i = 0; i < cases->n; i++)
		html_case(p, &p->r->cases.v[cases->v[i]]);
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}
