#include "case/step.h"

#include "case/methods.h"

static struct str
show(struct scope *s, const struct node *n)
{
	struct text text;

	if (n == NULL)
		return STR("");
	if (n->kind == NODE_MAPPING && n->n == 1)
		n = n->pairs[0].value;
	if (n->kind != NODE_SCALAR || !subst_scalar(s, n, &text))
		return STR("...");
	return text.s;
}

static struct str
first_line(struct str text)
{
	return str_trim(str_sub(text, 0, str_index(text, '\n')));
}

struct str
step_text(struct scope *s, const struct node *n)
{
	const struct node *at;

	for (size_t i = 0; n->kind == NODE_MAPPING && i < n->n; i++)
		if (method_is_registered(n->pairs[i].key->text))
			return arena_strf(s->arena, "%.*s %.*s",
			    STRF(n->pairs[i].key->text),
			    STRF(show(s, n->pairs[i].value)));
	if ((at = node_get(n, "method")) != NULL)
		return arena_strf(s->arena, "%.*s %.*s", STRF(show(s, at)),
		    STRF(show(s, node_get(n, "path"))));
	if ((at = node_get(n, "send")) != NULL)
		return arena_strf(
		    s->arena, "send %.*s", STRF(first_line(show(s, at))));
	if ((at = node_get(n, "wait")) != NULL)
		return arena_strf(s->arena, "wait %.*s", STRF(show(s, at)));
	if ((at = node_get(n, "race")) != NULL && node_count(at) > 0)
		return arena_strf(s->arena, "race of %.*s%s",
		    STRF(step_text(s, node_at(at, 0))),
		    node_count(at) > 1 ? " and others" : "");
	return STR("a step");
}
