/* The first screen: who was tested, what came out, which MUSTs are broken. */
#include "report/html_table.h"
#include "report/page.h"

static size_t
count_broken(const struct page *p)
{
	size_t n = 0;

	for (size_t i = 0; i < spec_count(); i++)
		n += p->broken[i];
	return n;
}

struct conclusion {
	enum verdict verdict;
	struct str words;
};

static struct conclusion
conclude(struct page *p)
{
	const struct result *r = p->r;
	size_t broken = count_broken(p), n[VERDICTS];
	const char *musts = broken == 1 ? "MUST is" : "MUSTs are";

	result_count(r, n);
	if (r->bail_out.p != NULL)
		return (struct conclusion){VERDICT_ERROR,
		    arena_strf(&p->arena, "The run ended early: %.*s",
			STRF(words_line_in(&p->arena, r->bail_out)))};
	if (!words_proved(r))
		return (struct conclusion){
		    VERDICT_SKIP, STR("Nothing was proved: all was skipped")};
	if (result_exit_status(r) == 0)
		return (struct conclusion){VERDICT_PASS,
		    broken > 0 ? arena_strf(&p->arena,
				     "%zu %s broken, all known", broken, musts)
			       : STR("No MUST was broken")};
	if (broken > 0)
		return (struct conclusion){VERDICT_FAIL,
		    arena_strf(&p->arena, "%zu %s broken", broken, musts)};
	if (n[VERDICT_ERROR] > 0)
		return (struct conclusion){VERDICT_ERROR,
		    arena_strf(&p->arena, "%zu %s could not be carried out",
			n[VERDICT_ERROR],
			n[VERDICT_ERROR] == 1 ? "case" : "cases")};
	return (struct conclusion){VERDICT_FAIL, STR("Not passed")};
}

