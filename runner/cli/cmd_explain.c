#include "base/utf8.h"
#include "check/judge.h"
#include "cli/cases.h"
#include "cli/commands.h"
#include "cli/examples.h"
#include "refserver/fault.h"
#include "refserver/variant.h"

static const struct option_row rows[] = {{.type = OPTION_END}};

struct explaining {
	struct arena *arena;
	struct testcases cases;
};

static void
print_wrapped(const char *head, const char *text)
{
	struct str rest = str_from(text), word;
	size_t col = strlen(head);

	if (text == NULL)
		return;
	printf("%s", head);
	while (str_cut(&rest, ' ', &word)) {
		if (col + 1 + word.n > 78) {
			printf("\n   ");
			col = 3;
		}
		printf(" %.*s", STRF(word));
		col += 1 + word.n;
	}
	putchar('\n');
}

static bool
proves(const struct case_file *f, const struct requirement *r)
{
	for (size_t i = 0; i < f->proves.n; i++)
		if (f->proves.v[i] == r)
			return true;
	return false;
}

static void
print_proofs(const struct explaining *e, const struct requirement *r)
{
	const struct case_file *last = NULL;

	for (size_t i = 0; i < e->cases.n; i++) {
		const struct case_file *f = e->cases.v[i]->file;

		if (f != last && proves(f, r))
			printf("  proved by case %.*s\n", STRF(f->id));
		last = f;
	}
	for (size_t i = 0; i < rule_count(); i++)
		if (strcmp(rule_at(i)->requirement, r->id) == 0)
			printf("  proved by rules/%s\n", rule_at(i)->name);
	for (size_t i = 0; i < fault_count(); i++)
		if (fault_violates(i, str_from(r->id)))
			printf("  broken by fault %s\n", fault_at(i).id);
}

static bool
explain_requirement(const struct explaining *e, struct str id)
{
	const struct requirement *r = spec_find(id);

	if (r == NULL)
		return false;
	printf("%s: %s, class %s, %.*s\n", r->id, level_name(r->level),
	    r->class, STRF(spec_cite(r, e->arena)));
	print_wrapped(" ", r->text);
	print_wrapped("  tested:", r->how);
	print_wrapped("  note:", r->note);
	print_proofs(e, r);
	return true;
}

static bool
explain_rule(const struct explaining *e, struct str id)
{
	const struct rule *rule;
	const struct requirement *r;

	if (str_starts(id, STR("rules/")))
		id = str_from_at(id, 6);
	rule = rule_find(id);
	if (rule == NULL)
		return false;
	printf("rules/%s: judged on every exchange\n", rule->name);
	print_wrapped(" ", rule->sentence);
	r = spec_find(str_from(rule->requirement));
	if (r != NULL)
		printf("  %s: %s, %.*s\n", r->id, level_name(r->level),
		    STRF(spec_cite(r, e->arena)));
	examples_print(rule, e->arena);
	return true;
}

static bool
explain_case(const struct explaining *e, struct str id)
{
	const struct testcase *tc = NULL;

	for (size_t i = 0; tc == NULL && i < e->cases.n; i++)
		if (str_eq(e->cases.v[i]->file->id, id) ||
		    str_eq(e->cases.v[i]->id, id))
			tc = e->cases.v[i];
	if (tc == NULL)
		return false;
	printf("%.*s (%s)\n", STRF(tc->file->id), tc->file->path);
	print_wrapped(" ", arena_str(e->arena, tc->file->title).p);
	print_wrapped("  note:", arena_str(e->arena, tc->file->note).p);
	for (size_t i = 0; i < tc->file->proves.n; i++) {
		const struct requirement *r = tc->file->proves.v[i];

		printf("  proves %s (%s, %.*s)\n", r->id,
		    level_name(r->level), STRF(spec_cite(r, e->arena)));
	}
	for (size_t i = 0; i < tc->file->n_steps; i++)
		printf("  step %zu: %.*s\n", i + 1,
		    STRF(testcase_step_text(tc, i, e->arena)));
	return true;
}

