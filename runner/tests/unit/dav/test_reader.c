/*
 * Bodies as the reader hands them out, as text, and the same however the
 * bytes are cut.
 */
#include "trace.h"

static void
show(struct trace *t, const struct xml_node *n)
{
	for (const struct xml_node *c = n->first; c != NULL; c = c->next) {
		if (c->local.p == NULL) {
			buf_printf(&t->b, "'%.*s'", STRF(c->text));
			continue;
		}
		buf_printf(&t->b, "<%.*s@%u:%u>", STRF(xml_name(c, &t->arena)),
		    c->line, c->col);
		show(t, c);
		buf_puts(&t->b, "</>");
	}
}

static void
on_response(struct trace *t, const struct response *r)
{
	buf_printf(&t->b, "[%zu@%u:%u", r->index, r->node->line, r->node->col);
	for (size_t i = 0; i < r->n_hrefs; i++)
		buf_printf(&t->b, " %.*s", STRF(r->hrefs[i].text));
	if (r->status.node != NULL)
		buf_printf(&t->b, " %d", r->status.code);
	for (size_t i = 0; i < r->n_propstats; i++) {
		buf_printf(&t->b, " %d{", r->propstats[i].status.code);
		if (r->propstats[i].prop != NULL)
			show(t, r->propstats[i].prop);
		buf_puts(&t->b, "}");
	}
	buf_puts(&t->b, "]");
}

static void
on_root(struct trace *t, const struct xml_node *root)
{
	buf_printf(&t->b, "=%u:%u=", root->line, root->col);
	show(t, root);
}

/* Whole, byte by byte, and in two pieces at every place. */
static void
assert_reads(struct str body, const char *charset, const char *wanted)
{
	struct trace t = {.response = on_response, .root = on_root};

	trace_init(&t);
	for (size_t cut = 0; cut <= body.n + 1; cut++) {
		if (cut > body.n)
			trace_read(&t, body, str_from(charset), 0, 1);
		else
			trace_read(&t, body, str_from(charset), cut, body.n);
		if (strcmp(t.b.p, wanted) != 0)
			print_message("cut at %zu of %zu\n", cut, body.n);
		assert_string_equal(t.b.p, wanted);
	}
	trace_release(&t);
}

#define READS(body, charset, wanted) assert_reads(STR(body), charset, wanted)

static void
test_places(void **state)
{
	(void)state;
	READS("<?xml version=\"1.0\"?>\n<a xmlns='DAV:'>\n  <b/><c  x='1'\n"
	      " y='2' ><d>t</d>\xC3\xA9<e/></c>\n<!-- x --><f/><?p i?><g/>"
	      "<![CDATA[<q>]]><h/>&amp;<i/></a>",
	    NULL,
	    "=2:1='\n  "
	    "'<D:b@3:3></><D:c@3:7><D:d@4:9>'t'</>'\xC3\xA9'<D:e@4:18>"
	    "</></>'\n'<D:f@5:11></><D:g@5:22></>'<q>'<D:h@5:41></>'&'"
	    "<D:i@5:50></>");
}

/* Columns are characters in CDATA too, of which libxml2 counts the bytes. */
static void
test_cdata(void **state)
{
	char body[2000] = "<a>\n<![CDATA[", wanted[100];
	size_t n = strlen(body);

	(void)state;
	READS("<a><![CDATA[\xC3\xA9]]><b/>\xC3\xA9<c/></a>", NULL,
	    "=1:1='\xC3\xA9'<b@1:17></>'\xC3\xA9'<c@1:22></>");
	READS("<a><![CDATA[\xC3\xA9\n\xE2\x82\xAC]]>\xC3\xA9<b/></a>", NULL,
	    "=1:1='\xC3\xA9\n\xE2\x82\xAC\xC3\xA9'<b@2:6></>");
	READS("<a><![CDATA[\xC3\xA9]]>\n<b/></a>", NULL,
	    "=1:1='\xC3\xA9\n'<b@2:1></>");
	READS("<a><![CDATA[\xC3\xA9]]><![CDATA[\xC3\xA9]]><b></a>", NULL,
	    "!1@1:37=1:1='\xC3\xA9\xC3\xA9'<b@1:30></>");
	/* It is taken in pieces of some 300 bytes. */
	for (size_t i = 0; i < 400; i++) {
		memcpy(body + n, "\xC3\xA9", 2);
		n += 2;
	}
	snprintf(wanted, sizeof(wanted), "!3@2:%d=1:1=", 10 + 400);
	assert_reads((struct str){body, n}, NULL, wanted);
}

