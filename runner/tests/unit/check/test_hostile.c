/*
 * Bodies that are made to hurt: bombs, DOCTYPEs, depth, size, control bytes,
 * wrong encodings, truncation, more than one root, and more of them than
 * anybody can keep. Each is judged to its end; there is a finding that says
 * what is wrong, and what is held in memory meanwhile stays bounded.
 *
 * Memory is what malloc has given out, asked for while the body is fed; time
 * is not measured, but what is quadratic does not come to its end here.
 */
#include "check/judge.h"

#include <malloc.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"

#ifdef __SANITIZE_ADDRESS__
/* Of AddressSanitizer's run time; gcc has no header that declares it. */
size_t __sanitizer_get_current_allocated_bytes(void);
#endif

#define MIB ((size_t)1024 * 1024)
/* One response and one text of the greatest size, the first MiB of the body,
   and what libxml2 holds of a comment or an attribute. */
#define HELD_MAX (64 * MIB)

struct meter {
	struct arena arena;
	struct context context;
	struct observation seen;
	struct findings findings;
	struct reply reply;
	struct judge *judge;
	size_t before, held; /* bytes at the start; most of them since */
};

static size_t
held_now(void)
{
#ifdef __SANITIZE_ADDRESS__
	return __sanitizer_get_current_allocated_bytes();
#else
	struct mallinfo2 m = mallinfo2();

	return m.uordblks + m.hblkhd;
#endif
}

static void
begin(struct meter *m, const char *type)
{
	*m = (struct meter){
	    .context =
		{
			  .method = STR("PROPFIND"),
			  .url = STR("http://h/t/"),
			  .depth = DEPTH_1,
			  .asked = ASKED_ALLPROP,
			  .classes = CLASS_1 | CLASS_2 | CLASS_3,
			  },
	    .reply = {.status = 207,    .version = STR("HTTP/1.1")},
	    .before = held_now(),
	};
	m->seen.arena = m->findings.arena = &m->arena;
	headers_add(&m->reply.headers, &m->arena, STR("Date"),
	    STR("Sat, 21 Nov 2026 10:00:00 GMT"));
	headers_add(
	    &m->reply.headers, &m->arena, STR("Content-Type"), str_from(type));
	m->judge = judge_new(&m->context, &m->seen, &m->findings);
	judge_reply(m->judge, &m->reply);
}

static void
feed(struct meter *m, struct str s)
{
	size_t now;

	judge_body(m->judge, s.p, s.n);
	now = held_now();
	if (now > m->before && now - m->before > m->held)
		m->held = now - m->before;
}

static void
feed_times(struct meter *m, const char *s, size_t times)
{
	struct buf b;

	buf_init(&b, MIB);
	while (times > 0) {
		size_t n = strlen(s), fit = n > 0 ? 65536 / n + 1 : 1;

		buf_clear(&b);
		for (size_t i = 0; i < fit && times > 0; i++, times--)
			buf_puts(&b, s);
		feed(m, buf_view(&b));
	}
	buf_release(&b);
}

static void
end(struct meter *m)
{
	judge_end(m->judge, true, NULL, 1);
	if (m->held > HELD_MAX)
		fail_msg("%zu MiB held", m->held / MIB);
}

static void
release(struct meter *m)
{
	judge_free(m->judge);
	arena_release(&m->arena);
}

/* A finding of the rule, whose message has the words. */
static void
assert_found(const struct meter *m, const char *rule, const char *words)
{
	for (size_t i = 0; i < m->findings.n; i++) {
		const struct finding *f = &m->findings.v[i];

		if (f->rule != NULL && strcmp(f->rule, rule) == 0 &&
		    str_find(f->message, str_from(words)) < f->message.n)
			return;
	}
	for (size_t i = 0; i < m->findings.n; i++)
		print_error("%s: %.*s\n", m->findings.v[i].rule,
		    STRF(m->findings.v[i].message));
	fail_msg("no finding of %s with \"%s\"", rule, words);
}

#define HEAD "<D:multistatus xmlns:D=\"DAV:\">"
#define TAIL "</D:multistatus>"
#define OK "<D:status>HTTP/1.1 200 OK</D:status>"
#define SELF                                                                   \
	"<D:response><D:href>/t/</D:href><D:propstat><D:prop>"                 \
	"<D:resourcetype/></D:prop>" OK "</D:propstat></D:response>"

