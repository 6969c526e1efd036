#include "report/merge_rules.h"

struct position {
	struct str id;
	size_t index; /* in plan order */
};

struct evidence {
	size_t position, order; /* of the case; within the parts */
	struct finding finding;
	struct str case_id;
	size_t exchange;
};

struct rules {
	const struct merge_part *parts;
	size_t n;
	struct result *out;
	struct position *positions; /* by id */
	struct evidence *evidence;  /* of one rule */
	size_t n_evidence;
};

static int
by_id(const void *a, const void *b)
{
	const struct position *x = a, *y = b;

	return str_cmp(x->id, y->id);
}

static int
by_position(const void *a, const void *b)
{
	const struct evidence *x = a, *y = b;

	if (x->position != y->position)
		return x->position < y->position ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static void
index_cases(struct rules *r)
{
	size_t n = r->out->cases.n;

	r->positions = arena_array(r->out->arena, struct position, n);
	for (size_t i = 0; i < n; i++)
		r->positions[i] = (struct position){r->out->cases.v[i].id, i};
	if (n > 0)
		qsort(r->positions, n, sizeof(*r->positions), by_id);
}

/* Of a case that is not there: behind all. */
static size_t
position_of(const struct rules *r, struct str id)
{
	struct position key = {id, 0};
	const struct position *p =
	    r->out->cases.n == 0 ? NULL
				 : bsearch(&key, r->positions, r->out->cases.n,
				       sizeof(key), by_id);

	return p != NULL ? p->index : r->out->cases.n;
}

static const struct rule_result *
find_rule(const struct result *r, struct str name)
{
	for (size_t i = 0; i < r->rules.n; i++)
		if (str_eq(r->rules.v[i].name, name))
			return &r->rules.v[i];
	return NULL;
}

static void
gather(struct rules *r, const struct rule_result *part)
{
	for (size_t i = 0; i < part->n_evidence; i++) {
		struct evidence *e = &r->evidence[r->n_evidence];

		e->finding = part->evidence[i].finding;
		e->case_id = part->evidence[i].case_id;
		e->exchange = part->evidence[i].exchange;
		e->position = position_of(r, e->case_id);
		e->order = r->n_evidence++;
	}
}

static void
keep_first(struct rules *r, struct rule_result *rule)
{
	if (r->n_evidence > 0)
		qsort(r->evidence, r->n_evidence, sizeof(*r->evidence),
		    by_position);
	rule->n_evidence = 0;
	for (size_t i = 0; i < r->n_evidence && i < EVIDENCE_MAX; i++) {
		rule->evidence[i].finding = r->evidence[i].finding;
		rule->evidence[i].case_id = r->evidence[i].case_id;
		rule->evidence[i].exchange = r->evidence[i].exchange;
		rule->n_evidence++;
	}
}

/*
 * What the rule's exchanges said, before known failures and the baseline had
 * their word: only findings make a failure known, and one that is listed and
 * was not met is "unexpected" whatever else it was.
 */
static enum verdict
seen(const struct rule_result *part)
{
	switch (part->verdict) {
	case VERDICT_KNOWN:
	case VERDICT_FAIL:
		return part->n_findings > 0 ? VERDICT_FAIL : VERDICT_SKIP;
	case VERDICT_UNEXPECTED:
		return part->n_findings > 0 ? VERDICT_WARN : VERDICT_PASS;
	default:
		return part->verdict;
	}
}

static int
weight(enum verdict v)
{
	switch (v) {
	case VERDICT_FAIL:
		return 3;
	case VERDICT_WARN:
		return 2;
	case VERDICT_PASS:
		return 1;
	default:
		return 0;
	}
}

/* The first part in which the rule has that verdict, or NULL. */
static const struct rule_result *
part_with(const struct rules *r, struct str name, enum verdict v)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct rule_result *part =
		    find_rule(r->parts[i].result, name);

		if (part != NULL && part->verdict == v)
			return part;
	}
	return NULL;
}

/* A verdict that a profile or a baseline gave in a part stands for all. */
static void
excuse(const struct rules *r, struct rule_result *rule)
{
	const struct rule_result *known =
	    part_with(r, rule->name, VERDICT_KNOWN);
	const struct rule_result *listed =
	    part_with(r, rule->name, VERDICT_UNEXPECTED);
	const struct rule_result *failed =
	    part_with(r, rule->name, VERDICT_FAIL);
	const struct rule_result *from = NULL;

	if (rule->verdict == VERDICT_FAIL)
		from = known;
	else if (rule->verdict == VERDICT_SKIP)
		from = failed; /* it passed in the baseline */
	else
		from = listed;
	if (from == NULL)
		return;
	rule->verdict = from->verdict;
	rule->reason = from->reason;
}

static void
conclude(const struct rules *r, struct rule_result *rule)
{
	enum finding_level worst =
	    rule->verdict == VERDICT_FAIL ? FINDING_MUST : FINDING_SHOULD;

	rule->reason = STR_NONE;
	if (rule->verdict != VERDICT_PASS)
		rule->reason = rule_reason(rule, worst, r->out->arena);
	excuse(r, rule);
}

/* Of all cases together it is judged whether a rule that is listed failed. */
static void
strike(const struct rules *r, struct rule_result *rule)
{
	rule->listed = STR_NONE;
	if (rule->verdict != VERDICT_PASS && rule->verdict != VERDICT_WARN)
		return;
	for (size_t i = 0; i < r->n && rule->listed.p == NULL; i++) {
		const struct rule_result *part =
		    find_rule(r->parts[i].result, rule->name);

		if (part != NULL)
			rule->listed = part->listed;
	}
	if (rule->listed.p == NULL || !result_is_whole(r->out))
		return;
	rule->verdict = VERDICT_UNEXPECTED;
	rule->reason = unexpected_reason(rule->listed, r->out->arena);
	rule->listed = STR_NONE;
}

static void
join(struct rules *r, struct rule_result *rule)
{
	enum verdict worst = VERDICT_SKIP;

	rule->n_findings = r->n_evidence = 0;
	for (size_t i = 0; i < r->n; i++) {
		const struct rule_result *part =
		    find_rule(r->parts[i].result, rule->name);

		if (part == NULL)
			continue;
		rule->n_findings += part->n_findings;
		if (weight(seen(part)) > weight(worst))
			worst = seen(part);
		gather(r, part);
	}
	keep_first(r, rule);
	rule->verdict = worst;
	conclude(r, rule);
	strike(r, rule);
}

void
merge_rules(const struct merge_part *parts, size_t n, struct result *out)
{
	struct rules r = {.parts = parts, .n = n, .out = out};

	index_cases(&r);
	r.evidence = arena_array(out->arena, struct evidence, n * EVIDENCE_MAX);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < parts[i].result->rules.n; k++) {
			const struct rule_result *rule =
			    &parts[i].result->rules.v[k];

			if (find_rule(out, rule->name) != NULL)
				continue;
			*vec_add(&out->rules, out->arena) = *rule;
			join(&r, &out->rules.v[out->rules.n - 1]);
		}
}
