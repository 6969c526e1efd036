#include "check/judge.h"
#include "cli/cases.h"
#include "cli/commands.h"
#include "cli/words.h"

struct values {
	const char *format;
	bool missing;
};

static const struct option_row rows[] = {
    {"format", 0, OPTION_TEXT, offsetof(struct values, format), "text|json",
	"how (default text)", 0, 0, NULL},
    {"missing", 0, OPTION_FLAG, offsetof(struct values, missing), NULL,
	"only requirements that nothing proves", 0, 0, NULL},
    {.type = OPTION_END},
};

/* By index in the catalogue: how many case files and rules prove it. */
struct proofs {
	unsigned *cases, *rules;
};

static size_t
index_of(const struct requirement *r)
{
	return (size_t)(r - spec_at(0));
}

static struct proofs
count(const struct testcases *all, struct arena *a)
{
	struct proofs p = {arena_array(a, unsigned, spec_count()),
	    arena_array(a, unsigned, spec_count())};
	const struct case_file *last = NULL;

	for (size_t i = 0; i < all->n; i++) {
		const struct case_file *f = all->v[i]->file;

		for (size_t k = 0; f != last && k < f->proves.n; k++)
			p.cases[index_of(f->proves.v[k])]++;
		last = f;
	}
	for (size_t i = 0; i < rule_count(); i++) {
		const struct requirement *r =
		    spec_find(str_from(rule_at(i)->requirement));

		if (r != NULL)
			p.rules[index_of(r)]++;
	}
	return p;
}

/* An entry that sends its reader to others is proved when they are. */
static bool
proved(const struct proofs *p, size_t i)
{
	struct str see = str_from(spec_at(i)->see), id;

	if (p->cases[i] + p->rules[i] > 0)
		return true;
	if (see.n == 0)
		return false;
	while (str_cut(&see, ' ', &id)) {
		const struct requirement *r = spec_find(id);

		if (r == NULL ||
		    p->cases[index_of(r)] + p->rules[index_of(r)] == 0)
			return false;
	}
	return true;
}

static void
print_text(const struct proofs *p, bool missing)
{
	static const enum level levels[] = {LEVEL_MUST, LEVEL_MUST_NOT,
	    LEVEL_SHOULD, LEVEL_SHOULD_NOT, LEVEL_MAY};

	for (size_t i = 0; i < spec_count(); i++) {
		const struct requirement *r = spec_at(i);

		if (missing && proved(p, i))
			continue;
		printf("%-50s %-10s %-14s cases %u rules %u%s%s\n", r->id,
		    level_name(r->level), testable_name(r->testable),
		    p->cases[i], p->rules[i], r->see ? " see " : "",
		    r->see ? r->see : "");
	}
	putchar('\n');
	for (size_t k = 0; k < countof(levels); k++) {
		size_t all = 0, with = 0;

		for (size_t i = 0; i < spec_count(); i++)
			if (spec_at(i)->level == levels[k] &&
			    spec_at(i)->testable == TESTABLE_BLACK_BOX) {
				all++;
				with += proved(p, i);
			}
		printf("%-10s %zu of %zu that a black box can see are "
		       "proved\n", level_name(levels[k]), with, all);
	}
}

static void
print_json(const struct proofs *p, bool missing)
{
	const char *comma = "";

	puts("{\"requirements\": [");
	for (size_t i = 0; i < spec_count(); i++) {
		const struct requirement *r = spec_at(i);

		if (missing && proved(p, i))
			continue;
		printf("%s{\"id\": \"%s\", \"level\": \"%s\", \"section\": "
		       "\"%s\", \"rfc\": \"%s\", \"class\": \"%s\", "
		       "\"testable\": \"%s\", \"cases\": %u, \"rules\": %u}",
		    comma, r->id, level_name(r->level), r->section, r->rfc,
		    r->class, testable_name(r->testable), p->cases[i],
		    p->rules[i]);
		comma = ",\n";
	}
	puts("\n]}");
}

static bool
must_unproved(const struct proofs *p)
{
	for (size_t i = 0; i < spec_count(); i++)
		if (level_is_must(spec_at(i)->level) &&
		    spec_at(i)->testable == TESTABLE_BLACK_BOX &&
		    !proved(p, i))
			return true;
	return false;
}

static int
run(int argc, char **argv)
{
	struct arena a = {0};
	struct values v = {.format = "text"};
	static const char *const formats[] = {"text", "json"};
	struct testcases all = {0};
	struct proofs p;
	int n, status;

	status = options_parse(&cmd_coverage, argc, argv, &v, &a, &n);
	if (status < 0 && word_index(&cmd_coverage, "format", v.format, formats,
			      countof(formats)) < 0)
		status = 2;
	if (status < 0 &&
	    !cases_from_arguments(&cmd_coverage, argv, n, &a, &all))
		status = 2;
	if (status < 0) {
		p = count(&all, &a);
		if (strcmp(v.format, "json") == 0)
			print_json(&p, v.missing);
		else
			print_text(&p, v.missing);
		status = must_unproved(&p) ? 1 : 0;
	}
	arena_release(&a);
	return status;
}

const struct command cmd_coverage = {"coverage",
    "Print the requirements and what proves them",
    "[--format text|json] [--missing] [CASE]...",
    "Exit status 1 if nothing proves a MUST that a black box can see.", rows,
    run};
