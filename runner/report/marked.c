#include "report/marked.h"

static void
mark_piece(struct marked *m, size_t piece, size_t i)
{
	struct index_list *list = &m->by_piece[piece];

	if (list->n > 0 && list->v[list->n - 1] == i)
		return;
	*vec_add(list, &m->p->arena) = i;
	if (m->home[i] > piece)
		m->home[i] = piece;
}

static void
mark_requirement(struct marked *m, size_t i)
{
	const struct requirement *q = spec_at(i);
	struct str rest = str_from(q->quote);
	struct rfctext_quote quote;

	m->home[i] = SIZE_MAX;
	while (rfctext_quote(q, &rest, &quote)) {
		struct rfctext_range where;

		if (rfctext_find(
			&m->text, quote.section, quote.words, &where) == 0)
			continue;
		for (size_t k = where.first; k <= where.last; k++)
			mark_piece(m, k, i);
	}
}

void
marked_init(struct marked *m, struct page *p)
{
	*m = (struct marked){.p = p};
	rfctext_read(&m->text, &p->arena);
	m->by_piece =
	    arena_array(&p->arena, struct index_list, m->text.n_pieces);
	m->home = arena_array(&p->arena, size_t, spec_count());
	for (size_t i = 0; i < spec_count(); i++)
		mark_requirement(m, i);
}

enum verdict
marked_worst(const struct marked *m, const struct index_list *list)
{
	static const enum verdict order[] = {VERDICT_FAIL, VERDICT_WARN,
	    VERDICT_KNOWN, VERDICT_SKIP, VERDICT_PASS};
	size_t worst = countof(order) - 1;

	for (size_t i = 0; i < list->n; i++) {
		const char *word;
		enum verdict v =
		    page_requirement_verdict(m->p, list->v[i], &word);

		for (size_t k = 0; k < worst; k++)
			if (v == order[k])
				worst = k;
	}
	return order[worst];
}

/* ------------------------------------------------------------- counts */

const struct fate fates[FATES] = {
    {VERDICT_FAIL, "broken",   "a MUST that a finding says is broken"	   },
    {VERDICT_WARN, "not met",  "a SHOULD that is broken, or a MUST in doubt"},
    {VERDICT_PASS, "held",	   "something that proves it was judged"	},
    {VERDICT_SKIP, "not seen", "nothing in this run says that it is held"	 },
};

void
marked_count(const struct marked *m, struct str section, size_t n[FATES])
{
	memset(n, 0, FATES * sizeof(n[0]));
	for (size_t i = 0; i < spec_count(); i++) {
		const char *word;
		enum verdict v = page_requirement_verdict(m->p, i, &word);

		if (!rfctext_has(spec_at(i)) ||
		    (section.p != NULL &&
			!str_is(section, spec_at(i)->section)))
			continue;
		n[HELD] += v == VERDICT_PASS;
		n[BROKEN] += v == VERDICT_FAIL;
		n[NOT_MET] += v == VERDICT_WARN;
		n[UNSEEN] += v == VERDICT_SKIP || v == VERDICT_KNOWN;
	}
}

size_t
marked_first(const struct marked *m, struct str section, enum verdict fate)
{
	size_t first = spec_count();

	for (size_t i = 0; i < spec_count(); i++) {
		const char *word;

		if (rfctext_has(spec_at(i)) &&
		    str_is(section, spec_at(i)->section) &&
		    page_requirement_verdict(m->p, i, &word) == fate &&
		    (first == spec_count() || m->home[i] < m->home[first]))
			first = i;
	}
	assert(first < spec_count());
	return first;
}

unsigned
marked_depth(struct str number)
{
	unsigned n = 1;

	for (size_t i = 0; i < number.n; i++)
		n += number.p[i] == '.';
	return n;
}
