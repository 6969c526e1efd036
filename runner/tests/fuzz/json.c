/* JSON as a server sent it; the first line is a pointer into it. */
#include "fuzz.h"

#include "dav/jsonstatus.h"

/* Each value is spelled within the text, and that spelling is the value. */
static void
walk(const struct json_value *v, struct str text, unsigned depth)
{
	struct arena a = {0};
	struct json_error error = {0};
	const struct json_value *again;

	assert(v->raw.p >= text.p && v->raw.p + v->raw.n <= text.p + text.n);
	assert(v->line > 0 && v->col > 0 && depth <= JSON_DEPTH_MAX);
	if (depth < 3) {
		again = json_parse(v->raw, &a, &error);
		assert(again != NULL && again->kind == v->kind);
		assert(again->n == v->n && str_eq(again->text, v->text));
	}
	for (const struct json_value *c = v->first; c != NULL; c = c->next)
		walk(c, v->raw, depth + 1);
	arena_release(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = fuzz_input(data, n), pointer;
	struct arena a = {0};
	struct json_error error = {0};
	struct json_items items = {0};
	const struct json_value *root;

	str_cut(&text, '\n', &pointer);
	root = json_parse(text, &a, &error);
	assert((root == NULL) == (error.line > 0));
	if (root != NULL) {
		walk(root, text, 0);
		(void)json_items_find(root, &a, &items);
		(void)json_items_read(
		    root, pointer, STR_NONE, STR_NONE, &a, &items);
		(void)json_at(root, pointer, &a);
	}
	arena_release(&a);
	return 0;
}