static void
test_multistatus(void **state)
{
	(void)state;
	READS("<?xml version='1.0'?><!-- \xC3\xA9 --> <multistatus\n"
	      " xmlns='DAV:'\n><response\n\n/></multistatus>",
	    NULL, "[0@3:2]=1:33=");
	READS("<D:multistatus xmlns:D=\"DAV:\">\n <D:response>"
	      "<D:href> /a/ </D:href><D:propstat><D:prop><D:getetag>\"x\""
	      "</D:getetag></D:prop><D:status>HTTP/1.1 200 OK</D:status>"
	      "</D:propstat></D:response>\n <D:response><D:href>/b</D:href>"
	      "<D:status>HTTP/1.1 404 Not Found</D:status></D:response>"
	      "<D:responsedescription>no</D:responsedescription>"
	      "</D:multistatus>\n",
	    NULL,
	    "[0@2:2 /a/ 200{<D:getetag@2:56>'\"x\"'</>}][1@3:2 /b 404]=1:1="
	    "<D:responsedescription@3:89>'no'</>");
}

static void
test_problems(void **state)
{
	(void)state;
	READS("", NULL, "!7@1:1");
	READS("<a><b></a>", NULL, "!1@1:11=1:1=<b@1:4></>");
	READS("<a><b></a>\xFF", NULL, "!1@1:11=1:1=<b@1:4></>");
	READS("<a>&</a>", NULL, "!1@1:5=1:1=");
	READS("<a><b x=\"y", NULL, "!3@1:11=1:1=");
	READS("<D:a", NULL, "!3@1:5");
	READS("<a><D:b", NULL, "!3@1:8=1:1=");
	READS("<a><", NULL, "!3@1:5=1:1=");
	READS("<a><![CDATA[x\n\xC3\xA9", NULL, "!3@2:2=1:1=");
	READS("<a><!-- x\n\xC3\xA9", NULL, "!3@2:2=1:1=");
	READS("<a><b/><![CDATA[x\n\x01y]]></a>", NULL, "!1@1:8=1:1=<b@1:4></>");
	READS("<a><b/><![CDATA[x\n\x01y", NULL, "!1@1:8=1:1=<b@1:4></>");
	READS("<a>\n<b>text", NULL, "!3@2:8=1:1='\n'<b@2:1></>");
	READS("<a><x:b/><c/></a>", NULL, "!2@1:8=1:1=<x:b@1:4></><c@1:10></>");
	READS("<a xmlns:p=\"\"/>", NULL, "!2@1:14=1:1=");
	READS("<a>\xFF</a>", NULL, "!4@1:4=1:1=");
	READS("<a><b\xFF>/</b></a>", NULL, "!4@1:6=1:1=");
	READS("<a><b></b\xF5 x></a>", NULL, "!4@1:10=1:1=<b@1:4></>");
	READS("<a><:b\xA7/></a>", NULL, "!4@1:7=1:1=");
	READS("<a/>junk", NULL, "!1@1:5=1:1=");
	READS("<a/>\xEF\xBB\xBFjunk", NULL, "!1@1:5=1:1=");
	READS("<a/>\xC3", NULL, "!1@1:5=1:1=");
	READS("<a/>\x80", NULL, "!4@1:5=1:1=");
	READS("no xml at all", NULL, "!1@1:1");
}

static void
test_encodings(void **state)
{
	(void)state;
	READS("\xFF\xFE<\0a\0>\0\n\0\xE9\0<\0b\0/\0>\0<\0/\0a\0>\0", NULL,
	    "=1:1='\n\xC3\xA9'<b@2:2></>");
	READS("<\0a\0>\0\xE9\0<\0/\0a\0>\0", "utf-16le", "=1:1='\xC3\xA9'");
	READS("<a>\xE9</a>", "iso-8859-1", "=1:1='\xC3\xA9'");
	READS("<?xml version='1.0' encoding='iso-8859-1'?><a>\xE9</a>", "utf-8",
	    "=1:44='\xC3\xA9'");
	READS("<a>\xC3\xA9</a>", "utf-8", "=1:1='\xC3\xA9'");
	READS("<?xml version='1.0' encoding='shift_jis'?><a>\x83\x65<b/></a>",
	    NULL, "=1:43='\xE3\x83\x86'<b@1:47></>");
}

