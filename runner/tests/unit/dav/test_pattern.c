/* A pattern by itself: what it takes, and how much it keeps. */
#include "dav/pattern.h"

#include <setjmp.h>
#include <cmocka.h>

#include "base/buf.h"

#define CHILDREN 200

/* "<a><b>t</b><b>t</b>...</a>", the text of one child much longer. */
static struct str
children(struct buf *b, unsigned longer, unsigned n)
{
	buf_clear(b);
	buf_puts(b, "<a>");
	for (unsigned i = 0; i < CHILDREN; i++) {
		buf_puts(b, "<b>");
		for (unsigned k = 0; k < (i == longer ? n : 1); k++)
			buf_putc(b, 't');
		buf_puts(b, "</b>");
	}
	buf_puts(b, "</a>");
	return buf_view(b);
}

static struct xml_node *
add_node(struct arena *a, struct xml_node *parent, unsigned col)
{
	struct xml_node *n = arena_new(a, struct xml_node);

	n->parent = parent;
	n->line = 1;
	n->col = col;
	if (parent == NULL)
		return n;
	if (parent->last != NULL)
		parent->last->next = n;
	else
		parent->first = n;
	parent->last = n;
	return n;
}

/* Each text in turn is long: what was had for the others is not kept. */
static void
test_memory(void **state)
{
	struct arena nodes = {0};
	struct xml_node *root = add_node(&nodes, NULL, 1);
	struct pattern p = {0};
	struct position end = {1, 3 + 8 * CHILDREN + 5};
	struct buf b;
	unsigned taken = 0;

	(void)state;
	buf_init(&b, (size_t)1 << 20);
	root->local = STR("a");
	for (unsigned i = 0; i < CHILDREN; i++) {
		struct xml_node *n = add_node(&nodes, root, 4 + 8 * i);

		n->local = STR("b");
		add_node(&nodes, n, 4 + 8 * i + 4)->text = STR("t");
	}
	assert_true(pattern_learn(&p, children(&b, 0, 1), &nodes, root,
	    (struct position){1, 1}, end));
	for (unsigned i = 0; i < CHILDREN; i++) {
		struct position at = {1, 1};
		struct str bytes = children(&b, i, 4000);

		if (pattern_match(&p, bytes) == 0)
			continue;
		assert_int_equal(pattern_match(&p, bytes), bytes.n);
		pattern_fill(&p, &at);
		assert_int_equal(at.line, 1);
		assert_int_equal(at.col, 1 + bytes.n);
		assert_true(p.arena.used < PATTERN_MAX + 64 * 1024);
		taken++;
	}
	assert_in_range(taken, 10, CHILDREN / 2);
	pattern_release(&p);
	arena_release(&nodes);
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
