#include "rig.h"

#include "case/methods.h"
#include "case/scalars.h"

static struct arena arena;

static struct str
status_text(const char *one, const char *two)
{
	struct status_set set = {0};

	assert_true(status_add(&set, str_from(one), &arena));
	if (two != NULL)
		assert_true(status_add(&set, str_from(two), &arena));
	return status_set_text(&set, &arena);
}

static void
statuses(void **state)
{
	static const char *const bad[] = {"", "99", "600", "0200", "20", "6xx",
	    "0xx", "2XX", "2x", "xx", "ANY", "2xx ", "-200", "+200", "200.0"};
	struct status_set set = {0};

	(void)state;
	for (size_t i = 0; i < countof(bad); i++)
		assert_false(status_add(&set, str_from(bad[i]), &arena));
	assert_true(status_add(&set, STR("4xx"), &arena));
	assert_true(status_add(&set, STR("207"), &arena));
	assert_true(status_set_has(&set, 400));
	assert_true(status_set_has(&set, 499));
	assert_true(status_set_has(&set, 207));
	assert_false(status_set_has(&set, 500));
	assert_false(status_set_has(&set, 206));
	assert_str(status_text("201", "204"), "201 or 204");
	assert_str(status_text("412", "412"), "412");
	assert_str(status_text("4xx", "412"), "4xx");
	assert_str(status_text("4xx", NULL), "4xx");
	assert_str(status_text("any", NULL), "any");
	arena_release(&arena);
}

static void
sizes(void **state)
{
	static const struct {
		const char *text;
		uint64_t size;
	} good[] = {
	    {"0",	  0	   },
	      {"17",	     17	       },
		  {"1KiB",	   1024      },
		  {"10MiB",	    10485760  },
	    {"4GiB",	     4294967296},
		  {"4294967296", 4294967296}
	    };
	static const char *const bad[] = {"", "KiB", "1kib", "1KB", "1 KiB",
	    "5GiB", "4294967297", "4194305KiB", "-1", "1.5MiB",
	    "99999999999999999999"};
	uint64_t size;

	(void)state;
	for (size_t i = 0; i < countof(good); i++) {
		assert_true(size_from_text(str_from(good[i].text), &size));
		assert_true(size == good[i].size);
	}
	for (size_t i = 0; i < countof(bad); i++)
		assert_false(size_from_text(str_from(bad[i]), &size));
}

static void
methods_are_those_of_the_registry(void **state)
{
	(void)state;
	for (size_t i = 0; i < N_METHODS; i++) {
		assert_non_null(methods[i]);
		assert_true(method_is_registered(str_from(methods[i])));
		assert_true(i == 0 || strcmp(methods[i - 1], methods[i]) < 0);
	}
	assert_false(method_is_registered(STR("FROB")));
	assert_false(method_is_registered(STR("get")));
}

/* ------------------------------------------------------------- given */

static struct rig rig;
static struct tree tree;

static void
load_every_step_key(size_t row)
{
	rig = (struct rig){.builtins.get = rig_builtin};
	rig.diags.arena = &rig.arena;
	assert_true(cases_load(FIXTURES "good/every-step-key.yaml", &rig.arena,
	    &rig.cases, &rig.diags));
	rig_capture(&rig, "U", STR("/dav/x"));
	assert_true(testcase_given(rig_reading(&rig, row), &tree));
}

static const struct tree_entry *
entry(const char *path)
{
	for (size_t i = 0; i < tree.n; i++)
		if (str_is(tree.v[i].path.text, path))
			return &tree.v[i];
	fail_msg("no %s", path);
	return NULL;
}

static void
bytes_are(const char *path, const void *p, size_t n)
{
	struct str data = entry(path)->body.data;

	assert_int_equal(entry(path)->body.kind, BYTES_GIVEN);
	assert_int_equal(data.n, n);
	assert_memory_equal(data.p, p, n);
}

static void
scalars_are_what_they_look_like(void **state)
{
	(void)state;
	load_every_step_key(0);
	bytes_are("f", "one", 3);
	bytes_are("empty", "", 0);
	bytes_are("number", "1.0", 3);
	bytes_are("octal", "0755", 4);
	bytes_are("xml.xml", "<a>\xfc</a>", 8);
	assert_true(entry("xml.xml")->body.xml);
	bytes_are("wide.xml",
	    "\xfe\xff\0<\0a\0>\0\xfc\xd8\x3d\xde\x00\0<\0/\0a\0>", 22);
	bytes_are("b64", "\0\1\2\xff", 4);
	assert_int_equal(entry("big.bin")->body.kind, BYTES_GENERATED);
	assert_int_equal(entry("big.bin")->body.size, 10240);
	assert_int_equal(entry("big.bin")->body.seed, 7);
	rig_release(&rig);
}

static void
a_tree_is_sorted_and_whole(void **state)
{
	const struct tree_entry *e;

	(void)state;
	load_every_step_key(0);
	for (size_t i = 1; i < tree.n; i++)
		assert_true(
		    str_cmp(tree.v[i - 1].path.text, tree.v[i].path.text) < 0);
	assert_true(tree.v[0].collection); /* the scratch: it has a property */
	assert_int_equal(tree.v[0].path.text.n, 0);
	assert_int_equal(tree.v[0].n_props, 1);
	assert_true(entry("deep/")->collection);
	assert_true(entry("deep/er/")->collection);
	assert_true(entry("col/")->collection);
	assert_true(entry("m2/")->collection);
	bytes_are("m1/n8.txt", "counted", 7);
	bytes_are("m3/n10.txt", "counted", 7);
	e = entry("typed");
	assert_str(e->type, "text/plain");
	assert_null(entry("f")->type.p);
	assert_int_equal(e->n_props, 3);
	assert_str(e->props[0].name.uri, "urn:davproof:x");
	assert_str(e->props[1].name.uri, "");
	assert_str(e->props[1].name.local, "bare");
	assert_str(e->props[1].value.lang, "de");
	assert_str(e->props[2].name.uri, "urn:y");
	assert_true(e->props[2].value.is_xml);
	/* files, counted files, counted and other collections, the scratch */
	assert_int_equal(tree.n, 11 + 9 + 3 + 5 + 1);
	rig_release(&rig);
}

