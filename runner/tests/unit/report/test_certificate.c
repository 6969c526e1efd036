#include "sample.h"

#include "report/certificate.h"
#include "report/certificate_json.h"

/* A server that holds all that can be proved, and the whole suite was run. */
struct fixture {
	struct arena a;
	struct result r;
};

static void
setup(struct fixture *f)
{
	*f = (struct fixture){0};
	held_result(&f->r, &f->a);
}

static void
release(struct fixture *f)
{
	arena_release(&f->a);
}

static struct certificate
certify(struct fixture *f)
{
	struct certificate c;

	certificate_judge(&f->r, &f->a, &c);
	return c;
}

static enum conformance
class_of(struct fixture *f, size_t class)
{
	return certify(f).classes[class - 1].conformance;
}

static enum proof
proof_of(struct fixture *f, const char *id)
{
	return certify(f).proofs[sample_requirement(id) - spec_at(0)].proof;
}

#define CLASS_1 "copy.overwrite-F"
#define CLASS_2 "lock.refresh-body-lockdiscovery"
#define CLASS_3 "href.simple-ref"

static void
a_whole_run_in_which_all_is_held_certifies_each_class(void **state)
{
	struct fixture f;
	struct certificate c;

	(void)state;
	setup(&f);
	c = certify(&f);
	assert_int_equal(c.in_part.n, 0);
	for (size_t i = 0; i < CLASSES; i++) {
		assert_int_equal(c.classes[i].conformance, CONFORMANCE_PROVED);
		assert_true(c.classes[i].musts[PROOF_HELD] > 25);
		assert_int_equal(c.classes[i].musts[PROOF_NOT_PROVED], 0);
	}
	f.r.dav = STR("1");
	assert_int_equal(class_of(&f, 1), CONFORMANCE_PROVED);
	assert_int_equal(class_of(&f, 2), CONFORMANCE_NOT_CLAIMED);
	assert_int_equal(class_of(&f, 3), CONFORMANCE_NOT_CLAIMED);
	f.r.dav = STR_NONE;
	assert_int_equal(class_of(&f, 1), CONFORMANCE_NOT_CLAIMED);
	release(&f);
}

static void
a_broken_must_disproves_its_class_and_class_1_all(void **state)
{
	struct fixture f;
	struct case_result *c;

	(void)state;
	setup(&f);
	c = sample_case_of(&f.r, CLASS_2);
	c->verdict = VERDICT_FAIL;
	sample_finding(&f.r, &c->findings, FINDING_MUST, CLASS_2, "m");
	assert_int_equal(proof_of(&f, CLASS_2), PROOF_BROKEN);
	assert_int_equal(class_of(&f, 1), CONFORMANCE_PROVED);
	assert_int_equal(class_of(&f, 2), CONFORMANCE_DISPROVED);
	/* 3 beside 2 is the whole of RFC 4918; alone it is not. */
	assert_int_equal(class_of(&f, 3), CONFORMANCE_DISPROVED);
	f.r.dav = STR("1, 3");
	assert_int_equal(class_of(&f, 2), CONFORMANCE_NOT_CLAIMED);
	assert_int_equal(class_of(&f, 3), CONFORMANCE_PROVED);
	f.r.dav = STR("1, 2, 3");
	c = sample_case_of(&f.r, CLASS_1);
	c->verdict = VERDICT_FAIL;
	sample_finding(&f.r, &c->findings, FINDING_MUST, CLASS_1, "m");
	for (size_t i = 1; i <= CLASSES; i++)
		assert_int_equal(class_of(&f, i), CONFORMANCE_DISPROVED);
	release(&f);
}

