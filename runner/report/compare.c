#include "report/compare.h"

#include "report/sections.h"

const char *const compare_classes[COMPARE_CLASSES] = {
    "1", "2", "3", "bind", "json"};
const char *const compare_levels[COMPARE_LEVELS] = {"must", "should", "may"};

size_t
compare_class_of(const struct requirement *q)
{
	for (size_t i = 0; i < COMPARE_CLASSES; i++)
		if (strcmp(q->class, compare_classes[i]) == 0)
			return i;
	return 0;
}

size_t
compare_level_of(const struct requirement *q)
{
	return level_is_must(q->level) ? 0 : level_is_should(q->level) ? 1 : 2;
}

static const struct {
	const char *name, *word;
	enum verdict verdict;
} states[CELL_STATES] = {
    [CELL_NOT_SEEN] = {"not seen", "not seen", VERDICT_SKIP },
    [CELL_SKIPPED] = {"skipped",	 "skipped",  VERDICT_SKIP },
    [CELL_HELD] = {"held",	   "held",	   VERDICT_PASS },
    [CELL_NOT_DONE] = {"not done", "not done", VERDICT_KNOWN},
    [CELL_ERROR] = {"error",    "error",    VERDICT_ERROR},
    [CELL_WARN] = {"warn",	   "broken",   VERDICT_WARN },
    [CELL_BROKEN] = {"broken",   "broken",	 VERDICT_FAIL },
};

const char *
cell_word(const struct requirement *q, enum cell_state s)
{
	if (s == CELL_WARN && level_is_must(q->level))
		return "in doubt";
	return states[s].word;
}

const char *
cell_state_name(enum cell_state s)
{
	return states[s].name;
}

enum verdict
cell_verdict(enum cell_state s)
{
	return states[s].verdict;
}

int
cell_status(const struct cell *cell)
{
	if (cell->exchange == NULL || cell->state == CELL_SKIPPED ||
	    (cell->finding != NULL && cell->finding->rule != NULL))
		return 0;
	return cell->exchange->status;
}

size_t
compare_count(const struct server *s, size_t level, enum cell_state state)
{
	size_t n = 0;

	for (size_t i = 0; i < COMPARE_CLASSES; i++)
		n += s->totals[i][level][state];
	return n;
}

static void
count(struct server *s)
{
	for (size_t i = 0; i < spec_count(); i++) {
		const struct requirement *q = spec_at(i);

		s->totals[compare_class_of(q)][compare_level_of(q)]
			 [s->cells[i].state]++;
	}
}

/* Who was skipped or failed for another cause says nothing that differs. */
static bool
says_something(enum cell_state s)
{
	return s == CELL_HELD || s == CELL_NOT_DONE || s == CELL_WARN ||
	       s == CELL_BROKEN;
}

static bool
differs(const struct comparison *c, size_t i)
{
	enum cell_state first = CELL_NOT_SEEN;

	for (size_t k = 0; k < c->n; k++) {
		enum cell_state s = c->servers[k].cells[i].state;

		if (!says_something(s))
			continue;
		if (says_something(first) && s != first)
			return true;
		first = s;
	}
	return false;
}

static void
mark_row(struct comparison *c, size_t i)
{
	c->differs[i] = differs(c, i);
	c->told[i] = c->differs[i];
	for (size_t k = 0; k < c->n; k++) {
		enum cell_state s = c->servers[k].cells[i].state;

		c->seen[i] |= s >= CELL_HELD;
		c->told[i] |= s >= CELL_ERROR;
	}
}

static bool
any(const bool *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (v[i])
			return true;
	return false;
}

/* "9.8" is the section itself and what begins with "9.8.". */
static bool
in_sections(const struct compare_rows *rows, const struct requirement *q)
{
	for (size_t i = 0; i < rows->n_sections; i++) {
		struct str wanted = str_from(rows->sections[i]);
		struct str section = str_from(q->section);

		if (str_starts(section, wanted) &&
		    (section.n == wanted.n || section.p[wanted.n] == '.'))
			return true;
	}
	return rows->n_sections == 0;
}

static bool
is_wanted(const struct comparison *c, const struct compare_rows *rows, size_t i)
{
	const struct requirement *q = spec_at(i);

	if (rows->differences && !c->differs[i])
		return false;
	if (any(rows->levels, COMPARE_LEVELS) &&
	    !rows->levels[compare_level_of(q)])
		return false;
	if (any(rows->classes, COMPARE_CLASSES) &&
	    !rows->classes[compare_class_of(q)])
		return false;
	return in_sections(rows, q);
}

static void
choose_rows(struct comparison *c, const struct compare_rows *rows)
{
	c->rows = arena_array(&c->arena, size_t, spec_count());
	for (size_t section = 0; section <= section_count(); section++)
		for (size_t i = 0; i < spec_count(); i++)
			if (section_of(spec_at(i)) == section &&
			    is_wanted(c, rows, i))
				c->rows[c->n_rows++] = i;
}

static bool
is_one_suite(const struct comparison *c)
{
	const struct result *first = c->servers[0].page.r;

	for (size_t k = 1; k < c->n; k++) {
		const struct result *r = c->servers[k].page.r;

		if (!str_eq(r->version, first->version) ||
		    !str_eq(r->catalogue, first->catalogue) ||
		    !str_eq(r->cases_digest, first->cases_digest))
			return false;
	}
	return true;
}

/* "Apache/2.4.62" and "Apache/2.4.65" are one product. */
static struct str
product(const struct result *r)
{
	struct str name = r->target_name.n > 0 ? r->target_name : r->server;

	if (name.n == 0)
		return r->target_url;
	return str_sub(name, 0, str_index(name, '/'));
}

void
compare_init(struct comparison *c, const struct result *const *results,
    size_t n, const struct compare_rows *rows)
{
	assert(n > 0 && n <= COMPARE_MAX);
	*c = (struct comparison){.n = n};
	c->servers = arena_array(&c->arena, struct server, n);
	for (size_t k = 0; k < n; k++) {
		struct server *s = &c->servers[k];

		page_init(&s->page, results[k]);
		s->name = words_target(results[k], &c->arena);
		compare_judge_cells(c, s);
		count(s);
	}
	c->differs = arena_array(&c->arena, bool, spec_count());
	c->seen = arena_array(&c->arena, bool, spec_count());
	c->told = arena_array(&c->arena, bool, spec_count());
	for (size_t i = 0; i < spec_count(); i++)
		mark_row(c, i);
	choose_rows(c, rows);
	compare_index_ids(c);
	c->one_suite = is_one_suite(c);
	c->two_runs =
	    n == 2 && str_eq(product(results[0]), product(results[1]));
	if (c->two_runs)
		compare_find_changes(c);
}

void
compare_release(struct comparison *c)
{
	for (size_t k = 0; k < c->n; k++)
		page_release(&c->servers[k].page);
	arena_release(&c->arena);
}
