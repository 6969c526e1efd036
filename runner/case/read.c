#include "case/step.h"

static struct scope
scope_of(struct reading *r)
{
	return (struct scope){.mode = SUBST_RUN,
	    .arena = r->arena,
	    .diags = r->diags,
	    .file = r->testcase->file,
	    .row = &r->testcase->row_variables,
	    .row_name = r->testcase->row,
	    .captured = r->captured,
	    .builtins = r->builtins,
	    .error = &r->error,
	    .proves = &r->testcase->file->proves};
}

static const struct node *
step_node(const struct testcase *tc, size_t i)
{
	assert(i < tc->file->n_steps);
	return node_at(tc->file->steps, i);
}

bool
testcase_given(struct reading *r, struct tree *out)
{
	struct scope s = scope_of(r);

	*out = (struct tree){0};
	s.request = true;
	return r->testcase->file->given == NULL ||
	       type_tree.read(&s, r->testcase->file->given, out, &type_tree);
}

bool
testcase_request(struct reading *r, size_t i, struct step *out)
{
	struct scope s = scope_of(r);

	return step_read(&s, step_node(r->testcase, i), out);
}

bool
testcase_expects(struct reading *r, size_t i, struct step *out)
{
	struct scope s = scope_of(r);

	return step_read_expects(&s, step_node(r->testcase, i), out) &&
	       r->error.p == NULL;
}

bool
testcase_assumes(struct reading *r, size_t i, struct step *out)
{
	struct scope s = scope_of(r);

	return step_read_assumes(&s, step_node(r->testcase, i), out) &&
	       r->error.p == NULL;
}

struct str
testcase_step_text(const struct testcase *tc, size_t i, struct arena *a)
{
	struct diags ignored = {.arena = a};
	struct scope s = {.mode = SUBST_SHOW,
	    .arena = a,
	    .diags = &ignored,
	    .row = &tc->row_variables};

	return step_text(&s, step_node(tc, i));
}

struct loc
testcase_step_loc(const struct testcase *tc, size_t i)
{
	return step_node(tc, i)->loc;
}