/* The only case that proves a MUST ends with that verdict. */
static void
check_verdict(enum verdict v, bool finding, enum proof proof, bool proved)
{
	static const char *const ids[] = {CLASS_1, CLASS_2, CLASS_3};

	for (size_t i = 0; i < countof(ids); i++) {
		struct fixture f;
		struct case_result *c;

		setup(&f);
		c = sample_case_of(&f.r, ids[i]);
		c->verdict = v;
		if (finding)
			sample_finding(
			    &f.r, &c->findings, FINDING_MUST, ids[i], "m");
		assert_int_equal(proof_of(&f, ids[i]), proof);
		assert_int_equal(
		    class_of(&f, i + 1) == CONFORMANCE_PROVED, proved);
		release(&f);
	}
}

static void
what_was_skipped_or_not_carried_out_is_not_held(void **state)
{
	(void)state;
	check_verdict(VERDICT_SKIP, false, PROOF_NOT_PROVED, false);
	check_verdict(VERDICT_ERROR, false, PROOF_NOT_PROVED, false);
	check_verdict(VERDICT_FAIL, false, PROOF_NOT_PROVED, false);
}

static void
a_known_failure_is_not_held(void **state)
{
	(void)state;
	check_verdict(VERDICT_KNOWN, true, PROOF_BROKEN, false);
	check_verdict(VERDICT_KNOWN, false, PROOF_NOT_PROVED, false);
	check_verdict(VERDICT_UNEXPECTED, false, PROOF_NOT_PROVED, false);
}

static void
a_warning_about_something_else_leaves_it_held(void **state)
{
	(void)state;
	check_verdict(VERDICT_WARN, false, PROOF_HELD, true);
	check_verdict(VERDICT_PASS, false, PROOF_HELD, true);
}

/* What shows a SHOULD broken is not what proves it. */
static void
a_case_that_speaks_against_it_proves_nothing(void **state)
{
	static const char id[] = "copy.depth-1-rejected";
	const struct requirement *q = sample_requirement(id);
	struct fixture f;
	struct case_result *c;

	(void)state;
	setup(&f);
	c = sample_case_of(&f.r, id);
	c->verdict = VERDICT_WARN;
	assert_true(certify(&f).proofs[q - spec_at(0)].by.v[0].proves);
	sample_finding(&f.r, &c->findings, FINDING_SHOULD, id, "m");
	assert_int_equal(proof_of(&f, id), PROOF_BROKEN);
	assert_false(certify(&f).proofs[q - spec_at(0)].by.v[0].proves);
	assert_int_equal(class_of(&f, 1), CONFORMANCE_PROVED);
	release(&f);
}

static void
what_was_not_judged_is_not_held(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	sample_case_of(&f.r, CLASS_1)->judged.n = 0;
	assert_int_equal(proof_of(&f, CLASS_1), PROOF_NOT_PROVED);
	assert_int_equal(class_of(&f, 1), CONFORMANCE_OPEN);
	assert_int_equal(class_of(&f, 2), CONFORMANCE_OPEN);
	release(&f);
}

static void
a_must_in_doubt_is_not_held(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	sample_finding(&f.r, &sample_case_of(&f.r, CLASS_3)->findings,
	    FINDING_SHOULD, CLASS_3, "m");
	assert_int_equal(proof_of(&f, CLASS_3), PROOF_IN_DOUBT);
	assert_int_equal(class_of(&f, 3), CONFORMANCE_OPEN);
	assert_int_equal(class_of(&f, 1), CONFORMANCE_PROVED);
	release(&f);
}

static void
a_must_without_a_case_is_not_held(void **state)
{
	struct fixture f;

	(void)state;
	setup(&f);
	*sample_case_of(&f.r, CLASS_1) = *sample_case_of(&f.r, CLASS_2);
	sample_whole(&f.r);
	assert_int_equal(proof_of(&f, CLASS_1), PROOF_NOT_PROVED);
	assert_int_equal(class_of(&f, 1), CONFORMANCE_OPEN);
	release(&f);
}