static bool
explain_fault(struct str id)
{
	for (size_t i = 0; i < fault_count(); i++)
		if (str_is(id, fault_at(i).id)) {
			printf("fault %s of the reference server\n",
			    fault_at(i).id);
			print_wrapped(" ", fault_at(i).text);
			for (size_t k = 0; k < spec_count(); k++)
				if (fault_violates(
					i, str_from(spec_at(k)->id)))
					printf("  breaks %s\n",
					    spec_at(k)->id);
			return true;
		}
	for (size_t i = 0; i < variant_count(); i++)
		if (str_is(id, variant_at(i).id)) {
			printf("variant %s of the reference server (legal)\n",
			    variant_at(i).id);
			print_wrapped(" ", variant_at(i).text);
			if (variant_at(i).against[0] != '\0')
				printf("  goes against %s\n",
				    variant_at(i).against);
			return true;
		}
	return false;
}

/* The beginning of ids, up to a dot or slash: what there is, a line each. */
static bool
explain_group(const struct explaining *e, struct str prefix)
{
	const struct case_file *last = NULL;
	bool found = false;

	if (!str_ends(prefix, STR(".")) && !str_ends(prefix, STR("/")))
		return false;
	for (size_t i = 0; i < spec_count(); i++)
		if (str_starts(str_from(spec_at(i)->id), prefix)) {
			print_wrapped(spec_at(i)->id, spec_at(i)->text);
			found = true;
		}
	for (size_t i = 0; i < e->cases.n; i++) {
		const struct case_file *f = e->cases.v[i]->file;

		if (f != last && str_starts(f->id, prefix)) {
			print_wrapped(arena_str(e->arena, f->id).p,
			    arena_str(e->arena, f->title).p);
			found = true;
		}
		last = f;
	}
	return found;
}

static const char *
nearest(const struct explaining *e, struct str id)
{
	struct texts names = {0};
	struct arena *a = e->arena;
	const char *near[3] = {
	    spec_nearest(id), cases_nearest(&e->cases, id, a)};

	for (size_t i = 0; i < rule_count(); i++) {
		*vec_add(&names, a) = rule_at(i)->name;
		*vec_add(&names, a) =
		    arena_printf(a, "rules/%s", rule_at(i)->name);
	}
	for (size_t i = 0; i < fault_count(); i++)
		*vec_add(&names, a) = arena_strdup(a, fault_at(i).id);
	for (size_t i = 0; i < variant_count(); i++)
		*vec_add(&names, a) = arena_strdup(a, variant_at(i).id);
	near[2] = str_nearest(id, names.v, names.n);
	for (size_t i = 0; i < countof(near); i++)
		near[i] = near[i] != NULL ? near[i] : "";
	return str_nearest(id, near, countof(near));
}

static int
explain(const struct explaining *e, const char *word)
{
	struct str id = str_from(word);
	const char *near;

	if (explain_requirement(e, id) || explain_rule(e, id) ||
	    explain_case(e, id) || explain_fault(id) ||
	    explain_group(e, id))
		return 0;
	near = nearest(e, id);
	fprintf(stderr, "davproof explain: %s is no requirement, rule, case, "
			"fault or variant", word);
	if (near != NULL)
		fprintf(stderr, ": did you mean %s?", near);
	fputc('\n', stderr);
	return 2;
}

static int
run(int argc, char **argv)
{
	struct arena a = {0};
	struct explaining e = {.arena = &a};
	char none;
	int n, status;

	status = options_parse(&cmd_explain, argc, argv, &none, &a, &n);
	if (status < 0 && n == 0)
		status = usage_error(&cmd_explain, "which id?");
	if (status < 0) {
		status = cases_from_arguments(
			     &cmd_explain, argv, 0, &a, &e.cases)
		    ? 0
		    : 2;
		for (int i = 0; i < n; i++) {
			int one = explain(&e, argv[i]);

			status = one > status ? one : status;
		}
	}
	arena_release(&a);
	return status;
}

const struct command cmd_explain = {"explain",
    "Say a requirement, rule, case or fault in words", "ID...",
    "The beginning of ids, up to a dot or slash (lock., rfc4918/9.8-copy/), "
    "lists what begins so.",
    rows, run};
