/*
 * Responses that repeat the markup of one before: the reader hands them out as
 * it does when it gets every byte alone, where it parses them all.
 */
#include "trace.h"

#include "dav/pattern.h"

/* Besides the text, which is to be the same: what depends on the pieces. */
struct repeats {
	char v[64]; /* 'r' for a response that repeats, else '.' */
	size_t n;
	struct buf changed;
};

static void
show(struct trace *t, const struct xml_node *n)
{
	if (n->local.p == NULL) {
		buf_printf(
		    &t->b, "'%.*s'@%u:%u ", STRF(n->text), n->line, n->col);
		assert_int_equal(n->text.p[n->text.n], '\0');
		return;
	}
	buf_printf(&t->b, "<%.*s:%.*s:%.*s %u %d %.*s @%u:%u", STRF(n->prefix),
	    STRF(n->uri), STRF(n->local), n->element, n->structure,
	    STRF(n->lang), n->line, n->col);
	for (size_t i = 0; i < n->n_attrs; i++)
		buf_printf(&t->b, " %.*s=%.*s", STRF(n->attrs[i].local),
		    STRF(n->attrs[i].value));
	buf_puts(&t->b, ">");
	for (const struct xml_node *c = n->first; c != NULL; c = c->next)
		show(t, c);
}

static void
on_response(struct trace *t, const struct response *r)
{
	struct repeats *p = t->more;

	if (p->n + 1 < sizeof(p->v))
		p->v[p->n++] = r->repeats ? 'r' : '.';
	for (size_t i = 0; i < r->n_changed; i++)
		buf_printf(&p->changed, "%.*s ", STRF(r->changed[i]->local));
	buf_puts(&p->changed, "|");
	buf_printf(&t->b, "[%zu", r->index);
	for (size_t i = 0; i < r->n_hrefs; i++)
		buf_printf(&t->b, " %.*s", STRF(r->hrefs[i].text));
	for (size_t i = 0; i < r->n_propstats; i++)
		buf_printf(&t->b, " %d", r->propstats[i].status.code);
	show(t, r->node);
	buf_puts(&t->b, "]\n");
}

static void
read_in(struct trace *t, struct str body, size_t first, size_t piece)
{
	struct repeats *p = t->more;

	buf_clear(&p->changed);
	memset(p->v, 0, sizeof(p->v));
	p->n = 0;
	trace_read(t, body, STR_NONE, first, piece);
}

static void
start(struct trace *t, struct repeats *p)
{
	*t = (struct trace){.more = p, .response = on_response, .root = show};
	*p = (struct repeats){0};
	trace_init(t);
	buf_init(&p->changed, (size_t)1 << 22);
}

static void
end(struct trace *t)
{
	struct repeats *p = t->more;

	buf_release(&p->changed);
	trace_release(t);
}

/* The same in pieces of any size; which ones repeat, if all comes at once, and
   the elements with another text. */
static void
assert_same(struct str body, const char *repeats, const char *changed)
{
	static const size_t pieces[] = {1 << 20, 1000, 100, 7};
	struct repeats none, p;
	struct trace alone, t;

	start(&alone, &none);
	start(&t, &p);
	read_in(&alone, body, 0, 1);
	assert_int_equal(strspn(none.v, "."), none.n);
	for (size_t i = 0; i < countof(pieces); i++) {
		read_in(&t, body, 0, pieces[i]);
		if (strcmp(alone.b.p, t.b.p) != 0)
			fail_msg("in pieces of %zu:\n%s\nalone:\n%s\n%.*s",
			    pieces[i], t.b.p, alone.b.p, STRF(body));
		if (i == 0 && repeats != NULL)
			assert_string_equal(p.v, repeats);
		if (i == 0 && changed != NULL)
			assert_string_equal(p.changed.p, changed);
	}
	end(&alone);
	end(&t);
}

/* The same in two pieces, cut at any place. */
static void
assert_same_cut(struct str body)
{
	struct repeats none, p;
	struct trace alone, t;

	start(&alone, &none);
	start(&t, &p);
	read_in(&alone, body, 0, 1);
	for (size_t cut = 1; cut < body.n; cut++) {
		read_in(&t, body, cut, body.n);
		if (strcmp(alone.b.p, t.b.p) != 0)
			fail_msg("cut at %zu:\n%s\nalone:\n%s", cut, t.b.p,
			    alone.b.p);
	}
	end(&alone);
	end(&t);
}

#define IN(responses)                                                          \
	STR("<?xml version='1.0'?>\n<D:multistatus "                           \
	    "xmlns:D=\"DAV:\">" responses "</D:multistatus>")
#define FILE(href, length, status)                                             \
	"<D:response><D:href>" href "</D:href><D:propstat><D:prop>"            \
	"<D:getcontentlength>" length "</D:getcontentlength><D:resourcetype/>" \
	"</D:prop><D:status>" status "</D:status></D:propstat></D:response>"
#define OK "HTTP/1.1 200 OK"
#define FOLDER(href)                                                           \
	"<D:response><D:href>" href "</D:href><D:propstat><D:prop>"            \
	"<D:resourcetype><D:collection/></D:resourcetype>"                     \
	"</D:prop><D:status>" OK "</D:status></D:propstat></D:response>"

