#include "case/casefile.h"

#define MISTAKES_MAX 1000 /* of one file; no further row is looked at then */

struct checking {
	struct arena *arena; /* of what outlives the check */
	struct diags *diags;
	struct case_source *src;
	struct strs used;
	struct requirements proved; /* over all rows */
	bool ok;
};

static void
add_requirement(
    struct requirements *list, const struct requirement *r, struct arena *a)
{
	if (!requirements_have(list, r))
		*vec_add(list, a) = r;
}

static void
add_word(struct strs *list, struct str word, struct arena *a)
{
	if (!strs_have(list, word))
		*vec_add(list, a) = arena_str(a, word);
}

/* ------------------------------------------------------------- a row */

static void
add_captures(struct scope *s, const struct step *step, struct variables *vars)
{
	for (size_t i = 0; i < step->n_captures; i++)
		*vec_add(vars, s->arena) = (struct variable){
		    .name = step->captures[i].variable, .captured = true};
}

static void
add_proved(struct checking *c, struct testcase *tc, const struct step *step)
{
	for (size_t i = 0; i < step->expects.n; i++) {
		const struct requirements *p = &step->expects.v[i].proves;

		for (size_t k = 0; k < p->n; k++) {
			add_requirement(&tc->proves, p->v[k], c->arena);
			add_requirement(&c->proved, p->v[k], c->arena);
		}
	}
}

static void
check_steps(struct checking *c, struct scope *s, struct testcase *tc,
    struct variables *captured)
{
	const struct case_file *f = tc->file;

	for (size_t i = 0; i < f->n_steps; i++) {
		const struct node *n = node_at(f->steps, i);
		struct step step = {0};

		s->spent = 0;
		if (!step_read(s, n, &step))
			c->ok = false;
		add_captures(s, &step, captured);
		if (n->kind != NODE_MAPPING)
			continue;
		if (!step_read_expects(s, n, &step))
			c->ok = false;
		add_proved(c, tc, &step);
	}
}

static void
check_title(struct checking *c, struct scope *s, struct testcase *tc)
{
	struct text title;

	tc->title = tc->file->title;
	if (tc->title.p == NULL)
		return;
	s->request = false;
	if (!subst_text(
		s, tc->title, node_get(c->src->root, "title")->loc, &title))
		c->ok = false;
	else if (title.s.p != NULL)
		tc->title = arena_str(c->arena, title.s);
}

static void
imply_needs(struct checking *c, struct testcase *tc, const struct strs *found)
{
	const struct case_file *f = tc->file;

	for (size_t i = 0; i < f->needs.n; i++)
		add_word(&tc->needs, f->needs.v[i], c->arena);
	for (size_t i = 0; i < tc->proves.n; i++) {
		const char *class = tc->proves.v[i]->class;

		if (strcmp(class, "2") == 0)
			add_word(&tc->needs, STR("class-2"), c->arena);
		else if (strcmp(class, "bind") == 0)
			add_word(&tc->needs, STR("dav:bind"), c->arena);
	}
	for (size_t i = 0; i < found->n; i++)
		add_word(&tc->needs, found->v[i], c->arena);
}

static void
check_row(struct checking *c, struct testcase *tc)
{
	struct arena scratch = {0};
	struct strs needs = {0}, used = {0};
	struct variables captured = {0};
	struct scope s = {.mode = SUBST_CHECK,
	    .arena = &scratch,
	    .diags = c->diags,
	    .file = tc->file,
	    .row = &tc->row_variables,
	    .row_name = tc->row,
	    .captured = &captured,
	    .used = &used,
	    .needs = &needs,
	    .proves = c->src->proves_ok ? &tc->file->proves : NULL};
	struct tree given = {0};

	check_title(c, &s, tc);
	s.request = true;
	if (tc->file->given != NULL && tc->file->scratch &&
	    !type_tree.read(&s, tc->file->given, &given, &type_tree))
		c->ok = false;
	if (tc->file->steps != NULL && tc->file->steps->kind != NODE_SCALAR)
		check_steps(c, &s, tc, &captured);
	imply_needs(c, tc, &needs);
	for (size_t i = 0; i < used.n; i++)
		add_word(&c->used, used.v[i], c->arena);
	arena_release(&scratch);
}

/* ------------------------------------------------------------- the file */

static void
check_used(struct checking *c)
{
	const struct testcase *first = c->src->rows.v[0];

	for (size_t i = 0; i < first->row_variables.n; i++) {
		const struct variable *v = &first->row_variables.v[i];

		if (strs_have(&c->used, v->name))
			continue;
		diag_add(c->diags, v->loc, "the variable `%.*s` is not used",
		    STRF(v->name));
		c->ok = false;
	}
}

static void
check_proved(struct checking *c)
{
	const struct case_file *f = c->src->file;

	for (size_t i = 0; i < f->proves.n; i++) {
		const struct requirement *r = f->proves.v[i];

		if (requirements_have(&c->proved, r))
			continue;
		diag_add(c->diags, node_at(c->src->proves, i)->loc,
		    "nothing stands for `%s` (a %s)", r->id,
		    level_name(r->level));
		diag_hint(c->diags, "a `%s` of a step would",
		    level_is_must(r->level)	? "must"
		    : level_is_should(r->level) ? "should"
						: "may");
		c->ok = false;
	}
}

/* The needs of a file are those of any of its rows. */
static void
join_needs(struct checking *c)
{
	struct case_file *f = c->src->file;

	for (size_t i = 0; i < c->src->rows.n; i++)
		for (size_t k = 0; k < c->src->rows.v[i]->needs.n; k++)
			add_word(
			    &f->needs, c->src->rows.v[i]->needs.v[k], c->arena);
}

bool
casefile_check(
    struct arena *a, struct diags *diags, struct case_source *src, bool sound)
{
	struct checking c = {
	    .arena = a, .diags = diags, .src = src, .ok = true};
	size_t before = diags->list.n;

	for (size_t i = 0; i < src->rows.n; i++)
		if (diags->list.n - before < MISTAKES_MAX)
			check_row(&c, src->rows.v[i]);
	if (src->rows.n > 0 && c.ok && sound) {
		check_used(&c);
		check_proved(&c);
	}
	join_needs(&c);
	return c.ok;
}
