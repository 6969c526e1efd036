#include "rig.h"

static struct rig rig;
static struct step step;

static void
load_every_expectation(void)
{
	rig = (struct rig){.builtins.get = rig_builtin};
	rig.diags.arena = &rig.arena;
	assert_true(cases_load(FIXTURES "good/every-expectation.yaml",
	    &rig.arena, &rig.cases, &rig.diags));
	rig_reading(&rig, 0);
	assert_true(testcase_request(&rig.reading, 0, &step));
	rig_capture(&rig, "E", STR("\"tag\""));
	assert_true(testcase_expects(&rig.reading, 0, &step));
}

static void
levels_and_what_they_stand_for(void **state)
{
	const struct expectations *v;
	size_t n;

	(void)state;
	load_every_expectation();
	v = step.expects.v;
	n = step.expects.n;
	assert_false(step.prepares);
	assert_int_equal(v[0].level, EXPECT_ASSUME);
	assert_int_equal(v[0].proves.n, 0);
	assert_int_equal(v[1].n_one_of, 2);
	assert_int_equal(v[1].one_of[1].n_one_of, 2);
	assert_int_equal(v[2].level, EXPECT_MUST);
	assert_int_equal(v[2].proves.n, 1);
	assert_string_equal(v[2].proves.v[0]->id, "propfind.depth-1");
	assert_string_equal(v[3].proves.v[0]->id, "propfind.depth-1");
	assert_int_equal(v[n - 3].level, EXPECT_SHOULD);
	assert_string_equal(
	    v[n - 3].proves.v[0]->id, "unlock.not-permitted-403");
	assert_true(v[n - 3].tree_given && v[n - 3].has_tree);
	assert_int_equal(v[n - 2].level, EXPECT_MAY);
	assert_string_equal(v[n - 1].proves.v[0]->id, "namespace.several-uris");
	rig_release(&rig);
}

static const struct match *
header(const char *name)
{
	const struct named_matches *h = &step.expects.v[2].headers;

	for (size_t i = 0; i < h->n; i++)
		if (str_is(h->v[i].name, name))
			return &h->v[i].match;
	fail_msg("no %s", name);
	return NULL;
}

static void
matches_of_headers(void **state)
{
	(void)state;
	load_every_expectation();
	assert_int_equal(header("ETag")->kind, MATCH_EQUAL);
	assert_str(header("ETag")->equal.content, "\"tag\"");
	assert_int_equal(header("DAV")->kind, MATCH_PRESENT);
	assert_int_equal(header("DAV")->has.n, 2);
	assert_str(header("DAV")->has.v[1], "2");
	assert_str(header("DAV")->lacks.v[0], "access-control");
	assert_int_equal(header("Allow")->kind, MATCH_PRESENT);
	assert_null(header("Allow")->contains.p);
	assert_int_equal(header("X")->kind, MATCH_ABSENT);
	assert_str(header("Y")->not, "a");
	assert_str(header("Y")->contains, "b");
	assert_str(header("Y")->starts, "c");
	assert_str(header("Y")->ends, "d");
	assert_str(header("Z")->above, "1");
	assert_str(header("Z")->below, "2.5");
	assert_str(header("Location")->href.text, "g");
	rig_release(&rig);
}

static void
matches_of_properties(void **state)
{
	const struct prop_matches *p;
	const struct match *m;

	(void)state;
	load_every_expectation();
	p = &step.expects.v[3].props;
	assert_int_equal(p->n, 9);
	assert_int_equal(p->v[0].match.kind, MATCH_PRESENT);
	assert_int_equal(p->v[1].match.kind, MATCH_ABSENT);
	assert_int_equal(p->v[2].match.kind, MATCH_EQUAL);
	assert_str(p->v[2].name.uri, "urn:davproof:x");
	m = &p->v[3].match;
	assert_str(m->has.v[0], "collection");
	assert_str(m->has_names.v[0].uri, "DAV:");
	assert_str(m->lacks_names.v[1].uri, "urn:y");
	assert_str(m->lacks_names.v[1].local, "z");
	assert_true(p->v[4].match.has_lang);
	assert_str(p->v[4].match.lang, "de");
	assert_true(p->v[5].match.has_lang);
	assert_null(p->v[5].match.lang.p);
	assert_str(p->v[5].match.xml, "<x:a/>");
	m = &p->v[7].match;
	assert_true(m->has_locks);
	assert_int_equal(m->n_locks, 2);
	assert_str(m->locks[0].token->equal.content, "\"tag\"");
	assert_str(m->locks[0].root->href.text, "a/");
	assert_str(m->locks[0].owner->xml, "<D:href>m</D:href>");
	assert_str(m->locks[0].timeout->above, "Second-10");
	assert_null(m->locks[1].token);
	assert_true(p->v[8].match.has_locks);
	assert_int_equal(p->v[8].match.n_locks, 0);
	rig_release(&rig);
}

