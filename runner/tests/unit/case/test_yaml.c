#include "rig.h"

#include "base/buf.h"
#include "case/yaml.h"

struct parsed {
	struct arena arena;
	struct diags diags;
	const struct node *root;
	bool ok;
};

static void
parse(struct parsed *p, const void *text, size_t n)
{
	*p = (struct parsed){0};
	p->diags.arena = &p->arena;
	p->ok = yaml_parse(
	    (struct str){text, n}, "f.yaml", &p->arena, &p->diags, &p->root);
	assert_int_equal(p->ok, p->diags.list.n == 0);
}

static void
at(const struct node *n, unsigned line, unsigned col)
{
	assert_string_equal(n->loc.file, "f.yaml");
	assert_int_equal(n->loc.line, line);
	assert_int_equal(n->loc.col, col);
}

static void
nodes_have_places_in_characters(void **state)
{
	static const char text[] =
	    "\xef\xbb\xbfkey: \xc3\xa4\xf0\x9f\x98\x80\r\n"
	    "l: [\xc3\xa4, \"b\", {c: d}]\r\n"
	    "nel: \"\xc2\x85\"\r\nlast: |\n  x\n  y\n";
	struct parsed p;
	const struct node *l;

	(void)state;
	parse(&p, text, sizeof(text) - 1);
	assert_true(p.ok);
	at(p.root, 1, 1);
	at(node_get(p.root, "key"), 1, 6);
	l = node_get(p.root, "l");
	at(l, 2, 4);
	assert_int_equal(l->kind, NODE_LIST);
	assert_int_equal(l->n, 3);
	at(l->items[1], 2, 8);
	assert_false(l->items[1]->plain);
	at(node_get(l->items[2], "c"), 2, 17);
	at(p.root->pairs[2].key, 3, 1);
	at(p.root->pairs[3].key, 4, 1);
	assert_str(node_get(p.root, "last")->text, "x\ny\n");
	assert_null(node_get(p.root, "none"));
	arena_release(&p.arena);
}

static void
nothing_is_plain_only(void **state)
{
	struct parsed p;

	(void)state;
	parse(&p, "[~, null, '', \"~\", 'null', Null, no]", 36);
	assert_true(p.ok);
	for (size_t i = 0; i < p.root->n; i++)
		assert_int_equal(node_is_nothing(p.root->items[i]), i < 2);
	arena_release(&p.arena);
	parse(&p, "a:\nb: ''\n", 9);
	assert_true(node_is_nothing(node_get(p.root, "a")));
	assert_false(node_is_nothing(node_get(p.root, "b")));
	arena_release(&p.arena);
}

static void
one_stands_for_a_list_of_one(void **state)
{
	struct parsed p;

	(void)state;
	parse(&p, "a: [x, y]\nb: z\n", 15);
	assert_int_equal(node_count(node_get(p.root, "a")), 2);
	assert_str(node_at(node_get(p.root, "a"), 1)->text, "y");
	assert_int_equal(node_count(node_get(p.root, "b")), 1);
	assert_str(node_at(node_get(p.root, "b"), 0)->text, "z");
	arena_release(&p.arena);
}

/* What must be refused, where, and not by dying. */
static void
hostile_files_are_refused(void **state)
{
	static const struct {
		const char *text;
		size_t n;
		unsigned line, col;
		const char *words;
	} rows[] = {
	    {"a: \0b",			  5,  1, 4, "the control character U+0000" },
	    {"a: b\n\x1b",			   6,  2, 1, "the control character U+001B" },
	    {"a: \xc3\xa4\xff",			6,  1, 5, "the byte FF is not UTF-8"	   },
	    {"a: \xed\xa0\x80",			6,  1, 4, "the byte ED is not UTF-8"	   },
	    {"\xff\xfe"
	     "a\0",		4,  1, 1, "the byte FF is not UTF-8"	   },
	    {"",				0,  1, 1, "there is nothing in this file"},
	    {"# only\n",			 7,  1, 1, "there is nothing in this file"},
	    {"a: *b",			   5,	 1, 4, "an alias (`*b`)"		},
	    {"<<: *b",			  6,  1, 5, "an alias (`*b`)"		 },
	    {"a: [",			    4,	1, 5, "not YAML"			},
	    {"%TAG ! tag:x,2000:\n---\na: 1\n", 28, 1, 1, "%TAG"				},
	    {"? [a]\n: b\n",		     10, 1, 3, "a key must be text"	   },
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		const struct diag *d;
		struct parsed p;

		parse(&p, rows[i].text, rows[i].n);
		assert_false(p.ok);
		d = &p.diags.list.v[0];
		if (d->loc.line != rows[i].line || d->loc.col != rows[i].col ||
		    str_find(d->message, str_from(rows[i].words)) ==
			d->message.n)
			fail_msg("row %zu: %u:%u: %.*s", i, d->loc.line,
			    d->loc.col, STRF(d->message));
		arena_release(&p.arena);
	}
}

