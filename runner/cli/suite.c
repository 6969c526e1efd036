#include "cli/suite.h"

#include "check/judge.h"
#include "cli/cases.h"
#include "cli/datadir.h"

static int
by_text(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void
add_cases(struct suite *s, const struct testcases *cases)
{
	for (size_t i = 0; i < cases->n; i++) {
		*vec_add(s, s->arena) = cases->v[i]->id;
		*vec_add(s, s->arena) = cases->v[i]->file->id;
	}
}

void
suite_load(struct suite *s, const struct command *c, char **argv, int n,
    struct arena *a)
{
	struct testcases named = {0}, shipped = {0};

	*s = (struct suite){.arena = a};
	if (n > 0 && cases_from_arguments(c, argv, n, a, &named))
		add_cases(s, &named);
	if (datadir_cases(a) != NULL &&
	    cases_from_arguments(c, NULL, 0, a, &shipped))
		add_cases(s, &shipped);
	for (size_t i = 0; i < rule_count(); i++)
		*vec_add(s, a) = arena_strf(a, "rules/%s", rule_at(i)->name);
	qsort(s->v, s->n, sizeof(*s->v), by_text);
}

bool
suite_has(const void *arg, struct str id)
{
	const struct suite *s = arg;

	return bsearch(&id, s->v, s->n, sizeof(id), by_text) != NULL;
}

static const char *
nearest(const struct suite *s, struct str id)
{
	const char **words = arena_array(s->arena, const char *, s->n + 1);

	for (size_t i = 0; i < s->n; i++)
		words[i] = arena_str(s->arena, s->v[i]).p;
	return str_nearest(id, words, s->n);
}

bool
suite_knows_failures(const struct suite *s, const struct target *t)
{
	struct diags diags = {.arena = s->arena};

	for (size_t i = 0; i < t->n_known_failures; i++) {
		const struct named_text *k = &t->known_failures[i];
		const char *near;

		if (suite_has(s, k->name))
			continue;
		diag_add(&diags, k->loc,
		    "%.*s is no case, row or rule: nothing of that id can fail",
		    STRF(k->name));
		near = nearest(s, k->name);
		if (near != NULL)
			diag_hint(&diags, "did you mean %s?", near);
	}
	diags_print(&diags, stderr);
	return diags.list.n == 0;
}
