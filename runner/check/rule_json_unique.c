#include "check/rules.h"

#include "check/jsonview.h"

/* No two items of a JSON multi-status for the same part of a request. */

/* Items of one id are held against so many that came before. */
#define COMPARED 16

static int
by_id(const void *a, const void *b)
{
	const struct json_item *x = *(const struct json_item *const *)a;
	const struct json_item *y = *(const struct json_item *const *)b;
	int order = str_cmp(x->id, y->id);

	/* All are elements of one array, in the order of the body. */
	return order != 0 ? order : (x > y) - (x < y);
}

static int
by_place(const void *a, const void *b)
{
	const struct json_item *x = *(const struct json_item *const *)a;
	const struct json_item *y = *(const struct json_item *const *)b;

	return (x > y) - (x < y);
}

/* Whether sorted[i] stands for the same as one before it. */
static bool
came_before(const struct json_item *const *sorted, size_t i)
{
	for (size_t back = 1; back <= i && back <= COMPARED; back++) {
		if (!str_eq(sorted[i - back]->id, sorted[i]->id))
			return false;
		if (json_same_part(sorted[i - back], sorted[i]))
			return true;
	}
	return false;
}

static size_t
sort_by_id(const struct json_items *items, const struct json_item **out)
{
	size_t n = 0;

	for (size_t i = 0; i < items->n; i++)
		if (items->v[i].id.p != NULL)
			out[n++] = &items->v[i];
	if (n > 0)
		qsort(out, n, sizeof(*out), by_id);
	return n;
}

bool
rule_json_id_unique(struct judge *j, const struct subject *s)
{
	const struct json_view *view = json_view_of(j);
	const struct json_item **sorted, **twice;
	size_t n, found = 0;

	(void)s;
	if (!view->found)
		return false;
	sorted = arena_array(
	    &j->scratch, const struct json_item *, view->items.n + 1);
	twice = arena_array(
	    &j->scratch, const struct json_item *, view->items.n + 1);
	n = sort_by_id(&view->items, sorted);
	for (size_t i = 1; i < n; i++)
		if (came_before(sorted, i))
			twice[found++] = sorted[i];
	if (found > 0)
		qsort(twice, found, sizeof(*twice), by_place);
	for (size_t i = 0; i < found; i++) {
		struct finding *f = broken_at(j, FAIL, twice[i]->value->line,
		    twice[i]->value->col, "two items have the same identifier");

		f->actual = arena_str(j->findings->arena, brief(twice[i]->id));
	}
	return n > 0;
}
