#include "report/merge_matrix.h"

#include "base/vec.h"
#include "case/subst.h"
#include "report/faultmatrix.h"

/* The place of a fault, or the end. */
static size_t
place_of(const struct fault_matrix *m, struct str id)
{
	size_t i = 0;

	while (i < m->faults.n && !str_eq(m->faults.v[i].id, id))
		i++;
	return i;
}

static struct fault_tried *
insert(struct fault_matrix *m, size_t at, const struct fault_tried *f,
    struct arena *a)
{
	struct fault_tried *place;

	(void)*vec_add(&m->faults, a);
	place = &m->faults.v[at];
	memmove(place + 1, place, (m->faults.n - 1 - at) * sizeof(*place));
	*place = (struct fault_tried){
	    .id = f->id, .text = f->text, .violates = f->violates};
	return place;
}

/* Of a rule that is broken without a fault, no fault can break anything. */
static bool
can_be_broken(const struct result *out, struct str id)
{
	for (size_t i = 0; i < out->rules.n; i++) {
		const struct rule_result *rule = &out->rules.v[i];

		if (str_starts(id, STR("rules/")) &&
		    str_eq(str_from_at(id, sizeof("rules/") - 1), rule->name))
			return faultmatrix_is_sound(rule->verdict);
	}
	return true;
}

static void
add_ids(struct result *out, struct strs *list, const struct strs *more)
{
	for (size_t i = 0; i < more->n; i++)
		if (can_be_broken(out, more->v[i]) &&
		    !strs_have(list, more->v[i]))
			*vec_add(list, out->arena) = more->v[i];
}

/*
 * Each part has its faults in the order of the server's table: one that the
 * parts before have not stands behind the one that is before it here.
 */
static void
add_faults(struct result *out, const struct fault_matrix *part)
{
	struct fault_matrix *m = out->matrix;
	size_t at = 0;

	for (size_t i = 0; i < part->faults.n; i++) {
		const struct fault_tried *f = &part->faults.v[i];
		size_t there = place_of(m, f->id);
		struct fault_tried *whole;

		if (there < m->faults.n) {
			whole = &m->faults.v[there];
			at = there + 1;
		} else {
			whole = insert(m, at++, f, out->arena);
		}
		add_ids(out, &whole->caught_by, &f->caught_by);
		add_ids(out, &whole->broke, &f->broke);
		if (whole->why.p == NULL)
			whole->why = f->why;
	}
}

void
merge_matrix(const struct merge_part *parts, size_t n, struct result *out)
{
	struct fault_matrix *m;
	size_t all = 0; /* faults that the server has */

	if (parts[0].result->matrix == NULL)
		return;
	m = out->matrix = arena_new(out->arena, struct fault_matrix);
	m->whole = true;
	for (size_t i = 0; i < n; i++) {
		const struct fault_matrix *part = parts[i].result->matrix;

		add_faults(out, part);
		if (part->faults.n + part->left_out > all)
			all = part->faults.n + part->left_out;
		m->whole &= part->whole;
		m->part |= part->part;
		m->duration_ms += part->duration_ms;
	}
	m->left_out = all > m->faults.n ? all - m->faults.n : 0;
}