static void
responses_and_errors(void **state)
{
	const struct response_expects *r;

	(void)state;
	load_every_expectation();
	r = &step.expects.v[4].responses;
	assert_true(step.expects.v[4].only_responses);
	assert_int_equal(r->n, 7); /* one is counted to two */
	assert_str(r->v[0].path.text, "");
	assert_true(status_set_has(&r->v[0].status, 200));
	assert_true(r->v[1].absent && !r->v[1].has_status);
	assert_true(status_set_has(&r->v[2].status, 404));
	assert_str(r->v[3].path.text, "c1");
	assert_str(r->v[4].path.text, "c2");
	assert_true(r->v[4].has_error);
	assert_str(r->v[4].error.v[0].name.local, "lock-token-submitted");
	assert_str(r->v[4].location.href.text, "d");
	assert_int_equal(r->v[5].error.v[0].n_hrefs, 2);
	assert_str(r->v[5].error.v[0].hrefs[1].text, "b/");
	assert_int_equal(r->v[5].error.v[1].n_hrefs, 0);
	assert_true(r->v[5].has_location);
	assert_int_equal(r->v[5].location.kind, MATCH_ABSENT);
	assert_int_equal(r->v[6].n_codes, 4);
	assert_true(r->v[6].codes[0].props.v[1].any);
	assert_str(r->v[6].codes[0].props.v[1].name.local, "p");
	assert_true(r->v[6].codes[1].absent);
	assert_true(status_set_has(&r->v[6].codes[1].status, 499));
	assert_false(r->v[6].codes[3].props.v[0].any);
	assert_str(r->v[6].codes[3].props.v[0].match.starts, "W");
	assert_int_equal(step.expects.v[6].error.n, 2);
	rig_release(&rig);
}

static void
bodies_trees_and_json(void **state)
{
	const struct expectations *v;

	(void)state;
	load_every_expectation();
	v = step.expects.v + 7;
	assert_int_equal(v[0].body.bytes.kind, BYTES_GIVEN);
	assert_int_equal(v[0].body.equal.content.n, 0);
	assert_int_equal(v[1].body.bytes.kind, BYTES_GENERATED);
	assert_memory_equal(v[2].body.equal.content.p, "\0\1\2", 3);
	assert_str(v[3].body.bytes.data, "<a/>");
	assert_int_equal(v[4].body.kind, MATCH_PRESENT);
	assert_true(v[4].body.has_length);
	assert_int_equal(v[4].body.length, 1024);
	assert_int_equal(v[4].body.sha256.n, 64);
	assert_int_equal(v[5].body.kind, MATCH_PRESENT);
	assert_int_equal(v[6].body.kind, MATCH_ABSENT);
	assert_true(v[6].has_body);
	assert_int_equal(v[7].xpath.n, 2);
	assert_str(v[7].xpath.v[0].name, "count(//D:response)");
	assert_true(v[8].has_tree && v[8].tree.n == 0);
	assert_int_equal(v[9].tree.n, 3);
	assert_true(v[10].has_json && v[10].json.items.p == NULL);
	assert_int_equal(v[10].responses.n, 3);
	assert_str(v[10].responses.v[1].key, "");
	assert_int_equal(v[10].responses.v[1].members.n, 2);
	assert_str(v[10].responses.v[2].key, "/a/../b");
	assert_int_equal(v[10].responses.v[0].path.kind, PATH_NONE);
	rig_release(&rig);
}