/* ------------------------------------------------------------- small ones */

#define BYTES(lit)                                                             \
	{                                                                      \
		lit, sizeof(lit) - 1                                           \
	}

static const struct {
	struct str body;
	const char *rule, *words;
} rows[] = {
  /* clang-format off */
    {BYTES("<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">"
	"<!ENTITY c \"&b;&b;&b;\">]>" HEAD "<D:response><D:href>&c;</D:href>" OK
	"</D:response>" TAIL), "no-doctype", "DOCTYPE"},
    {BYTES("<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" HEAD
	"<D:response><D:href>&e;</D:href>" OK "</D:response>" TAIL),
	"no-doctype", "DOCTYPE"},
    {BYTES("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/x.dtd\">" HEAD TAIL),
	"no-doctype", "DOCTYPE"},
    {BYTES("<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]>"
	HEAD TAIL), "no-doctype", "DOCTYPE"},
    {BYTES(HEAD SELF "<D:response><D:href>/t/\0</D:href></D:response>" TAIL),
	"href-xml-escaped", "not allow"},
    {BYTES(HEAD SELF "\0" TAIL), "well-formed", "not allow"},
    {BYTES(HEAD SELF "<a>\x01</a>" TAIL), "well-formed", "not allow"},
    {BYTES(HEAD SELF "<a>\x1b[31m</a>" TAIL), "well-formed", "not allow"},
    {BYTES(HEAD SELF "<a>&#0;</a>" TAIL), "well-formed", "not"},
    {BYTES(HEAD SELF "<a>\xef\xbf\xbe</a>" TAIL), "well-formed", ""},
    {BYTES(HEAD SELF "<a>\xed\xa0\x80</a>" TAIL), "well-formed", ""},
    {BYTES(HEAD SELF "<a>\xff</a>" TAIL), "well-formed", "encoding"},
    {BYTES(HEAD SELF "<a>caf\xe9</a>" TAIL), "well-formed", "encoding"},
    {BYTES("<?xml version=\"1.0\" encoding=\"utf-16\"?>" HEAD SELF TAIL),
	"well-formed", ""},
    {BYTES("<?xml version=\"1.0\" encoding=\"no-such\"?>" HEAD SELF TAIL),
	"well-formed", ""},
    {BYTES("\xff\xfe" HEAD SELF TAIL), "well-formed", ""},
    {BYTES(HEAD SELF TAIL HEAD SELF TAIL), "well-formed", "Extra content"},
    {BYTES(HEAD SELF TAIL "junk"), "well-formed", "Extra content"},
    {BYTES("<a/><b/>"), "well-formed", "Extra content"},
    {BYTES("\0\0\0\0"), "well-formed", ""},
    {BYTES("<"), "well-formed", ""},
    {BYTES(""), "body-present", ""},
  /* clang-format on */
};

static void
test_small(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct meter m;

		begin(&m, "application/xml");
		feed(&m, rows[i].body);
		end(&m);
		assert_found(&m, rows[i].rule, rows[i].words);
		release(&m);
	}
}

/* What is cut off is said to be, wherever the cut is. */
static void
test_truncation(void **state)
{
	const struct str body =
	    STR("<?xml version=\"1.0\"?>\n" HEAD "<!-- \xc3\xa9 -->" SELF
		"<D:response><D:href>/t/&#65;</D:href>"
		"<x:y xmlns:x='u' a=\"b\"><![CDATA[c]]></x:y>"
		"<?p i?>" OK "</D:response>" TAIL);

	(void)state;
	for (size_t n = 1; n < body.n; n++) {
		struct meter m;

		begin(&m, "application/xml");
		feed(&m, str_sub(body, 0, n));
		end(&m);
		assert_found(&m, "well-formed", "");
		assert_int_equal(m.seen.form, FORM_BROKEN_XML);
		release(&m);
	}
}

/* ------------------------------------------------------------- large ones */

struct part {
	const char *text;
	size_t times; /* 0: the end */
};