/* Each level of an alias bomb is refused, none is followed. */
static void
an_alias_bomb_is_harmless(void **state)
{
	struct buf text;
	struct parsed p;

	(void)state;
	buf_init(&text, 100000);
	buf_puts(&text, "a0: &a0 [x, x]\n");
	for (int i = 1; i < 100; i++)
		buf_printf(
		    &text, "a%d: &a%d [*a%d, *a%d]\n", i, i, i - 1, i - 1);
	parse(&p, text.p, text.n);
	assert_false(p.ok);
	assert_int_equal(p.diags.list.n, 100 + 2 * 99);
	arena_release(&p.arena);
	buf_release(&text);
}

static void
fill(struct buf *b, const char *what, size_t n)
{
	buf_clear(b);
	while (n-- > 0)
		buf_puts(b, what);
}

static void
size_and_depth_are_bounded(void **state)
{
	static const char *const fillings[] = {"[", "{", "- ", "? ",
	    "a: ", "[a, ", "{a: ", "\"", "'", "x", "${", "a\n", "- a\n", "\t",
	    "\r", "&a ", "! ", "#", "|\n", ",", "\xc2\x85", "\xe2\x80\xa8",
	    "---\n", "%", "}"};
	struct buf text;
	struct parsed p;

	(void)state;
	buf_init(&text, 4 * YAML_FILE_MAX);
	for (size_t i = 0; i < countof(fillings); i++) {
		fill(&text, fillings[i],
		    (YAML_FILE_MAX - 1) / strlen(fillings[i]));
		parse(&p, text.p, text.n);
		arena_release(&p.arena);
	}
	fill(&text, "[", 64);
	for (int i = 0; i < 64; i++)
		buf_putc(&text, ']');
	parse(&p, text.p, text.n);
	assert_true(p.ok);
	arena_release(&p.arena);
	fill(&text, "[", 65);
	for (int i = 0; i < 65; i++)
		buf_putc(&text, ']');
	parse(&p, text.p, text.n);
	assert_false(p.ok);
	assert_int_equal(p.diags.list.v[0].loc.col, 65);
	arena_release(&p.arena);
	fill(&text, "a", YAML_FILE_MAX);
	parse(&p, text.p, text.n);
	assert_true(p.ok);
	assert_int_equal(p.root->text.n, YAML_FILE_MAX);
	arena_release(&p.arena);
	fill(&text, "a", YAML_FILE_MAX + 1);
	parse(&p, text.p, text.n);
	assert_false(p.ok);
	arena_release(&p.arena);
	buf_release(&text);
}

/* Sorted, not compared each with each. */
static void
many_keys_are_compared_quickly(void **state)
{
	struct buf text;
	struct parsed p;

	(void)state;
	buf_init(&text, YAML_FILE_MAX);
	for (int i = 0; i < 100000; i++)
		buf_printf(&text, "k%d:\n", i);
	buf_puts(&text, "k7: again\n");
	parse(&p, text.p, text.n);
	assert_int_equal(p.diags.list.n, 1);
	assert_int_equal(p.diags.list.v[0].loc.line, 100001);
	assert_true(str_ends(p.diags.list.v[0].message, STR("first at 8:1")));
	arena_release(&p.arena);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nodes_have_places_in_characters),
	    cmocka_unit_test(nothing_is_plain_only),
	    cmocka_unit_test(one_stands_for_a_list_of_one),
	    cmocka_unit_test(hostile_files_are_refused),
	    cmocka_unit_test(an_alias_bomb_is_harmless),
	    cmocka_unit_test(size_and_depth_are_bounded),
	    cmocka_unit_test(many_keys_are_compared_quickly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
