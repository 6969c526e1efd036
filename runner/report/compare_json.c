/*
 * A comparison for programs. A cell has what it was judged by and the place
 * in the result where the evidence is; the result has the evidence itself.
 */
#include <jansson.h>

#include "report/compare.h"

#define COMPARE_FORMAT 1

/* Takes over value; NULL leaves the member out. */
static void
set(json_t *object, const char *key, json_t *value)
{
	if (value != NULL && json_object_set_new(object, key, value) != 0)
		fatal("no memory for the JSON report");
}

static void
push(json_t *array, json_t *value)
{
	if (value == NULL || json_array_append_new(array, value) != 0)
		fatal("no memory for the JSON report");
}

/* In one line and printable; nothing and "" are left out. */
static json_t *
text(struct str s)
{
	struct arena a = {0};
	struct str line;
	json_t *value;

	if (s.n == 0)
		return NULL;
	line = words_line_in(&a, s);
	value = json_stringn(line.p, line.n);
	arena_release(&a);
	return value;
}

static json_t *
number(size_t n)
{
	return json_integer((json_int_t)n);
}

static json_t *
counts_object(const struct result *r)
{
	json_t *o = json_object();
	size_t counts[VERDICTS];

	result_count(r, counts);
	for (size_t v = 0; v < VERDICTS; v++)
		set(o, verdict_name((enum verdict)v), number(counts[v]));
	return o;
}

static json_t *
classes_array(const struct page *p)
{
	json_t *array = json_array();

	for (size_t i = 0; i < CLASSES; i++) {
		const struct class_result *c = &p->classes[i];
		json_t *o = json_object();

		set(o, "class", json_sprintf("%zu", i + 1));
		set(o, "claimed", json_boolean(c->claimed));
		set(o, "verdict", text(str_from(verdict_name(c->verdict))));
		set(o, "musts", number(c->musts));
		set(o, "held", number(c->held));
		set(o, "broken", number(c->broken));
		push(array, o);
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
				set(states, cell_state_name((enum cell_state)m),
				    number(s->totals[i][k][m]));
			set(levels, compare_levels[k], states);
		}
		set(o, compare_classes[i], levels);
	}
	return o;
}

static json_t *
server_object(const struct server *s)
{
	const struct result *r = s->page.r;
	json_t *o = json_object();

	set(o, "name", text(s->name));
	set(o, "url", text(r->target_url));
	set(o, "server", text(r->server));
	set(o, "dav", text(r->dav));
	set(o, "davproof", text(r->version));
	set(o, "catalogue", text(r->catalogue));
	set(o, "cases_digest", text(r->cases_digest));
	set(o, "started", text(r->started));
	set(o, "duration_ms", number(r->duration_ms));
	set(o, "exit_status", json_integer(result_exit_status(r)));
	set(o, "bail_out", text(r->bail_out));
	set(o, "counts", counts_object(r));
	set(o, "classes", classes_array(&s->page));
	set(o, "totals", totals_object(s));
	return o;
}

static json_t *
cell_object(const struct cell *cell)
{
	json_t *o = json_object();
	int status = cell_status(cell);

	set(o, "state", text(str_from(cell_state_name(cell->state))));
	if (status > 0)
		set(o, "status", json_integer(status));
	set(o, "case", text(cell->case_id));
	if (cell->finding != NULL)
		set(o, "rule", text(str_from(cell->finding->rule)));
	set(o, "reason", text(cell->reason));
	if (cell->exchange != NULL) {
		set(o, "request", text(cell->exchange->label));
		set(o, "request_id", text(cell->exchange->request_id));
	}
	if (cell->known)
		set(o, "known", json_true());
	return o;
}

static json_t *
requirement_object(const struct comparison *c, size_t i)
{
	const struct requirement *q = spec_at(i);
	json_t *o = json_object(), *cells = json_array();

	set(o, "id", text(str_from(q->id)));
	set(o, "rfc", text(str_from(q->rfc)));
	set(o, "section", text(str_from(q->section)));
	set(o, "level", text(str_from(level_name(q->level))));
	set(o, "class", text(str_from(q->class)));
	set(o, "text", text(str_from(q->text)));
	set(o, "differs", json_boolean(c->differs[i]));
	for (size_t k = 0; k < c->n; k++)
		push(cells, cell_object(&c->servers[k].cells[i]));
	set(o, "cells", cells);
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

		set(o, "change", text(str_from(names[one->change])));
		set(o, "id", text(c->ids[one->id]));
		if (one->change != CHANGE_NEW)
			set(o, "before",
			    text(str_from(verdict_name(one->before))));
		if (one->change != CHANGE_GONE)
			set(o, "after",
			    text(str_from(verdict_name(one->after))));
		set(o, "reason", text(one->reason));
		set(o, "revised", json_boolean(one->revised));
		push(array, o);
	}
	return array;
}

bool
compare_json(FILE *out, const struct comparison *c)
{
	json_t *o = json_object(), *servers = json_array();
	json_t *requirements = json_array();
	bool ok;

	set(o, "format", json_integer(COMPARE_FORMAT));
	set(o, "one_suite", json_boolean(c->one_suite));
	for (size_t k = 0; k < c->n; k++)
		push(servers, server_object(&c->servers[k]));
	set(o, "servers", servers);
	for (size_t i = 0; i < c->n_rows; i++)
		push(requirements, requirement_object(c, c->rows[i]));
	set(o, "requirements", requirements);
	if (c->two_runs)
		set(o, "changes", changes_array(c));
	ok = json_dumpf(o, out, JSON_INDENT(1) | JSON_ENSURE_ASCII) == 0;
	json_decref(o);
	return ok && fputc('\n', out) != EOF && !ferror(out);
}
