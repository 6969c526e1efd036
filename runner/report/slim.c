#include "report/slim.h"

#include "report/words.h"

#define BODY_KEPT ((size_t)1024)
#define HEAD_KEPT ((size_t)2048)
#define CURL_KEPT ((size_t)1024) /* a longer command holds a long body */
#define KEPT_IN_CASE 1		 /* exchanges that show why it failed */
#define KEPT_OF_CAUSE 2		 /* cases that show a known failure */

struct slim {
	struct result *r;
	struct arena arena;
	bool *seen; /* by requirement and level: a finding of it is kept */
};

#define LEVELS ((size_t)FINDING_SKIP + 1)

static bool *
seen_at(struct slim *s, const struct finding *f)
{
	return &s->seen[(size_t)(f->requirement - spec_at(0)) * LEVELS +
			(size_t)f->level];
}

/*
 * What became of a requirement follows from findings: the first of each
 * requirement and level stays, wherever it was found.
 */
static bool
is_new(struct slim *s, const struct finding *f)
{
	if (f->requirement == NULL || f->level == FINDING_SKIP ||
	    *seen_at(s, f))
		return false;
	*seen_at(s, f) = true;
	return true;
}

/* Drops those of rules that say again what was said. */
static bool
keep_new(struct slim *s, struct exchange_record *e, bool evidence)
{
	bool any = false;
	size_t n = 0;

	for (size_t i = 0; i < e->findings.n; i++) {
		const struct finding f = e->findings.v[i];
		bool new = is_new(s, &f);

		any |= new;
		if (new || evidence || f.rule == NULL)
			e->findings.v[n++] = f;
	}
	e->findings.n = n;
	return any;
}

static bool
passed(const struct case_result *c)
{
	return c->verdict == VERDICT_PASS || c->verdict == VERDICT_SKIP ||
	       c->verdict == VERDICT_UNEXPECTED;
}

/* An error is not in an exchange, it is what the last one led to. */
static bool
is_last_of_error(const struct case_result *c, size_t i)
{
	const struct finding *f = words_main_finding(c);

	return f != NULL && f->level == FINDING_ERROR &&
	       words_exchange(c, f) == &c->exchanges.v[i];
}

/* The profile gives one reason to all known failures of one cause. */
static bool
shows_cause(const struct slim *s, const struct case_result *c)
{
	size_t n = 0;

	for (const struct case_result *o = s->r->cases.v; o < c; o++)
		n +=
		    o->verdict == VERDICT_KNOWN && str_eq(o->reason, c->reason);
	return n < KEPT_OF_CAUSE;
}

/* Of a failure; a warning is shown where its requirement is new. */
static bool
is_shown(const struct slim *s, const struct case_result *c)
{
	return c->verdict == VERDICT_FAIL || c->verdict == VERDICT_ERROR ||
	       (c->verdict == VERDICT_KNOWN && shows_cause(s, c));
}

static bool
is_kept(struct slim *s, const struct case_result *c, size_t i, size_t *own)
{
	struct exchange_record *e = &c->exchanges.v[i];
	bool evidence = result_is_evidence(s->r, c, i);

	if (keep_new(s, e, evidence) || evidence)
		return true;
	if (!is_shown(s, c))
		return false;
	return is_last_of_error(c, i) ||
	       (exchange_shows_own(e) && (*own)++ < KEPT_IN_CASE);
}

/* The evidence of rules names an exchange by its index. */
static void
renumber(struct slim *s, const struct case_result *c, size_t from, size_t to)
{
	for (size_t k = 0; k < s->r->rules.n; k++) {
		struct rule_result *rule = &s->r->rules.v[k];

		for (size_t m = 0; m < rule->n_evidence; m++)
			if (rule->evidence[m].exchange == from &&
			    str_eq(rule->evidence[m].case_id, c->id))
				rule->evidence[m].exchange = to;
	}
}

/* The line of the case file: the finding says itself what was wanted. */
static void
forget_places(struct finding_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		list->v[i].at = (struct loc){0};
}

static void
shorten(struct exchange_record *e)
{
	forget_places(&e->findings);
	if (e->curl.n > CURL_KEPT)
		e->curl = STR_NONE; /* half a command is none */
	e->body = words_cut(e->body, BODY_KEPT);
	e->sent_body = words_cut(e->sent_body, BODY_KEPT);
	e->sent = words_cut(e->sent, HEAD_KEPT);
	e->received = words_cut(e->received, HEAD_KEPT);
}

/* Its reason says why a case was skipped. */
static void
forget_skips(struct finding_list *list)
{
	size_t n = 0;

	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].level != FINDING_SKIP)
			list->v[n++] = list->v[i];
	list->n = n;
}

/* What does not matter of a case that says nothing against the server. */
static void
forget(struct case_result *c)
{
	c->title = c->note = c->file = STR_NONE;
	c->line = 0;
	forget_skips(&c->findings);
}

static void
slim_case(struct slim *s, struct case_result *c)
{
	bool *kept = arena_array(&s->arena, bool, c->exchanges.n);
	size_t n = 0, own = 0;

	for (size_t i = 0; i < c->exchanges.n; i++)
		kept[i] = is_kept(s, c, i, &own);
	for (size_t i = 0; i < c->exchanges.n; i++) {
		if (!kept[i])
			continue;
		renumber(s, c, i, n);
		c->exchanges.v[n] = c->exchanges.v[i];
		shorten(&c->exchanges.v[n++]);
	}
	c->exchanges.n = n;
	c->scratch = STR_NONE; /* of a server that is gone */
	c->digest[0] = '\0';
	forget_places(&c->findings);
	if (passed(c))
		forget(c);
}

void
result_slim(struct result *r)
{
	struct slim s = {.r = r};

	s.seen = arena_array(&s.arena, bool, spec_count() * LEVELS);
	for (size_t i = 0; i < r->cases.n; i++)
		slim_case(&s, &r->cases.v[i]);
	r->slim = true;
	arena_release(&s.arena);
}