/* ------------------------------------------------------------- steps */

static struct step
request(size_t i)
{
	struct step step;

	if (!testcase_request(rig_reading(&rig, 0), i, &step))
		fail_msg("step %zu: %.*s", i, STRF(rig.reading.error));
	return step;
}

static void
headers_and_captures(void **state)
{
	struct step s;

	(void)state;
	load_every_step_key(0);
	s = request(0);
	assert_str(s.method, "GET");
	assert_int_equal(s.path.kind, PATH_SCRATCH);
	assert_str(s.path.text, "f");
	assert_null(s.as.p);
	assert_int_equal(s.n_headers, 6);
	assert_int_equal(s.headers[0].values.n, 2);
	assert_str(s.headers[0].values.v[1], "bytes=3-");
	assert_int_equal(s.headers[1].values.n, 0);
	assert_int_equal(s.headers[3].values.n, 0); /* more is nothing */
	assert_str(s.headers[4].values.v[0], "${row}");
	assert_int_equal(s.n_captures, 9);
	assert_int_equal(s.captures[0].kind, CAPTURE_LOCK_TOKEN);
	assert_int_equal(s.captures[3].kind, CAPTURE_HEADER);
	assert_str(s.captures[3].text, "ETag");
	assert_int_equal(s.captures[4].kind, CAPTURE_PROP);
	assert_str(s.captures[4].name.local, "getetag");
	assert_int_equal(s.captures[5].kind, CAPTURE_HREF);
	assert_str(s.captures[5].path.text, "f");
	assert_int_equal(s.captures[7].kind, CAPTURE_JSON);
	assert_str(s.captures[8].text, "");
	rig_release(&rig);
}

static void
bodies(void **state)
{
	struct step s;

	(void)state;
	load_every_step_key(0);
	s = request(1);
	assert_str(s.method, "FROB");
	assert_int_equal(s.path.kind, PATH_RAW);
	assert_str(s.depth, "0");
	assert_str(s.body.data, "abababh.example:81<url deep/a>");
	s = request(2);
	assert_int_equal(s.body_kind, BODY_PROPFIND);
	assert_int_equal(s.props.n, 0);
	assert_false(s.has_depth);
	assert_int_equal(s.path.text.n, 0);
	s = request(4);
	assert_int_equal(s.path.kind, PATH_HREF);
	assert_true(s.allprop);
	assert_int_equal(s.include.n, 3);
	assert_str(s.include.v[1].uri, "urn:q");
	assert_str(s.as, "anonymous");
	s = request(6);
	assert_true(s.propname && !s.allprop);
	s = request(7);
	assert_int_equal(s.body_kind, BODY_PROPPATCH);
	assert_int_equal(s.n_set, 3);
	assert_str(s.set[2].value.content, "no");
	assert_int_equal(s.until_ms, 500);
	s = request(11);
	assert_int_equal(s.body_kind, BODY_LOCK);
	assert_str(s.lock_scope, "other");
	assert_true(s.has_owner && s.owner.is_xml);
	assert_str(s.as, "second");
	s = request(13);
	assert_int_equal(s.to.kind, PATH_RAW);
	s = request(14);
	assert_int_equal(s.body_kind, BODY_BYTES);
	assert_int_equal(s.body.kind, BYTES_NONE);
	rig_release(&rig);
}

static void
waits_races_and_literal_requests(void **state)
{
	struct step s;

	(void)state;
	load_every_step_key(0);
	s = request(16);
	assert_int_equal(s.kind, STEP_WAIT);
	assert_int_equal(s.wait_ms, 2000);
	s = request(17);
	assert_int_equal(s.kind, STEP_SEND);
	assert_str(s.send,
	    "PUT <path f> HTTP/1.1\r\nHost: h.example:81\r\n"
	    "Authorization: Basic eDp5\r\nExpect: 100-continue\r\n"
	    "Content-Length: 1\r\n\r\nx\r\n");
	s = request(18);
	assert_int_equal(s.kind, STEP_RACE);
	assert_int_equal(s.n_race, 1);
	s = request(19);
	assert_int_equal(s.n_race, 5);
	assert_int_equal(s.race[1].kind, STEP_REQUEST);
	assert_str(s.race[1].body.data, "a");
	assert_int_equal(s.race[4].kind, STEP_SEND);
	assert_str(s.race[4].as, "second");
	assert_str(s.race[4].send,
	    "DELETE <path f> HTTP/1.1\r\nHost: h.example:81\r\n\r\n");
	rig_release(&rig);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(statuses),
	    cmocka_unit_test(sizes),
	    cmocka_unit_test(methods_are_those_of_the_registry),
	    cmocka_unit_test(scalars_are_what_they_look_like),
	    cmocka_unit_test(a_tree_is_sorted_and_whole),
	    cmocka_unit_test(headers_and_captures),
	    cmocka_unit_test(bodies),
	    cmocka_unit_test(waits_races_and_literal_requests),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
