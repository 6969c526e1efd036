/*
 * A comparison for programs. A cell has what it was judged by and the place
 * in the result where the evidence is; the result has the evidence itself.
 */
#include "report/compare.h"
#include "report/jsonout.h"

#define COMPARE_FORMAT 1

static json_t *
classes_array(const struct page *p)
{
	json_t *array = json_array();

	for (size_t i = 0; i < CLASSES; i++) {
		const struct class_result *c = &p->classes[i];
		json_t *o = json_object();

		jsonout_set(o, "class", json_sprintf("%zu", i + 1));
		jsonout_set(o, "claimed", json_boolean(c->claimed));
		jsonout_set(
		    o, "verdict", jsonout_word(verdict_name(c->verdict)));
		jsonout_set(o, "musts", jsonout_number(c->musts));
		jsonout_set(o, "held", jsonout_number(c->held));
		jsonout_set(o, "broken", jsonout_number(c->broken));
		jsonout_push(array, o);
	}
	return array;
}

/* {"1": {"must": {"held": 312, "broken": 4}, ...}, ...} */
static json_t *
totals_object(const struct server *s)
{
	json_t *o = json_object();

	for (size_t i = 0; i < COMPARE_CLASSES; i++) {
		json_t *levels = json_object();

		for (size_t k = 0; k < COMPARE_LEVELS; k++) {
			json_t *states = json_object();

			for (size_t m = 0; m < CELL_STATES; m++)
				jsonout_set(states,
				    cell_state_name((enum cell_state)m),
				    jsonout_number(s->totals[i][k][m]));
			jsonout_set(levels, compare_levels[k], states);
		}
		jsonout_set(o, compare_classes[i], levels);
	}
	return o;
}

static json_t *
server_object(const struct server *s)
{
	const struct result *r = s->page.r;
	json_t *o = json_object();

	jsonout_set(o, "name", jsonout_line(s->name));
	jsonout_set(o, "url", jsonout_line(r->target_url));
	jsonout_set(o, "server", jsonout_line(r->server));
	jsonout_set(o, "dav", jsonout_line(r->dav));
	jsonout_set(o, "davproof", jsonout_line(r->version));
	jsonout_set(o, "catalogue", jsonout_line(r->catalogue));
	jsonout_set(o, "cases_digest", jsonout_line(r->cases_digest));
	jsonout_set(o, "started", jsonout_line(r->started));
	jsonout_set(o, "duration_ms", jsonout_number(r->duration_ms));
	jsonout_set(o, "exit_status", json_integer(result_exit_status(r)));
	jsonout_set(o, "bail_out", jsonout_line(r->bail_out));
	jsonout_set(o, "counts", jsonout_counts(r));
	jsonout_set(o, "classes", classes_array(&s->page));
	jsonout_set(o, "totals", totals_object(s));
	return o;
}

static json_t *
cell_object(const struct cell *cell)
{
	json_t *o = json_object();
	int status = cell_status(cell);

	jsonout_set(o, "state", jsonout_word(cell_state_name(cell->state)));
	if (status > 0)
		jsonout_set(o, "status", json_integer(status));
	jsonout_set(o, "case", jsonout_line(cell->case_id));
	if (cell->finding != NULL)
		jsonout_set(
		    o, "rule", jsonout_line(str_from(cell->finding->rule)));
	jsonout_set(o, "reason", jsonout_line(cell->reason));
	if (cell->exchange != NULL) {
		jsonout_set(o, "request", jsonout_line(cell->exchange->label));
		jsonout_set(
		    o, "request_id", jsonout_line(cell->exchange->request_id));
	}
	if (cell->known)
		jsonout_set(o, "known", json_true());
	return o;
}

static json_t *
requirement_object(const struct comparison *c, size_t i)
{
	const struct requirement *q = spec_at(i);
	json_t *o = json_object(), *cells = json_array();

	jsonout_set(o, "id", jsonout_word(q->id));
	jsonout_set(o, "rfc", jsonout_word(q->rfc));
	jsonout_set(o, "section", jsonout_word(q->section));
	jsonout_set(o, "level", jsonout_word(level_name(q->level)));
	jsonout_set(o, "class", jsonout_word(q->class));
	jsonout_set(o, "text", jsonout_word(q->text));
	jsonout_set(o, "differs", json_boolean(c->differs[i]));
	for (size_t k = 0; k < c->n; k++)
		jsonout_push(cells, cell_object(&c->servers[k].cells[i]));
	jsonout_set(o, "cells", cells);
	return o;
}

static json_t *
changes_array(const struct comparison *c)
{
	static const char *const names[CHANGES] = {
	    "fails", "warns", "fixed", "other", "new", "gone"};
	json_t *array = json_array();

	for (size_t i = 0; i < c->changes.n; i++) {
		const struct changed *one = &c->changes.v[i];
		json_t *o = json_object();

		jsonout_set(o, "change", jsonout_word(names[one->change]));
		jsonout_set(o, "id", jsonout_line(c->ids[one->id]));
		if (one->change != CHANGE_NEW)
			jsonout_set(o, "before",
			    jsonout_word(verdict_name(one->before)));
		if (one->change != CHANGE_GONE)
			jsonout_set(
			    o, "after", jsonout_word(verdict_name(one->after)));
		jsonout_set(o, "reason", jsonout_line(one->reason));
		jsonout_set(o, "revised", json_boolean(one->revised));
		jsonout_push(array, o);
	}
	return array;
}

bool
compare_json(FILE *out, const struct comparison *c)
{
	json_t *o = json_object(), *servers = json_array();
	json_t *requirements = json_array();

	jsonout_set(o, "format", json_integer(COMPARE_FORMAT));
	jsonout_set(o, "one_suite", json_boolean(c->one_suite));
	for (size_t k = 0; k < c->n; k++)
		jsonout_push(servers, server_object(&c->servers[k]));
	jsonout_set(o, "servers", servers);
	for (size_t i = 0; i < c->n_rows; i++)
		jsonout_push(requirements, requirement_object(c, c->rows[i]));
	jsonout_set(o, "requirements", requirements);
	if (c->two_runs)
		jsonout_set(o, "changes", changes_array(c));
	return jsonout_end(out, o);
}
