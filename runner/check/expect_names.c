#include "check/expecting.h"

#include "base/vec.h"

static void
visit(const struct expectations *e,
    void (*fn)(void *arg, const struct expectations *e), void *arg)
{
	fn(arg, e);
	for (size_t i = 0; i < e->n_one_of; i++)
		visit(&e->one_of[i], fn, arg);
}

void
each_mapping(const struct step *step,
    void (*fn)(void *arg, const struct expectations *e), void *arg)
{
	for (size_t i = 0; i < step->expects.n; i++)
		visit(&step->expects.v[i], fn, arg);
}

/* ------------------------------------------------------------- wanted */

struct wanting {
	const struct place *place;
	struct observation *o;
};

static void
want_mapping(void *arg, const struct expectations *e)
{
	struct wanting *w = arg;

	if (e->has_props)
		observation_want(w->o, w->place->request_url);
	if (e->has_json)
		return;
	for (size_t i = 0; i < e->responses.n; i++)
		observation_want(w->o,
		    path_url(&e->responses.v[i].path, w->place, w->o->arena));
}

void
expect_wants(
    const struct step *step, const struct place *place, struct observation *o)
{
	struct wanting w = {place, o};

	each_mapping(step, want_mapping, &w);
	for (size_t i = 0; i < step->n_captures; i++) {
		const struct capture *c = &step->captures[i];

		if (c->kind == CAPTURE_HREF)
			observation_want(
			    o, path_url(&c->path, place, o->arena));
		else if (c->kind == CAPTURE_PROP ||
			 c->kind == CAPTURE_LOCK_TOKEN)
			observation_want(o, place->request_url);
	}
}

/* ------------------------------------------------------------- trees */

static void
ask_tree(void *arg, const struct expectations *e)
{
	bool *asked = arg;

	*asked |= e->has_tree;
}

bool
expect_asks_tree(const struct step *step)
{
	bool asked = false;

	each_mapping(step, ask_tree, &asked);
	return asked;
}

struct collecting {
	struct qnames *out;
	struct arena *arena;
};

static void
add_name(struct collecting *c, const struct qname *name)
{
	for (size_t i = 0; i < c->out->n; i++)
		if (str_eq(c->out->v[i].uri, name->uri) &&
		    str_eq(c->out->v[i].local, name->local))
			return;
	*vec_add(c->out, c->arena) = *name;
}

static void
collect_props(void *arg, const struct expectations *e)
{
	for (size_t i = 0; i < e->tree.n; i++)
		for (size_t k = 0; k < e->tree.v[i].n_props; k++)
			add_name(arg, &e->tree.v[i].props[k].name);
}

void
expect_tree_props(const struct step *step, struct qnames *out, struct arena *a)
{
	struct collecting c = {out, a};

	each_mapping(step, collect_props, &c);
}

/* ------------------------------------------------------------- proved */

void
expect_judged(
    const struct step *step, struct requirements *out, struct arena *a)
{
	for (size_t i = 0; i < step->expects.n; i++) {
		const struct requirements *r = &step->expects.v[i].proves;

		for (size_t k = 0; k < r->n; k++) {
			size_t at = 0;

			while (at < out->n && out->v[at] != r->v[k])
				at++;
			if (at == out->n)
				*vec_add(out, a) = r->v[k];
		}
	}
}

const struct requirement *
step_requirement(const struct step *step)
{
	const struct requirement *first = NULL;

	for (size_t i = 0; i < step->expects.n; i++) {
		const struct requirements *r = &step->expects.v[i].proves;

		for (size_t k = 0; k < r->n; k++) {
			if (level_is_must(r->v[k]->level))
				return r->v[k];
			first = first ? first : r->v[k];
		}
	}
	return first;
}

/* ------------------------------------------------------------- statuses */

struct naming {
	int status;
	bool named;
};

static void
name_status(void *arg, const struct expectations *e)
{
	struct naming *n = arg;

	if (e->has_status && status_set_has(&e->status, n->status))
		n->named = true;
	for (size_t i = 0; i < e->n_counts; i++)
		if (status_set_has(&e->counts[i].status, n->status))
			n->named = true;
}

bool
step_names_status(const struct step *step, int status)
{
	struct naming n = {status, false};

	each_mapping(step, name_status, &n);
	return n.named;
}