/* The first is behind the root's tag, where the reader does not yet know that
   the parser has nothing left to take. */
static void
test_repeats(void **state)
{
	(void)state;
	assert_same(IN(FILE("/a", "1", OK) FILE("/b", "1", OK)
			    FILE("/c", "20", OK) FILE("/c", "20", OK)),
	    "..rr", "||href getcontentlength ||");
	assert_same(IN("\n\n" FILE("/a", "1", OK) "\n  " FILE("/b", "1",
			OK) "\n"
			    "\t" FILE("/c", "1", OK) FILE("/d", "1", OK)),
	    "..rr", "||href |href |");
	/* Another status is a text as others are. */
	assert_same(IN(FILE("/a", "1", OK) FILE("/b", "1", OK)
			    FILE("/c", "1", "HTTP/1.1 404 Not Found")),
	    "..r", "||href status |");
	/* A node more or less is not. */
	assert_same(
	    IN(FILE("/a", "1", OK) FILE("/b", "1", OK) FILE("/c", "", OK)
		    FILE("/d", "", OK) FILE("/e", "", OK) FILE("/f", "1", OK)),
	    "...rrr", NULL);
}

static void
test_several(void **state)
{
	(void)state;
	assert_same(IN(FOLDER("/") FILE("/a", "1", OK) FOLDER("/b/")
			    FILE("/c", "1", OK) FOLDER("/d/") FOLDER("/e/")
				FILE("/f", "1", OK) FILE("/g", "1", OK)),
	    "...rrrrr", NULL);
	/* Four are kept, the fifth takes the place of the first. */
	assert_same(
	    IN(FOLDER("/") FOLDER("/a/") FOLDER(
		"/b/") "<D:response><D:href>/1</D:href></D:response>"
		       "<D:response><D:href>/2</D:href><D:x/></D:response>"
		       "<D:response ><D:href>/3</D:href></D:response>"
		       "<D:response><D:href >/4</D:href></D:response>" FOLDER(
			   "/c/") FOLDER("/d/")),
	    "..r.....r", NULL);
}

/* Where twelve were like none before, not every one is learned: of those that
   follow, all alike, it is the sixteenth in all. */
static void
test_seldom(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, (size_t)1 << 20);
	buf_puts(&b, "<D:multistatus xmlns:D='DAV:'>");
	for (unsigned i = 0; i < 12; i++)
		buf_printf(&b, "<D:response a='%u'></D:response>", i);
	for (unsigned i = 0; i < 8; i++)
		buf_puts(&b, FILE("/a", "1", OK));
	buf_puts(&b, "</D:multistatus>");
	assert_same(buf_view(&b), ".................rrr", NULL);
	buf_release(&b);
}

static void
test_text(void **state)
{
	(void)state;
	/* Escapes, other scripts, lines. */
	assert_same(
	    IN(FILE("/a", "1", OK) FILE("/b", "1", OK)
		    FILE("/&amp;&lt;&gt;&quot;&apos;", "&amp;", OK)
			FILE("/\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80", "1", OK)
			    FILE("/\n\xC3\xA9]]x\n", "\n 1", OK)
				FILE("/e", "1", OK)),
	    "..rrrr", NULL);
	/* A text that grows, and shrinks. */
	assert_same(IN(FILE("/a", "1", OK) FILE("/b", "1", OK) FILE(
			"/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "1", OK)
			    FILE("/bb", "&quot;22222222222222222222222222", OK)
				FILE("/b", "1", OK)),
	    "..rrr", NULL);
	/* What is for the parser alone: last what no XML may hold. */
	assert_same(
	    IN(FILE("/a", "1", OK) FILE("/b", "1", OK) FILE("/&#65;", "1", OK)
		    FILE("/c", "1", OK) FILE("/\r\n", "1", OK) FILE("/d", "1",
			OK) FILE("/<![CDATA[<]]>", "1", OK) FILE("/e", "1", OK)
			FILE("/<!-- - -->f", "1", OK) FILE("/g", "1", OK)
			    FILE("/<?p i?>h", "1", OK) FILE("/i", "1", OK)
				FILE("/j>k", "1", OK) FILE("/l", "1", OK)),
	    "...r.r.r.r.r.r", NULL);
	assert_same(IN(FILE("/a", "1", OK) FILE("/b", "1", OK)
			    FILE("/\xEF\xBF\xBE", "1", OK) FILE("/d", "1", OK)),
	    "..", NULL);
	assert_same(IN(FILE("/a", "1", OK) FILE("/b", "1", OK)
			    FILE("/\xEF\xBF\xBF", "1", OK) FILE("/d", "1", OK)),
	    "..", NULL);
	assert_same(IN(FILE("/a", "1", OK) FILE("/b", "1", OK)
			    FILE("/\x7F\xEF\xBF\xBD\xED\x9F\xBF", "1", OK)),
	    "..r", NULL);
}

/* Text in the root itself, of which the parser hands out what is long before
   it ends. */
static void
test_stray_text(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, (size_t)1 << 20);
	buf_puts(&b, "<D:multistatus xmlns:D='DAV:'>" FILE("/a", "1", OK)
			 FILE("/b", "1", OK));
	for (unsigned i = 0; i < 600; i++)
		buf_puts(&b, i % 7 == 0 ? "\n" : "x");
	buf_puts(
	    &b, FILE("/c", "1", OK) FILE("/d", "1", OK) "</D:multistatus>");
	assert_same_cut(buf_view(&b));
	buf_release(&b);
	/* Nor is it a response that looks like one. */
	assert_same_cut(IN(FILE("/a", "1", OK) FILE(
	    "/b", "1", OK) "<![CDATA[" FILE("/c", "1", OK) "]]>" FILE("/d", "1",
	    OK) "<!--" FILE("/e", "1", OK) "-->" FILE("/f", "1",
	    OK) "<?p " FILE("/g", "1", OK) "?>" FILE("/h", "1", OK)));
}

