/* Two runs of one server: what the second has that the first had not. */
#include "report/compare.h"

static const char *const titles[CHANGES] = {
    [CHANGE_FAILS] = "New failures",
    [CHANGE_WARNS] = "New warnings",
    [CHANGE_FIXED] = "Fixed",
    [CHANGE_OTHER] = "Otherwise changed",
    [CHANGE_NEW] = "New cases",
    [CHANGE_GONE] = "Cases that are gone",
};

const char *
change_title(enum change c)
{
	return titles[c];
}

enum grade { GRADE_SKIP, GRADE_GOOD, GRADE_WARN, GRADE_BAD };

/* That a failure is listed as known does not mend it. */
static enum grade
grade(enum verdict v)
{
	switch (v) {
	case VERDICT_FAIL:
	case VERDICT_ERROR:
	case VERDICT_KNOWN:
		return GRADE_BAD;
	case VERDICT_WARN:
		return GRADE_WARN;
	case VERDICT_SKIP:
		return GRADE_SKIP;
	default:
		return GRADE_GOOD;
	}
}

static enum change
change_of(enum verdict before, enum verdict after)
{
	enum grade a = grade(before), b = grade(after);

	if (b == GRADE_BAD)
		return a == GRADE_BAD ? CHANGE_OTHER : CHANGE_FAILS;
	if (a == GRADE_SKIP || b == GRADE_SKIP)
		return CHANGE_OTHER;
	return b == GRADE_WARN && a == GRADE_GOOD ? CHANGE_WARNS : CHANGE_FIXED;
}

static bool
is_changed(enum verdict before, enum verdict after)
{
	bool error = before == VERDICT_ERROR || after == VERDICT_ERROR;

	return grade(before) != grade(after) || (error && before != after);
}

static bool
is_revised(const struct comparison *c, size_t id)
{
	const struct case_result *r[2];

	for (size_t k = 0; k < 2; k++) {
		const struct result *all = c->servers[k].page.r;
		size_t at = c->servers[k].case_at[id];

		if (at == 0 || at > all->cases.n)
			return false;
		r[k] = &all->cases.v[at - 1];
	}
	return r[0]->digest[0] != '\0' && r[1]->digest[0] != '\0' &&
	       strcmp(r[0]->digest, r[1]->digest) != 0;
}

static bool
find(struct comparison *c, size_t id, struct changed *out)
{
	struct str before_reason, after_reason = STR_NONE;
	bool before =
	    compare_verdict(&c->servers[0], id, &out->before, &before_reason);
	bool after =
	    compare_verdict(&c->servers[1], id, &out->after, &after_reason);

	out->id = id;
	out->reason = after_reason;
	out->revised = is_revised(c, id);
	if (!before || !after) {
		out->change = before ? CHANGE_GONE : CHANGE_NEW;
		if (before)
			out->after = out->before;
		return true;
	}
	out->change = change_of(out->before, out->after);
	return is_changed(out->before, out->after);
}

void
compare_find_changes(struct comparison *c)
{
	for (size_t change = 0; change < CHANGES; change++)
		for (size_t i = 0; i < c->n_ids; i++) {
			struct changed one = {0};

			if (find(c, i, &one) && one.change == change)
				*vec_add(&c->changes, &c->arena) = one;
		}
}
