#include "report/baseline.h"

#include "report/words.h"

static const struct {
	const char *name, *one, *many;
} kinds[BASELINE_KINDS] = {
    [BASELINE_REGRESSION] = {"regression", "regression", "regressions"},
    [BASELINE_LOST] = {"lost", "pass that became a skip",
	"passes that became skips"},
    [BASELINE_STILL] = {"still-failing", "still failing", "still failing"},
    [BASELINE_WARNS] = {"warns", "new warning", "new warnings"},
    [BASELINE_UNTESTED] = {"untested", "failure that became a skip",
	"failures that became skips"},
    [BASELINE_FIXED] = {"fixed", "fixed", "fixed"},
    [BASELINE_NEW] = {"new", "new", "new"},
    [BASELINE_GONE] = {"gone", "gone", "gone"},
};

const char *
baseline_kind_name(enum baseline_kind k)
{
	return kinds[k].name;
}

bool
baseline_kind_parse(struct str name, enum baseline_kind *out)
{
	for (size_t i = 0; i < BASELINE_KINDS; i++)
		if (str_is(name, kinds[i].name)) {
			*out = (enum baseline_kind)i;
			return true;
		}
	return false;
}

size_t
baseline_n(const struct baseline *b, enum baseline_kind k)
{
	size_t n = 0;

	for (size_t i = 0; i < b->items.n; i++)
		n += b->items.v[i].kind == k;
	return n;
}

struct str
baseline_count(
    const struct baseline *b, enum baseline_kind k, struct arena *a)
{
	size_t n = baseline_n(b, k);

	return arena_strf(
	    a, "%zu %s", n, n == 1 ? kinds[k].one : kinds[k].many);
}

struct str
baseline_verdicts(const struct baseline_item *i, struct arena *a)
{
	if (i->kind == BASELINE_NEW)
		return arena_strf(a, "%s", verdict_name(i->after));
	if (i->kind == BASELINE_GONE)
		return arena_strf(a, "was %s", verdict_name(i->before));
	return arena_strf(a, "%s -> %s%s", verdict_name(i->before),
	    verdict_name(i->after),
	    i->revised ? ", the case was changed since" : "");
}

struct str
baseline_origin(const struct baseline *b, struct arena *a)
{
	return arena_strf(a, "davproof %.*s, %.*s: %.*s",
	    STRF(words_line_in(a, b->version)),
	    STRF(words_line_in(a, b->started)),
	    STRF(words_line_in(a, b->target)));
}

/* ------------------------------------------------------- what was there */

struct entry {
	struct str id, bare; /* bare: without the ~N of a repetition */
	enum verdict verdict;
	const char *digest;
	bool met, here; /* any repetition of it; this one */
};

struct compare {
	struct arena *arena;
	struct entry *v; /* by bare id */
	size_t n, cap;
	bool strict;
	struct baseline *out;
};

static struct str
bare(struct str id)
{
	return str_sub(id, 0, str_index(id, '~'));
}

static int
by_id(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	int order = str_cmp(x->bare, y->bare);

	return order != 0 ? order : str_cmp(x->id, y->id);
}

static bool
is_broken(const struct compare *c, enum verdict v)
{
	return v == VERDICT_FAIL || v == VERDICT_ERROR || v == VERDICT_KNOWN ||
	       (c->strict && v == VERDICT_WARN);
}

static void
add(struct compare *c, struct str id, enum verdict v, const char *digest)
{
	*vec_add(c, c->arena) = (struct entry){
	    .id = id, .bare = bare(id), .verdict = v, .digest = digest};
}

static struct str
rule_id(const struct rule_result *r, struct arena *a)
{
	return arena_strf(a, "rules/%.*s", STRF(r->name));
}

static bool
is_rule(struct str id)
{
	return str_starts(id, STR("rules/"));
}

static void
index_earlier(struct compare *c, const struct result *r)
{
	for (size_t i = 0; i < r->cases.n; i++)
		add(c, r->cases.v[i].id, r->cases.v[i].verdict,
		    r->cases.v[i].digest);
	for (size_t i = 0; i < r->rules.n; i++)
		add(c, rule_id(&r->rules.v[i], c->arena), r->rules.v[i].verdict,
		    "");
	if (c->n > 0)
		qsort(c->v, c->n, sizeof(*c->v), by_id);
}

/*
 * The entry of that id; of repetitions the one that failed, if one did: that
 * is the one that excuses.
 */
static struct entry *
find(struct compare *c, struct str id)
{
	struct str key = bare(id);
	size_t low = 0, high = c->n;
	struct entry *found = NULL;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (str_cmp(c->v[mid].bare, key) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < c->n && str_eq(c->v[low].bare, key); low++) {
		c->v[low].met = true;
		c->v[low].here |= str_eq(c->v[low].id, id);
		if (found == NULL || (!is_broken(c, found->verdict) &&
					 is_broken(c, c->v[low].verdict)))
			found = &c->v[low];
	}
	return found;
}

