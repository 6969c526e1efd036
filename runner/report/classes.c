#include "report/classes.h"

static void
mark(bool *broken, const struct finding *f)
{
	if (f->level == FINDING_MUST && f->requirement != NULL &&
	    level_is_must(f->requirement->level))
		broken[f->requirement - spec_at(0)] = true;
}

static void
mark_all(bool *broken, const struct finding_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		mark(broken, &list->v[i]);
}

bool *
classes_broken_musts(const struct result *r, struct arena *a)
{
	bool *broken = arena_array(a, bool, spec_count());

	for (size_t i = 0; i < r->cases.n; i++) {
		const struct case_result *c = &r->cases.v[i];

		mark_all(broken, &c->findings);
		for (size_t k = 0; k < c->exchanges.n; k++)
			mark_all(broken, &c->exchanges.v[k].findings);
	}
	for (size_t i = 0; i < r->rules.n; i++)
		for (size_t k = 0; k < r->rules.v[i].n_evidence; k++)
			mark(broken, &r->rules.v[i].evidence[k].finding);
	return broken;
}

static bool
claims(struct str dav, const char *token)
{
	struct str part;

	while (str_cut(&dav, ',', &part))
		if (str_is(str_trim(part), token))
			return true;
	return false;
}

static void
count(const struct result *r, struct arena *a, const char *name,
    struct class_result *c)
{
	const enum held *held = result_requirements(r, a);
	const bool *broken = classes_broken_musts(r, a);

	for (size_t i = 0; i < spec_count(); i++) {
		const struct requirement *q = spec_at(i);

		if (strcmp(q->class, name) != 0 || !level_is_must(q->level) ||
		    q->testable == TESTABLE_NOT)
			continue;
		c->musts++;
		c->broken += broken[i];
		c->held += !broken[i] && held[i] == HELD_HELD;
	}
}

static void
conclude(struct class_result *c, struct arena *a)
{
	if (c->broken > 0) {
		c->verdict = VERDICT_FAIL;
		c->words = arena_strf(a, "%zu %s broken%s", c->broken,
		    c->broken == 1 ? "MUST is" : "MUSTs are",
		    c->claimed ? "" : ", and it is not claimed");
	} else if (!c->claimed) {
		c->verdict = VERDICT_SKIP;
		c->words = STR("not claimed by the server");
	} else if (c->held == 0) {
		c->verdict = VERDICT_SKIP;
		c->words = STR("nothing of it was seen");
	} else {
		c->verdict = VERDICT_PASS;
		c->words = STR("every MUST seen is held");
	}
}

void
classes_judge(
    const struct result *r, struct arena *a, struct class_result out[CLASSES])
{
	static const char *const names[CLASSES] = {"1", "2", "3"};

	for (size_t i = 0; i < CLASSES; i++) {
		out[i] =
		    (struct class_result){.claimed = claims(r->dav, names[i])};
		count(r, a, names[i], &out[i]);
		conclude(&out[i], a);
	}
}