/* Text before and behind an element; attributes, one with a ">". */
static void
test_mixed(void **state)
{
#define BROKEN(line, href)                                                     \
	"<D:response a='1" line "' " line " ><D:href b='" line "'>" href       \
	"</D:href" line "><D:status></D:status></D:response>"
#define MIXED(a, b, c)                                                         \
	"<D:response xml:lang='en'><D:href>/</D:href><D:propstat><D:prop>"     \
	"<x:y xmlns:x='urn:x' a='1>2'\n b=\"&amp;\">" a "<x:z>" b "</x:z>" c   \
	"</x:y></D:prop><D:status>" OK "</D:status></D:propstat></D:response>"
	(void)state;
	assert_same(IN(MIXED("a", "b", "c") MIXED("a", "b", "c")
			    MIXED("a1", "b", "c1") MIXED("a2", "b2", "c2")),
	    "..rr", "||y |y z y |");
	/* What line ends in tags and attributes are depends on the parser. */
	assert_same(
	    IN(BROKEN("\r\n", "1") BROKEN("\r\n", "2") BROKEN("\r\n", "3")
		    BROKEN("\n", "1") BROKEN("\n", "2") BROKEN("\r", "1")
			BROKEN("\r", "2") BROKEN("\t\xC3\xA9", "1")
			    BROKEN("\t\xC3\xA9", "2")),
	    NULL, NULL);
}

/* Wherever one byte is another, the same is read; also where the rest is. */
static void
test_each_byte(void **state)
{
	static const char others[] = "<>&\r\n\t\x01\xC3\xFF]/ x:\"";
	const struct str body = IN(FILE("/a", "1", OK) FILE("/b", "2", OK)
		FILE("/\xC3\xA9&quot;", "3", OK) " " FILE("/d", "4", OK));
	const struct str one = STR(FILE("/b", "2", OK));
	const size_t from = str_find(body, one) + one.n;
	char changed[2000];

	(void)state;
	assert_true(body.n < sizeof(changed));
	for (size_t i = from; i < body.n; i++)
		for (size_t k = 0; k + 1 < sizeof(others); k++) {
			memcpy(changed, body.p, body.n);
			changed[i] = others[k];
			assert_same((struct str){changed, body.n}, NULL, NULL);
		}
	for (size_t i = from; i < body.n; i++)
		assert_same(str_sub(body, 0, i), NULL, NULL);
}

/* Too many tags are not worth it. */
static void
test_too_many(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, (size_t)1 << 22);
	buf_puts(&b, "<multistatus xmlns=\"DAV:\">");
	for (unsigned i = 0; i < 3; i++) {
		buf_printf(&b, "<response><href>/%u</href><propstat><prop>", i);
		for (unsigned k = 0; k < PATTERN_TAGS; k++)
			buf_puts(&b, "<x/>");
		buf_puts(&b, "</prop></propstat></response>");
	}
	buf_puts(&b, "</multistatus>");
	assert_same(buf_view(&b), "...", NULL);
	buf_release(&b);
}

/* What the judge notes of a markup comes back with it. */
static void
note(struct trace *t, const struct response *r)
{
	buf_printf(&t->b, "%u ", *r->note);
	*r->note += 10;
}

static void
no_root(struct trace *t, const struct xml_node *root)
{
	(void)t;
	(void)root;
}

static void
test_note(void **state)
{
	const struct str body = IN(
	    FILE("/", "1", OK) FOLDER("/a/") FILE("/b", "1", OK) FOLDER("/c/")
		FILE("/d", "1", OK) FILE("/e", "1", OK) FOLDER("/f/"));
	struct trace t = {.response = note, .root = no_root};

	(void)state;
	trace_init(&t);
	trace_read(&t, body, STR_NONE, 0, body.n);
	assert_string_equal(t.b.p, "0 0 0 10 10 20 20 ");
	trace_release(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_repeats),
	    cmocka_unit_test(test_several),
	    cmocka_unit_test(test_seldom),
	    cmocka_unit_test(test_text),
	    cmocka_unit_test(test_stray_text),
	    cmocka_unit_test(test_mixed),
	    cmocka_unit_test(test_each_byte),
	    cmocka_unit_test(test_too_many),
	    cmocka_unit_test(test_note),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