/* ------------------------------------------------------- what is of it */

enum grade { GRADE_SKIP, GRADE_GOOD, GRADE_WARN, GRADE_BAD };

/* A pass that was not expected is a pass; a failure that is known fails. */
static enum grade
grade(const struct compare *c, enum verdict v)
{
	if (is_broken(c, v))
		return GRADE_BAD;
	if (v == VERDICT_SKIP)
		return GRADE_SKIP;
	return v == VERDICT_WARN ? GRADE_WARN : GRADE_GOOD;
}

/* BASELINE_KINDS: nothing worth a name. */
static enum baseline_kind
kind_of(const struct compare *c, enum verdict before, enum verdict after)
{
	enum grade then = grade(c, before), now = grade(c, after);

	if (now == GRADE_BAD)
		return then == GRADE_BAD ? BASELINE_STILL
					 : BASELINE_REGRESSION;
	if (now == GRADE_SKIP)
		return then == GRADE_BAD ? BASELINE_UNTESTED : BASELINE_KINDS;
	if (then == GRADE_SKIP || then == now)
		return BASELINE_KINDS;
	return then > now ? BASELINE_FIXED : BASELINE_WARNS;
}

static void
see(struct compare *c, struct str id, enum verdict after, struct str reason,
    bool lost, const char *digest)
{
	const struct entry *e = find(c, id);
	struct baseline_item item = {.id = id, .after = after,
	    .reason = reason, .kind = BASELINE_NEW};

	if (e != NULL) {
		item.before = e->verdict;
		item.revised = e->digest[0] != '\0' && digest[0] != '\0' &&
		    strcmp(e->digest, digest) != 0;
		item.kind = lost ? BASELINE_LOST
				 : kind_of(c, e->verdict, after);
	}
	if (item.kind < BASELINE_KINDS)
		*vec_add(&c->out->items, c->arena) = item;
	else if (is_rule(id) && after == VERDICT_SKIP &&
		 item.before != VERDICT_SKIP)
		*vec_add(&c->out->unseen, c->arena) = item;
}

/* A failure of the skip itself: it has found nothing (run/known.c). */
static bool
is_lost(const struct finding_list *list, enum verdict v)
{
	if (v != VERDICT_FAIL)
		return false;
	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].level == FINDING_MUST)
			return false;
	return true;
}

static void
see_all(struct compare *c, const struct result *now)
{
	for (size_t i = 0; i < now->cases.n; i++) {
		const struct case_result *r = &now->cases.v[i];

		see(c, r->id, r->verdict, r->reason,
		    is_lost(&r->findings, r->verdict), r->digest);
	}
	for (size_t i = 0; i < now->rules.n; i++) {
		const struct rule_result *r = &now->rules.v[i];

		see(c, rule_id(r, c->arena), r->verdict, r->reason,
		    r->verdict == VERDICT_FAIL && r->n_findings == 0, "");
	}
}

/* Of the cases that were judged there, those that are here. */
static void
count_judged(struct compare *c)
{
	for (size_t i = 0; i < c->n; i++) {
		const struct entry *e = &c->v[i];

		if (is_rule(e->id) || e->verdict == VERDICT_SKIP)
			continue;
		c->out->judged++;
		c->out->run += e->here;
	}
}

static void
see_gone(struct compare *c, baseline_has_fn *has, const void *arg)
{
	for (size_t i = 0; i < c->n; i++)
		if (!c->v[i].met && !has(arg, c->v[i].bare))
			*vec_add(&c->out->items, c->arena) =
			    (struct baseline_item){.kind = BASELINE_GONE,
				.id = c->v[i].id, .before = c->v[i].verdict};
}

void
baseline_sort(struct baseline *b, struct arena *a)
{
	struct baseline sorted = {0};

	for (size_t k = 0; k < BASELINE_KINDS; k++)
		for (size_t i = 0; i < b->items.n; i++)
			if (b->items.v[i].kind == k)
				*vec_add(&sorted.items, a) = b->items.v[i];
	b->items.v = sorted.items.v;
	b->items.cap = sorted.items.cap;
}

struct baseline *
baseline_compare(const char *file, const struct result *earlier,
    const struct result *now, baseline_has_fn *has, const void *arg)
{
	struct arena *a = now->arena;
	struct compare c = {.arena = a, .strict = now->strict,
	    .out = arena_new(a, struct baseline)};

	c.out->file = arena_str(a, str_from(file));
	c.out->version = earlier->version;
	c.out->started = earlier->started;
	c.out->target = words_target(earlier, a);
	index_earlier(&c, earlier);
	see_all(&c, now);
	see_gone(&c, has, arg);
	count_judged(&c);
	baseline_sort(c.out, a);
	baseline_note(c.out, earlier, now);
	return c.out;
}
