/* What became of each requirement on one server, and what shows it. */
#include "report/compare.h"

struct cells {
	struct server *s;
	struct arena *arena;
	bool *unknown; /* by requirement: broken by what nobody listed */
};

static enum cell_state
state_of(const struct page *p, size_t i)
{
	if (p->held[i] == HELD_NOT_SEEN)
		return CELL_NOT_SEEN;
	if (p->held[i] == HELD_HELD)
		return CELL_HELD;
	if (p->broken[i])
		return CELL_BROKEN;
	return spec_at(i)->level == LEVEL_MAY ? CELL_NOT_DONE : CELL_WARN;
}

/* Whether it is of those findings for which the cell has its state. */
static bool
is_cause(const struct cell *cell, const struct finding *f)
{
	switch (cell->state) {
	case CELL_BROKEN:
		return f->level == FINDING_MUST;
	case CELL_WARN:
		return f->level == FINDING_MUST || f->level == FINDING_SHOULD;
	case CELL_NOT_DONE:
		return f->level == FINDING_INFO || f->level == FINDING_SHOULD ||
		       f->level == FINDING_MUST;
	default:
		return false;
	}
}

/* The first in plan order shows it, a case's own before those of a rule. */
static void
see(struct cells *c, const struct finding *f, const struct exchange_record *e,
    struct str case_id, enum verdict verdict)
{
	struct cell *cell;
	size_t i;

	if (f->requirement == NULL)
		return;
	i = (size_t)(f->requirement - spec_at(0));
	cell = &c->s->cells[i];
	if (!is_cause(cell, f))
		return;
	if (verdict != VERDICT_KNOWN)
		c->unknown[i] = true;
	if (cell->finding != NULL &&
	    (cell->finding->rule == NULL || f->rule != NULL))
		return;
	cell->finding = f;
	cell->exchange = e;
	cell->case_id = case_id;
	cell->reason = f->message;
}

static enum verdict
verdict_of_rule(const struct result *r, const char *name)
{
	for (size_t i = 0; i < r->rules.n; i++)
		if (str_is(r->rules.v[i].name, name))
			return r->rules.v[i].verdict;
	return VERDICT_FAIL;
}

static void
see_case(struct cells *c, const struct case_result *r)
{
	for (size_t i = 0; i < r->findings.n; i++) {
		const struct finding *f = &r->findings.v[i];

		see(c, f, words_exchange(r, f), r->id, r->verdict);
	}
	for (size_t i = 0; i < r->exchanges.n; i++) {
		const struct exchange_record *e = &r->exchanges.v[i];

		for (size_t k = 0; k < e->findings.n; k++)
			if (e->findings.v[k].rule != NULL)
				see(c, &e->findings.v[k], e, r->id,
				    verdict_of_rule(
					c->s->page.r, e->findings.v[k].rule));
	}
}

/* A result may have come without the exchanges that its rules name. */
static void
see_rule(struct cells *c, const struct rule_result *r)
{
	for (size_t i = 0; i < r->n_evidence; i++)
		see(c, &r->evidence[i].finding, NULL, r->evidence[i].case_id,
		    r->verdict);
}

/* Of what would have proved it: an error tells more than a skip. */
static void
explain_unseen(struct cells *c, size_t i)
{
	const struct page *p = &c->s->page;
	const struct index_list *cases = &p->proved_by[i];
	struct cell *cell = &c->s->cells[i];

	for (size_t k = 0; k < cases->n; k++) {
		const struct case_result *r = &p->r->cases.v[cases->v[k]];
		bool error =
		    r->verdict != VERDICT_SKIP && r->verdict != VERDICT_PASS;

		if (cell->state == CELL_ERROR ||
		    (cell->state == CELL_SKIPPED && !error) ||
		    r->verdict == VERDICT_PASS)
			continue;
		cell->state = error ? CELL_ERROR : CELL_SKIPPED;
		cell->reason = r->reason;
		cell->case_id = r->id;
		cell->exchange = words_exchange(r, words_main_finding(r));
	}
	if (cell->state == CELL_NOT_SEEN && p->ruled_by[i].n > 0)
		cell->reason = p->r->rules.v[p->ruled_by[i].v[0]].reason;
}

void
compare_judge_cells(struct comparison *c, struct server *s)
{
	const struct result *r = s->page.r;
	struct cells cells = {.s = s, .arena = &c->arena};

	s->cells = arena_array(&c->arena, struct cell, spec_count());
	cells.unknown = arena_array(&c->arena, bool, spec_count());
	for (size_t i = 0; i < spec_count(); i++)
		s->cells[i].state = state_of(&s->page, i);
	for (size_t i = 0; i < r->cases.n; i++)
		see_case(&cells, &r->cases.v[i]);
	for (size_t i = 0; i < r->rules.n; i++)
		see_rule(&cells, &r->rules.v[i]);
	for (size_t i = 0; i < spec_count(); i++) {
		s->cells[i].known =
		    s->cells[i].finding != NULL && !cells.unknown[i];
		if (s->cells[i].state == CELL_NOT_SEEN)
			explain_unseen(&cells, i);
	}
}
