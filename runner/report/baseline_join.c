/* What the parts of a run found beside one baseline. */
#include "report/baseline.h"

static bool
holds_note(const struct baseline *b, struct str text)
{
	for (size_t i = 0; i < b->notes.n; i++)
		if (str_eq(b->notes.v[i], text))
			return true;
	return false;
}

static bool
holds_item(const struct baseline *b, const struct baseline_item *item)
{
	for (size_t i = 0; i < b->items.n; i++)
		if (b->items.v[i].kind == item->kind &&
		    str_eq(b->items.v[i].id, item->id))
			return true;
	return false;
}

/* NULL: it is of a case, or of a rule that is not there. */
static struct rule_result *
rule_of(const struct result *whole, const struct baseline_item *item)
{
	struct str name;

	if (!str_starts(item->id, STR("rules/")))
		return NULL;
	name = str_from_at(item->id, sizeof("rules/") - 1);
	for (size_t i = 0; i < whole->rules.n; i++)
		if (str_eq(whole->rules.v[i].name, name))
			return &whole->rules.v[i];
	return NULL;
}

/* Each part has seen each rule: what holds is what the whole found. */
static bool
agrees(const struct result *whole, const struct baseline_item *item)
{
	const struct rule_result *rule;

	if (!str_starts(item->id, STR("rules/")))
		return true;
	rule = rule_of(whole, item);
	return rule != NULL ? rule->verdict == item->after
			    : item->kind == BASELINE_GONE;
}

static bool
is_unseen(const struct baseline *b, const struct baseline_item *item)
{
	for (size_t i = 0; i < b->unseen.n; i++)
		if (str_eq(b->unseen.v[i].id, item->id))
			return true;
	return false;
}

/* Those that another part saw are not in the whole's skips. */
static void
join_unseen(struct baseline *out, const struct baseline *b,
    const struct result *whole)
{
	for (size_t i = 0; i < b->unseen.n; i++) {
		const struct baseline_item *item = &b->unseen.v[i];
		const struct rule_result *rule = rule_of(whole, item);

		if (rule != NULL && rule->verdict == VERDICT_SKIP &&
		    !is_unseen(out, item))
			*vec_add(&out->unseen, whole->arena) = *item;
	}
	out->run += b->run;
}

/* No case of the baseline is missing: what no part saw is lost. */
static void
lose_unseen(struct baseline *b, struct result *whole)
{
	struct arena *a = whole->arena;

	for (size_t i = 0; i < b->unseen.n; i++) {
		struct baseline_item lost = b->unseen.v[i];
		struct rule_result *rule = rule_of(whole, &lost);

		rule->verdict = VERDICT_FAIL;
		rule->reason = lost_reason(rule->reason, a);
		lost.kind = BASELINE_LOST;
		lost.after = rule->verdict;
		lost.reason = rule->reason;
		*vec_add(&b->items, a) = lost;
	}
	b->unseen.n = 0;
}

static void
join_one(struct baseline *out, const struct baseline *b,
    const struct result *whole)
{
	struct arena *a = whole->arena;

	for (size_t i = 0; i < b->notes.n; i++)
		if (!holds_note(out, b->notes.v[i]))
			*vec_add(&out->notes, a) = b->notes.v[i];
	for (size_t i = 0; i < b->items.n; i++)
		if (!holds_item(out, &b->items.v[i]) &&
		    agrees(whole, &b->items.v[i]))
			*vec_add(&out->items, a) = b->items.v[i];
	join_unseen(out, b, whole);
}

/* The same baseline, nothing found yet. */
static struct baseline *
without_items(const struct baseline *part, struct arena *a)
{
	struct baseline *b = arena_new(a, struct baseline);

	b->file = part->file;
	b->version = part->version;
	b->started = part->started;
	b->target = part->target;
	b->judged = part->judged;
	return b;
}

void
baseline_join(struct baseline *const *parts, size_t n, struct result *whole)
{
	struct arena *a = whole->arena;

	whole->baseline = NULL;
	for (size_t i = 0; i < n; i++) {
		if (parts[i] == NULL)
			continue;
		if (whole->baseline == NULL)
			whole->baseline = without_items(parts[i], a);
		join_one(whole->baseline, parts[i], whole);
	}
	if (whole->baseline == NULL)
		return;
	if (whole->baseline->run == whole->baseline->judged)
		lose_unseen(whole->baseline, whole);
	baseline_sort(whole->baseline, a);
}
