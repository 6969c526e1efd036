#include "report/faultmatrix_json.h"

#include "report/jsonout.h"

static json_t *
ids(const struct strs *list)
{
	json_t *array = json_array();

	for (size_t i = 0; i < list->n; i++)
		if (list->v[i].n > 0)
			jsonout_push(array, jsonout_line(list->v[i]));
	return array;
}

static json_t *
fault_object(const struct fault_tried *f)
{
	json_t *o = json_object();

	jsonout_set(o, "id", jsonout_line(f->id));
	jsonout_set(o, "text", jsonout_line(f->text));
	jsonout_set(o, "violates", ids(&f->violates));
	jsonout_set(o, "caught", json_boolean(fault_is_caught(f)));
	jsonout_set(o, "caught_by", ids(&f->caught_by));
	jsonout_set(o, "broke", ids(&f->broke));
	jsonout_set(o, "why", jsonout_line(f->why));
	return o;
}

/* The same by results; those that no fault broke have an empty list. */
static json_t *
results_object(const struct result *r)
{
	json_t *o = json_object();
	struct arena a = {0};
	size_t n;
	struct faults_of *v = faultmatrix_results(r, &a, &n);

	for (size_t i = 0; i < n; i++)
		jsonout_set(o, arena_printf(&a, "%.*s", STRF(v[i].id)),
		    ids(&v[i].faults));
	arena_release(&a);
	return o;
}

json_t *
faultmatrix_object(const struct result *r)
{
	const struct fault_matrix *m = r->matrix;
	json_t *o, *faults;

	if (m == NULL)
		return NULL;
	o = json_object();
	faults = json_array();
	jsonout_set(o, "whole", json_boolean(m->whole));
	jsonout_set(o, "part", json_boolean(m->part));
	jsonout_set(o, "left_out", jsonout_number(m->left_out));
	jsonout_set(o, "duration_ms", jsonout_number(m->duration_ms));
	for (size_t i = 0; i < m->faults.n; i++)
		jsonout_push(faults, fault_object(&m->faults.v[i]));
	jsonout_set(o, "faults", faults);
	jsonout_set(o, "results", results_object(r));
	return o;
}