/* A rule alone may have had nothing to look at; a case never. */
static void
what_only_rules_see_may_have_no_occasion(void **state)
{
	static const char id[] = "location-element.content";
	struct fixture f;
	struct rule_result *rule;

	(void)state;
	setup(&f);
	*sample_case_of(&f.r, id) = *sample_case_of(&f.r, CLASS_2);
	sample_whole(&f.r);
	rule = vec_add(&f.r.rules, &f.a);
	rule->name = STR("r");
	rule->requirement = str_from(id);
	rule->verdict = VERDICT_SKIP;
	assert_int_equal(proof_of(&f, id), PROOF_NO_OCCASION);
	assert_int_equal(class_of(&f, 3), CONFORMANCE_PROVED);
	rule->verdict = VERDICT_PASS;
	assert_int_equal(proof_of(&f, id), PROOF_HELD);
	rule->verdict = VERDICT_KNOWN;
	assert_int_equal(proof_of(&f, id), PROOF_NOT_PROVED);
	assert_int_equal(class_of(&f, 3), CONFORMANCE_OPEN);
	/* Skipped, and so is the case. */
	rule->verdict = VERDICT_SKIP;
	rule->requirement = STR(CLASS_1);
	sample_case_of(&f.r, CLASS_1)->verdict = VERDICT_SKIP;
	assert_int_equal(proof_of(&f, CLASS_1), PROOF_NOT_PROVED);
	release(&f);
}

/* A server that needs no password cannot be asked for one. */
static void
what_takes_a_set_up_may_be_skipped_and_is_not_held(void **state)
{
	static const char id[] = "lock.creator-must-match";
	struct fixture f;
	struct case_result *c;

	(void)state;
	assert_int_equal(
	    sample_requirement(id)->testable, TESTABLE_NEEDS_CONFIG);
	setup(&f);
	assert_int_equal(proof_of(&f, id), PROOF_NOT_TESTED);
	c = sample_case(&f.r, "s", VERDICT_SKIP, "t", id);
	sample_whole(&f.r);
	assert_int_equal(proof_of(&f, id), PROOF_NOT_TESTED);
	assert_int_equal(class_of(&f, 2), CONFORMANCE_PROVED);
	c->verdict = VERDICT_ERROR;
	assert_int_equal(proof_of(&f, id), PROOF_NOT_PROVED);
	assert_int_equal(class_of(&f, 2), CONFORMANCE_OPEN);
	release(&f);
}

static void
one_that_sends_to_others_is_held_with_them(void **state)
{
	static const char id[] = SENDS_TO_OTHERS;
	struct fixture f;
	struct case_result *c;

	(void)state;
	setup(&f);
	assert_int_equal(proof_of(&f, id), PROOF_HELD);
	c = sample_case_of(&f.r, "proppatch.one-response");
	c->verdict = VERDICT_SKIP;
	assert_int_equal(proof_of(&f, id), PROOF_NOT_PROVED);
	sample_finding(
	    &f.r, &c->findings, FINDING_MUST, "proppatch.one-response", "m");
	assert_int_equal(proof_of(&f, id), PROOF_BROKEN);
	release(&f);
}

static void
expect_in_part(struct fixture *f, const char *why)
{
	struct certificate c = certify(f);

	if (str_find(c.in_part, str_from(why)) == c.in_part.n)
		fail_msg("\"%.*s\" lacks \"%s\"", STRF(c.in_part), why);
	for (size_t i = 0; i < CLASSES; i++)
		assert_int_equal(c.classes[i].conformance, CONFORMANCE_OPEN);
}

static void
a_run_of_a_part_certifies_nothing(void **state)
{
	struct fixture f;
	struct result whole;

	(void)state;
	setup(&f);
	whole = f.r;
	f.r.shard = f.r.shards = 1;
	expect_in_part(&f, "shard 1/1");
	f.r = whole;
	f.r.bail_out = STR("gone");
	expect_in_part(&f, "ended early: gone");
	f.r = whole;
	f.r.suite_digest = STR_NONE;
	expect_in_part(&f, "were named");
	f.r = whole;
	f.r.suite_digest = STR("00");
	expect_in_part(&f, "selected");
	f.r = whole;
	f.r.catalogue = STR("00");
	expect_in_part(&f, "another catalogue");
	f.r = whole;
	f.r.cases.n--;
	expect_in_part(&f, "lacks cases");
	f.r = whole;
	f.r.cases.v[0].digest[0] = '\0';
	expect_in_part(&f, "lacks cases");
	release(&f);
}