/* What is not of the encoding is told where it is, and nothing after it. */
static void
test_wrong_encodings(void **state)
{
	(void)state;
	READS("<?xml version='1.0' encoding='windows-1252'?>\n"
	      "<a><b/>x\x81y</a><",
	    NULL, "!4@2:9=2:1=<b@2:4></>");
	READS("<?xml version='1.0' encoding='windows-1252'?>\n"
	      "<a><b/><c\x81/></a>",
	    NULL, "!4@2:10=2:1=<b@2:4></>");
	READS("\xFF\xFE<\0a\0>\0<\0b\0/\0>\0\x01\xD8<\0/\0a\0>\0", NULL,
	    "!4@1:8=1:1=<b@1:4></>");
	READS("\xFF\xFE<\0a\0/\0>\0\n", NULL, "!4@1:5=1:1=");
	READS("\xFF\xFE<\0a\0>\0\n", NULL, "!3@1:4=1:1=");
	READS("<?xml version='1.0' encoding='no-such'?><a/>", NULL, "!4@1:1");
	READS("<?xml version='1.0' encoding='utf-16'?><a/>", NULL, "!4@1:1");
	READS("<a/>", "latin1//IGNORE", "!4@1:1");
}

static void
test_hostile(void **state)
{
	(void)state;
	READS("<!DOCTYPE a [<!ENTITY x \"<b/>\"><!ENTITY y \"&x;&x;\">"
	      "<!ENTITY z SYSTEM \"file:///etc/passwd\">]><a>&y;&z;</a>",
	    NULL, "?1:1=1:93='&y;&z;'");
	READS("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\"><a/>", NULL,
	    "?1:1=1:47=");
}

/* Whatever stands before the root: it is over where the root begins. */
static void
test_prologs(void **state)
{
	(void)state;
	READS("<!DOCTYPE a SYSTEM \"x>y\"><a/>", NULL, "?1:1=1:26=");
	READS("<!DOCTYPE a PUBLIC '-' \"'>\" ><a/>", NULL, "?1:1=1:30=");
	READS("\n<!-- ' > - - \" <a> --><?p ?>\n<!DOCTYPE a [<!-- ]> ' -->"
	      "<?p ]> \" ?><!ENTITY e \"]>'\">\n] > <a/>",
	    NULL, "?3:1=4:5=");
	READS("\xEF\xBB\xBF<?xml version='1.0'?><!DOCTYPE a SYSTEM '>'><a/>",
	    NULL, "?1:22=1:45=");
	READS("<!DOCTYPE a SYSTEM \"x<a/>\"b\"</a>", NULL, "?1:22!1@1:27");
	READS("<!DOCTYPE a SYSTEM \"x<a/>", NULL, "!3@1:26");
	/* "<!--" is not ended by its own hyphens. */
	READS("<!-->--><a/>", NULL, "=1:9=");
	READS("<?><a/>", NULL, "!1@1:3");
	READS("<!><a/>", NULL, "!1@1:1");
}

/* Longer than what is held back. */
static void
test_long_prolog(void **state)
{
	static const size_t pieces[] = {1 << 20, 1000, 1};
	struct trace t = {.response = on_response, .root = on_root};
	struct buf body;

	(void)state;
	trace_init(&t);
	buf_init(&body, (size_t)1 << 20);
	buf_puts(&body, "<!--");
	for (int i = 0; i < 100000; i++)
		buf_puts(&body, "x");
	buf_puts(&body, "--><a/>");
	for (size_t i = 0; i < countof(pieces); i++) {
		trace_read(&t, buf_view(&body), STR_NONE, 0, pieces[i]);
		assert_string_equal(t.b.p, "=1:100008=");
	}
	buf_release(&body);
	trace_release(&t);
}

/* More than the bounds allow: told once, and no crash. */
static void
test_bounds(void **state)
{
	struct trace t = {.response = on_response, .root = on_root};
	struct buf body;

	(void)state;
	trace_init(&t);
	buf_init(&body, (size_t)32 * 1024 * 1024);
	for (int i = 0; i < 100000; i++)
		buf_puts(&body, "<a>");
	trace_read(&t, buf_view(&body), STR_NONE, 0, body.n);
	assert_non_null(strstr(t.b.p, "!5@"));
	buf_clear(&body);
	buf_puts(&body, "<a>");
	for (int i = 0; i < 100000; i++)
		buf_puts(&body, "<b>some text</b>");
	buf_puts(&body, "</a>");
	trace_read(&t, buf_view(&body), STR_NONE, 0, body.n);
	assert_non_null(strstr(t.b.p, "!6@"));
	buf_release(&body);
	trace_release(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_places),
	    cmocka_unit_test(test_cdata),
	    cmocka_unit_test(test_multistatus),
	    cmocka_unit_test(test_problems),
	    cmocka_unit_test(test_encodings),
	    cmocka_unit_test(test_wrong_encodings),
	    cmocka_unit_test(test_hostile),
	    cmocka_unit_test(test_prologs),
	    cmocka_unit_test(test_long_prolog),
	    cmocka_unit_test(test_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