/* ------------------------------------------------------------- defaults */

/* Which mapping of the last step has the default: its number, or -1. */
static int
default_of(const char *expects)
{
	struct arena a = {0};
	int found = -1;

	rig_load(&rig, arena_printf(&a,
			   "title: t\nproves: [propfind.depth-1, "
			   "unlock.not-permitted-403]\nsteps:\n"
			   "  - GET: f\n    must: {status: 2xx}\n"
			   "    should: {status: 2xx}\n  - %s\n",
			   expects));
	assert_true(testcase_request(rig_reading(&rig, 0), 1, &step));
	assert_true(testcase_expects(&rig.reading, 1, &step));
	for (size_t i = 0; i < step.expects.n; i++)
		if (step.expects.v[i].default_status) {
			assert_int_equal(found, -1);
			found = (int)i;
			assert_false(step.expects.v[i].has_status);
			assert_str(
			    status_set_text(&step.expects.v[i].status, &a),
			    "2xx");
		}
	arena_release(&a);
	rig_release(&rig);
	return found;
}

static void
success_is_the_default_once(void **state)
{
	(void)state;
	assert_int_equal(default_of("GET: f\n    must: {body: a}"), 0);
	assert_int_equal(
	    default_of("GET: f\n    must: [{body: a}, {tree: given}]"), 0);
	assert_int_equal(default_of("GET: f\n    should: {body: a}\n"
				    "    must: {tree: given}"),
	    0);
	assert_int_equal(default_of("GET: f\n    assume: {body: a}\n"
				    "    should: {tree: given}"),
	    1);
	assert_int_equal(default_of("send: x\n    must: {body: a}"), 0);
	assert_int_equal(
	    default_of("GET: f\n    must: {proves: propfind.depth-1}"), 0);
	/* said somewhere, or nothing but prepared */
	assert_int_equal(default_of("GET: f\n    must: {body: a}\n"
				    "    may: {status: 207}"),
	    -1);
	assert_int_equal(default_of("GET: f\n    assume: {status: 200}\n"
				    "    must: {body: a}"),
	    -1);
	assert_int_equal(
	    default_of("GET: f\n    must: {one-of: [{status: 200}, "
		       "{body: a}]}"),
	    -1);
	assert_int_equal(default_of("GET: f\n    assume: {body: a}"), -1);
	assert_int_equal(default_of("GET: f"), -1);
	assert_int_equal(default_of("race: {GET: f}\n"
				    "    must: {tree: given}"),
	    -1);
}

static void
a_step_without_expectations_prepares(void **state)
{
	(void)state;
	default_of("GET: f");
	assert_true(step.prepares);
	default_of("GET: f\n    assume: {status: 200}");
	assert_true(step.prepares);
	default_of("GET: f\n    may: {status: 200}");
	assert_false(step.prepares);
}

/* A row that is nothing takes a key's value with it, not the key. */
static void
nothing_of_a_row_in_expectations(void **state)
{
	(void)state;
	rig_load(&rig, HEAD "each: {a: {v: }, b: {v: x}}\nsteps:\n  - GET: f\n"
			    "    must: {headers: {A: \"-${v}\"}}\n");
	for (size_t row = 0; row < 2; row++) {
		assert_true(testcase_request(rig_reading(&rig, row), 0, &step));
		assert_true(testcase_expects(&rig.reading, 0, &step));
		assert_int_equal(step.expects.v[0].headers.v[0].match.kind,
		    row == 0 ? MATCH_ABSENT : MATCH_EQUAL);
	}
	assert_str(step.expects.v[0].headers.v[0].match.equal.content, "-x");
	rig_release(&rig);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(levels_and_what_they_stand_for),
	    cmocka_unit_test(matches_of_headers),
	    cmocka_unit_test(matches_of_properties),
	    cmocka_unit_test(responses_and_errors),
	    cmocka_unit_test(bodies_trees_and_json),
	    cmocka_unit_test(success_is_the_default_once),
	    cmocka_unit_test(a_step_without_expectations_prepares),
	    cmocka_unit_test(nothing_of_a_row_in_expectations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