static const struct {
	const char *name;
	struct part parts[6];
	const char *rule, *words;
} large[] = {
  /* clang-format off */
    {"nested elements", {{HEAD, 1}, {"<a>", 10000}, {"</a>", 10000}, {TAIL, 1}},
	"well-formed", "deeper than 256"},
    {"nested unclosed", {{HEAD, 1}, {"<a>", 3000000}},
	"well-formed", "deeper than 256"},
    {"an attribute", {{HEAD "<a b=\"", 1}, {"c", 10 * MIB},
	{"\"/>" SELF TAIL, 1}}, "well-formed", "128 KiB"},
    {"an endless attribute", {{HEAD "<a b=\"", 1}, {"c", 30 * MIB}},
	"well-formed", "128 KiB"},
    {"attributes", {{HEAD "<a ", 1}, {" b=\"\"", 1000000}, {"/>" TAIL, 1}},
	"well-formed", ""},
    {"namespaces", {{HEAD, 1}, {"<a xmlns:b='u' xmlns:c='u' xmlns:d='u' "
	"xmlns:e='u' xmlns:f='u' xmlns:g='u'>", 200}, {"<b/>", 1000}},
	"well-formed", "1000 namespaces"},
    {"defaulted attributes", {{"<!DOCTYPE a [", 1},
	{"<!ATTLIST a b CDATA \"x\" c CDATA \"y\">", 100000},
	{"]>" HEAD, 1}, {"<a/>", 100000}, {TAIL, 1}},
	"well-formed", "100 attributes"},
    {"entities", {{"<!DOCTYPE a [", 1}, {"<!ENTITY a \"aaaaaaaaaaaa\">", 200000},
	{"]>" HEAD SELF TAIL, 1}}, "no-doctype", ""},
    {"an endless DOCTYPE", {{"<!DOCTYPE a [", 1},
	{"<!ENTITY a \"aaaaaaaaaaaa\">", 1000000}}, "well-formed", ""},
    {"a name", {{HEAD "<a", 1}, {"b", 100000}, {"/>" TAIL, 1}},
	"well-formed", "too l"},
    {"a comment", {{HEAD "<!--", 1}, {" ", 30 * MIB}, {"-->" TAIL, 1}},
	"well-formed", "too large"},
    {"an instruction", {{HEAD "<?a ", 1}, {"b", 30 * MIB}, {"?>" TAIL, 1}},
	"well-formed", "too large"},
    {"CDATA", {{HEAD "<D:response><D:href><![CDATA[", 1}, {"a", 40 * MIB},
	{"]]></D:href></D:response>" TAIL, 1}}, "well-formed", "too large"},
    {"text", {{HEAD "<D:response><D:href>", 1}, {"a", 40 * MIB},
	{"</D:href></D:response>" TAIL, 1}}, "well-formed", "16 MiB"},
    {"white space", {{HEAD SELF, 1}, {"\n \t", 20 * MIB}, {TAIL, 1}},
	"well-formed", "16 MiB"},
    {"references", {{HEAD "<D:response><D:href>", 1}, {"&#x41;", 20 * MIB},
	{"</D:href></D:response>" TAIL, 1}}, "well-formed", "16 MiB"},
    {"properties", {{HEAD "<D:response><D:href>/t/</D:href><D:propstat><D:prop>",
	1}, {"<a/><b/><c/>", 20000}, {"</D:prop></D:propstat></D:response>" TAIL,
	1}}, "property-once", "more of this kind"},
    {"propstats", {{HEAD "<D:response><D:href>/t/</D:href>", 1},
	{"<D:propstat><D:prop/>" OK "</D:propstat>", 15000},
	{"</D:response>" TAIL, 1}}, "propstat-grouped", "second"},
    {"hrefs", {{HEAD "<D:response>", 1}, {"<D:href>/t/a</D:href>", 40000},
	{OK "</D:response>" TAIL, 1}}, "href-unique", "more of this kind"},
    {"locks", {{HEAD "<D:response><D:href>/t/</D:href><D:propstat><D:prop>"
	"<D:lockdiscovery>", 1}, {"<D:activelock><D:locktoken><D:href>urn:x:1"
	"</D:href></D:locktoken></D:activelock>", 10000},
	{"</D:lockdiscovery></D:prop>" OK "</D:propstat></D:response>" TAIL, 1}},
	"lock-tokens-differ", "more of this kind"},
    {"text in pieces", {{HEAD "<D:response><D:href>/t/", 1}, {"a<!---->",
	1000000}, {"</D:href></D:response>" TAIL, 1}}, "status-xor-propstat", ""},
    {"dot segments", {{HEAD "<D:response><D:href>/t/", 1}, {"../a/", 200000},
	{"</D:href>" OK "</D:response>" TAIL, 1}}, "href-no-dot-segments", ""},
    {"roots", {{HEAD SELF TAIL, 1}, {"<a/>", 1000000}},
	"well-formed", "Extra content"},
    {"garbage", {{"<\x01\xff&;]]>", 1000000}}, "well-formed", ""},
  /* clang-format on */
};

