#include "sample.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

static size_t
count_elements(xmlNode *node, const char *name)
{
	size_t n = 0;

	for (; node != NULL; node = node->next) {
		n += node->type == XML_ELEMENT_NODE &&
		     strcmp((const char *)node->name, name) == 0;
		n += count_elements(node->children, name);
	}
	return n;
}

static size_t
number_of(xmlNode *node, const char *name)
{
	xmlChar *text = xmlGetProp(node, (const xmlChar *)name);
	uint64_t n = 0;

	assert_non_null(text);
	assert_true(str_to_u64(str_from((const char *)text), &n));
	xmlFree(text);
	return (size_t)n;
}

/* The totals are what a reader counts, and each case can be told apart. */
static void
check_totals(struct str xml)
{
	xmlDoc *doc = xmlReadMemory(xml.p, (int)xml.n, "junit", NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR);
	xmlNode *root;

	assert_non_null(doc);
	root = xmlDocGetRootElement(doc);
	assert_int_equal(
	    number_of(root, "tests"), count_elements(root, "testcase"));
	assert_int_equal(
	    number_of(root, "failures"), count_elements(root, "failure"));
	assert_int_equal(
	    number_of(root, "errors"), count_elements(root, "error"));
	assert_int_equal(
	    number_of(root, "skipped"), count_elements(root, "skipped"));
	xmlFreeDoc(doc);
}

static void
totals_are_what_is_there(void **state)
{
	struct arena a = {0};
	struct result r;

	(void)state;
	sample_result(&r, &a);
	check_totals(rendered("junit", &r, &a));
	r.strict = true;
	check_totals(rendered("junit", &r, &a));
	r.bail_out = STR("gone");
	check_totals(rendered("junit", &r, &a));
	arena_release(&a);
}

static void
each_verdict_has_its_element(void **state)
{
	static const char *const says[] = {
	    "classname=\"rfc4918.9_8-copy\" name=\"overwrite-f\"",
	    "classname=\"rules\" name=\"href-percent-encoded\"",
	    "<failure type=\"must\" message=\"RFC 4918 section 9.8.5, MUST:"
	    " step 1: status 204",
	    "<error type=\"error\"",
	    "<skipped message=\"known failure: reported as bug #812\"",
	    "<failure type=\"unexpected-pass\"",
	    "<system-out>step 1: status 201",
	    "timestamp=\"2026-11-21T10:00:00\"",
	    "hostname=\"127.0.0.1:8080\"",
	    "line=\"8\"",
	};
	struct arena a = {0};
	struct result r;
	struct str xml;

	(void)state;
	sample_result(&r, &a);
	xml = rendered("junit", &r, &a);
	for (size_t i = 0; i < countof(says); i++)
		if (!holds(xml, says[i]))
			fail_msg("no %s in\n%.*s", says[i], STRF(xml));
	r.strict = true;
	xml = rendered("junit", &r, &a);
	assert_true(holds(xml, "<failure type=\"should\""));
	assert_false(holds(xml, "<system-out>"));
	arena_release(&a);
}

static void
hostile_bytes_keep_it_well_formed(void **state)
{
	struct arena a = {0};
	struct result r;
	struct str xml;

	(void)state;
	hostile_result(&r, &a);
	xml = rendered("junit", &r, &a);
	check_totals(xml);
	assert_false(holds(xml, "<script>"));
	assert_false(holds(xml, "]]>"));
	assert_false(holds(xml, "<!--"));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(totals_are_what_is_there),
	    cmocka_unit_test(each_verdict_has_its_element),
	    cmocka_unit_test(hostile_bytes_keep_it_well_formed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