static struct str
digest_of(const struct result *r, struct arena *a)
{
	struct certificate c;

	certificate_judge(r, a, &c);
	return arena_strf(a, "%s", c.digest);
}

static void
the_digest_is_that_of_what_the_certificate_says(void **state)
{
	struct fixture f;
	struct str first;

	(void)state;
	setup(&f);
	first = digest_of(&f.r, &f.a);
	assert_int_equal(first.n, SHA256_HEX - 1);
	assert_true(str_eq(digest_of(&f.r, &f.a), first));
	/* Who proves it first makes no difference, nor how long it took. */
	f.r.duration_ms = 99;
	assert_true(str_eq(digest_of(&f.r, &f.a), first));
	sample_case_of(&f.r, "copy.status-204")->verdict = VERDICT_WARN;
	assert_false(str_eq(digest_of(&f.r, &f.a), first));
	sample_case_of(&f.r, "copy.status-204")->verdict = VERDICT_PASS;
	f.r.started = STR("2026-11-22T10:00:00Z");
	assert_false(str_eq(digest_of(&f.r, &f.a), first));
	f.r.started = STR("2026-11-21T10:00:00Z");
	f.r.server = STR("Another");
	assert_false(str_eq(digest_of(&f.r, &f.a), first));
	release(&f);
}

/* As a reader would do it who has no davproof. */
static void
the_digest_can_be_computed_by_others(void **state)
{
	struct arena a = {0};
	struct result r;
	char *path = arena_printf(&a, "%s/r.json", sample_folder(&a));
	struct str says;
	int status;

	(void)state;
	hostile_result(&r, &a);
	r.certify = true;
	sample_write(path, rendered("json", &r, &a));
	says = printed(
	    arena_printf(&a,
		"/usr/bin/python3 -c 'import hashlib, json, sys\n"
		"c = json.load(open(sys.argv[1]))[\"certificate\"]\n"
		"d = c.pop(\"digest\")\n"
		"t = json.dumps(c, sort_keys=True, ensure_ascii=False,\n"
		"    separators=(\",\", \":\"))\n"
		"h = hashlib.sha256(t.encode()).hexdigest()\n"
		"print(h == d, h, d)' %s 2>&1",
		path),
	    &a, &status);
	assert_int_equal(status, 0);
	if (!str_starts(says, STR("True ")))
		fail_msg("%.*s", STRF(says));
	remove(path);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(
		a_whole_run_in_which_all_is_held_certifies_each_class),
	    cmocka_unit_test(a_broken_must_disproves_its_class_and_class_1_all),
	    cmocka_unit_test(what_was_skipped_or_not_carried_out_is_not_held),
	    cmocka_unit_test(a_known_failure_is_not_held),
	    cmocka_unit_test(a_warning_about_something_else_leaves_it_held),
	    cmocka_unit_test(a_case_that_speaks_against_it_proves_nothing),
	    cmocka_unit_test(what_was_not_judged_is_not_held),
	    cmocka_unit_test(a_must_in_doubt_is_not_held),
	    cmocka_unit_test(a_must_without_a_case_is_not_held),
	    cmocka_unit_test(what_only_rules_see_may_have_no_occasion),
	    cmocka_unit_test(
		what_takes_a_set_up_may_be_skipped_and_is_not_held),
	    cmocka_unit_test(one_that_sends_to_others_is_held_with_them),
	    cmocka_unit_test(a_run_of_a_part_certifies_nothing),
	    cmocka_unit_test(the_digest_is_that_of_what_the_certificate_says),
	    cmocka_unit_test(the_digest_can_be_computed_by_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