static void
test_large(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(large); i++) {
		struct meter m;

		begin(&m, "application/xml");
		for (const struct part *p = large[i].parts; p->times > 0; p++)
			feed_times(&m, p->text, p->times);
		judge_end(m.judge, true, NULL, 1);
		if (m.held > HELD_MAX)
			fail_msg(
			    "%s: %zu MiB held", large[i].name, m.held / MIB);
		assert_found(&m, large[i].rule, large[i].words);
		release(&m);
	}
}

/* ------------------------------------------------------------- endless */

#define ENDLESS (256 * MIB)

/* So many responses, of which nobody wants any; what is kept of each is a
   few bytes. */
static void
test_endless_responses(void **state)
{
	struct meter m;
	struct buf b;
	size_t sent = 0;

	(void)state;
	begin(&m, "application/xml");
	feed(&m, STR(HEAD));
	buf_init(&b, MIB);
	for (unsigned i = 0; sent < ENDLESS; i++) {
		buf_printf(&b,
		    "<D:response><D:href>/t/a b%u</D:href><D:propstat>"
		    "<D:prop><x>%1000u</x></D:prop>" OK
		    "</D:propstat></D:response>",
		    i, i);
		if (b.n < 65536)
			continue;
		feed(&m, buf_view(&b));
		sent += b.n;
		buf_clear(&b);
	}
	feed(&m, STR(TAIL));
	end(&m);
	assert_int_equal(m.seen.length, sent + strlen(HEAD TAIL));
	assert_true(m.held < 32 * MIB);
	assert_found(&m, "href-percent-encoded", "may not stand in a URI");
	buf_release(&b);
	release(&m);
}

/* Long hrefs, and the one that is wanted again and again. */
static void
test_endless_hrefs(void **state)
{
	struct meter m;
	struct buf b;

	(void)state;
	begin(&m, "application/xml");
	observation_want(&m.seen, STR("http://h/t/"));
	feed(&m, STR(HEAD));
	buf_init(&b, 2 * MIB);
	for (unsigned i = 0; i < 300; i++) {
		buf_clear(&b);
		buf_printf(&b, "<D:response><D:href>/t/%200000u", i);
		buf_puts(&b, "</D:href>" OK "</D:response><D:response>"
			     "<D:href>/t/</D:href><D:propstat><D:prop><x>");
		buf_printf(&b, "%1000000u", i);
		buf_puts(&b, "</x></D:prop>" OK "</D:propstat></D:response>");
		feed(&m, buf_view(&b));
	}
	feed(&m, STR(TAIL));
	judge_end(m.judge, true, NULL, 1);
	assert_true(m.held < 2 * HELD_MAX);
	assert_found(&m, "href-unique", "more of this kind");
	assert_non_null(observation_response(&m.seen, STR("http://h/t/")));
	buf_release(&b);
	release(&m);
}

/* Nothing of it is XML or JSON: digested, not kept. */
static void
test_endless_bytes(void **state)
{
	static const char *const types[] = {
	    "application/xml", "application/json", "text/plain"};
	static char zeros[65536];

	(void)state;
	for (size_t i = 0; i < countof(types); i++) {
		struct meter m;

		begin(&m, types[i]);
		for (size_t n = 0; n < ENDLESS; n += sizeof(zeros))
			feed(&m, (struct str){zeros, sizeof(zeros)});
		end(&m);
		assert_int_equal(m.seen.length, ENDLESS);
		assert_true(m.seen.body.n <= BODY_KEPT);
		assert_true(m.held < 16 * MIB);
		release(&m);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_small),
	    cmocka_unit_test(test_truncation),
	    cmocka_unit_test(test_large),
	    cmocka_unit_test(test_endless_responses),
	    cmocka_unit_test(test_endless_hrefs),
	    cmocka_unit_test(test_endless_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