static void
put_facts(struct page *p)
{
	const struct result *r = p->r;
	struct arena *a = &p->arena;

	xmlout_start_class(p->x, "dl", "facts");
	page_fact(p, "Target", r->target_url);
	page_fact(p, "Server", r->server);
	page_fact(p, "DAV", r->dav);
	page_fact(p, "Allow", r->allow);
	page_fact(p, "Tested",
	    arena_strf(a, "%.*s, in %u.%u s", STRF(r->started),
		r->duration_ms / 1000, r->duration_ms % 1000 / 100));
	page_fact(p, "davproof", r->version);
	page_fact(p, "Catalogue", str_sub(r->catalogue, 0, 16));
	page_fact(p, "Cases", str_sub(r->cases_digest, 0, 16));
	page_fact(p, "Command", r->command);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_classes(struct page *p)
{
	xmlout_start_class(p->x, "div", "classes");
	for (size_t i = 0; i < CLASSES; i++) {
		const struct class_result *c = &p->classes[i];

		xmlout_start(p->x, "div");
		xmlout_attrf(
		    p->x, "class", "card v-%s", verdict_name(c->verdict));
		xmlout_start(p->x, "h2");
		xmlout_printf(p->x, "DAV class %zu", i + 1);
		xmlout_end(p->x);
		xmlout_start_class(p->x, "p", "says");
		page_badge(p, c->verdict,
		    c->verdict == VERDICT_PASS	 ? "held"
		    : c->verdict == VERDICT_FAIL ? "broken"
						 : "no verdict");
		xmlout_printf(p->x, " %.*s", STRF(c->words));
		xmlout_end(p->x);
		xmlout_start_class(p->x, "p", "small");
		xmlout_printf(p->x,
		    "%zu of %zu MUSTs seen: %zu held, %zu broken",
		    c->held + c->broken, c->musts, c->held, c->broken);
		xmlout_end(p->x);
		xmlout_end(p->x);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_count(struct page *p, enum verdict v, size_t cases, size_t rules)
{
	xmlout_start(p->x, "li");
	xmlout_start(p->x, "a");
	xmlout_attrf(p->x, "href", "#%s%s", v == VERDICT_PASS ? "" : "is-",
	    v == VERDICT_PASS ? "sections" : verdict_name(v));
	xmlout_attr(p->x, "data-filter", str_from(verdict_name(v)));
	page_verdict(p, v);
	xmlout_start_class(p->x, "b", "");
	xmlout_printf(p->x, " %zu", cases);
	xmlout_end(p->x);
	if (rules > 0) {
		xmlout_start_class(p->x, "span", "small");
		xmlout_printf(
		    p->x, " + %zu %s", rules, rules == 1 ? "rule" : "rules");
		xmlout_end(p->x);
	}
	xmlout_end(p->x);
	xmlout_end(p->x);
}

static void
put_counts(struct page *p)
{
	static const enum verdict order[VERDICTS] = {VERDICT_FAIL,
	    VERDICT_UNEXPECTED, VERDICT_ERROR, VERDICT_WARN, VERDICT_KNOWN,
	    VERDICT_SKIP, VERDICT_PASS};
	size_t all[VERDICTS], cases[VERDICTS];

	result_count(p->r, all);
	words_count_cases(p->r, cases);
	xmlout_start_class(p->x, "ul", "counts");
	xmlout_attr(p->x, "aria-label", STR("Results by verdict"));
	for (size_t i = 0; i < VERDICTS; i++)
		if (all[order[i]] > 0)
			put_count(p, order[i], cases[order[i]],
			    all[order[i]] - cases[order[i]]);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

struct level_counts {
	size_t held, broken, in_doubt, not_seen;
};

/* MUST, SHOULD, MAY: each with its NOT. */
static size_t
row_of(enum level level)
{
	return level_is_must(level) ? 0 : level_is_should(level) ? 1 : 2;
}

static void
put_level(struct page *p, const char *name, const struct level_counts *n)
{
	const size_t counts[] = {n->broken, n->in_doubt, n->held, n->not_seen};

	xmlout_start(p->x, "tr");
	html_table_name(p->x, "row");
	xmlout_puts(p->x, name);
	xmlout_end(p->x);
	for (size_t i = 0; i < countof(counts); i++) {
		xmlout_start(p->x, "td");
		xmlout_printf(p->x, "%zu", counts[i]);
		xmlout_end(p->x);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_levels(struct page *p)
{
	static const char *const names[] = {"MUST", "SHOULD", "MAY"};
	static const char *const columns[] = {
	    "Requirements", "broken", "in doubt", "held", "not seen"};
	struct level_counts n[3] = {0};

	for (size_t i = 0; i < spec_count(); i++) {
		size_t row = row_of(spec_at(i)->level);
		bool broken = p->held[i] == HELD_BROKEN;

		n[row].held += p->held[i] == HELD_HELD;
		n[row].not_seen += p->held[i] == HELD_NOT_SEEN;
		n[row].broken += broken && (row > 0 || p->broken[i]);
		n[row].in_doubt += broken && row == 0 && !p->broken[i];
	}
	xmlout_start_class(p->x, "table", "levels");
	html_table_head(p->x, columns, countof(columns));
	xmlout_start(p->x, "tbody");
	for (size_t i = 0; i < countof(names); i++)
		put_level(p, names[i], &n[i]);
	html_table_end(p->x);
}

static void
put_nav(struct page *p)
{
	static const char *const links[][2] = {
	    {"#broken",	"Broken MUSTs"},
		 {"#results",  "Not passed"  },
	    {"#sections", "By section"  },
		 {"#rules",    "Rules"	   }
	    };

	xmlout_start(p->x, "nav");
	xmlout_attr(p->x, "aria-label", STR("Parts of this report"));
	for (size_t i = 0; i < countof(links); i++) {
		xmlout_start(p->x, "a");
		xmlout_attr(p->x, "href", str_from(links[i][0]));
		xmlout_puts(p->x, links[i][1]);
		xmlout_end(p->x);
		xmlout_puts(p->x, " ");
	}
	if (p->file != NULL) {
		xmlout_start(p->x, "a");
		xmlout_attr(p->x, "href", STR(TEXT_FILE));
		xmlout_puts(p->x, "In the text of RFC 4918");
		xmlout_end(p->x);
		xmlout_puts(p->x, " ");
	}
	if (p->r->matrix != NULL) {
		page_start_link(p, MATRIX_FILE, STR("matrix"));
		xmlout_puts(p->x, "Faults of the reference server");
		xmlout_end(p->x);
	}
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

void
html_summary(struct page *p)
{
	struct conclusion c = conclude(p);

	xmlout_start(p->x, "header");
	xmlout_newline(p->x);
	html_certificate(p);
	xmlout_element(p->x, "p", "brand",
	    STR("davproof \xc2\xb7 WebDAV conformance report"));
	xmlout_newline(p->x);
	xmlout_element(p->x, "h1", "", words_target(p->r, &p->arena));
	xmlout_newline(p->x);
	xmlout_start(p->x, "p");
	xmlout_attrf(p->x, "class", "conclusion v-%s", verdict_name(c.verdict));
	xmlout_line(p->x, c.words);
	xmlout_end(p->x);
	xmlout_newline(p->x);
	put_classes(p);
	put_counts(p);
	put_levels(p);
	put_facts(p);
	put_nav(p);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}
