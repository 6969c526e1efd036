#include "sample.h"

/* ------------------------------------------------------------- comparing */

/* Each letter is a verdict; '.' is none: the id is not there. */
static enum verdict
verdict_of(char c)
{
	static const char letters[] = "pfewsku";

	return (enum verdict)(strchr(letters, c) - letters);
}

static struct result
run_of(struct arena *a, const char *const *ids, const char *verdicts)
{
	struct result r = {.arena = a,
	    .version = STR("1"),
	    .server = STR("S/1 (x)"),
	    .target_url = STR("http://h:1/")};

	for (size_t i = 0; ids[i] != NULL; i++) {
		struct case_result *c;

		if (verdicts[i] == '.')
			continue;
		c = vec_add(&r.cases, a);
		c->id = str_from(ids[i]);
		c->verdict = verdict_of(verdicts[i]);
		c->reason = STR("why");
		memset(c->digest, 'a', SHA256_HEX - 1);
		if (c->verdict == VERDICT_FAIL)
			vec_add(&c->findings, a)->level = FINDING_MUST;
	}
	return r;
}

static bool
has(const void *arg, struct str id)
{
	(void)arg;
	return !str_starts(id, STR("gone"));
}

/* "kind id;kind id;" of what changed. */
static struct str
changes(const struct baseline *b, struct arena *a)
{
	struct str s = STR("");

	for (size_t i = 0; i < b->items.n; i++)
		s = arena_strf(a, "%.*s%s %.*s;", STRF(s),
		    baseline_kind_name(b->items.v[i].kind),
		    STRF(b->items.v[i].id));
	return s;
}

static void
each_pair_of_verdicts_has_its_kind(void **state)
{
	/* then, now; with --strict, where that differs */
	static const struct {
		const char *pair, *kind, *strict;
	} rows[] = {
	    {"pp", "", NULL},
	    {"pf", "regression a;", NULL},
	    {"pe", "regression a;", NULL},
	    {"pk", "regression a;", NULL},
	    {"pw", "warns a;", "regression a;"},
	    {"pu", "", NULL},
	    {"ff", "still-failing a;", NULL},
	    {"fk", "still-failing a;", NULL},
	    {"ef", "still-failing a;", NULL},
	    {"kp", "fixed a;", NULL},
	    {"fp", "fixed a;", NULL},
	    {"fu", "fixed a;", NULL},
	    {"fw", "fixed a;", "still-failing a;"},
	    {"fs", "untested a;", NULL},
	    {"wp", "fixed a;", NULL},
	    {"ww", "", "still-failing a;"},
	    {"wf", "regression a;", "still-failing a;"},
	    {"ws", "", "untested a;"},
	    {"sp", "", NULL},
	    {"sf", "regression a;", NULL},
	    {"sw", "", "regression a;"},
	    {"ss", "", NULL},
	    {"uf", "regression a;", NULL},
	    {".p", "new a;", NULL},
	    {".f", "new a;", NULL},
	    {".s", "new a;", NULL},
	    {"p.", "", NULL},
	};
	static const char *const ids[] = {"a", NULL};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++)
		for (int strict = 0; strict < 2; strict++) {
			struct arena a = {0};
			char letter[2] = {rows[i].pair[1], '\0'};
			struct result then = run_of(&a, ids, rows[i].pair);
			struct result now = run_of(&a, ids, letter);
			const char *wanted = strict && rows[i].strict != NULL
			    ? rows[i].strict
			    : rows[i].kind;
			struct str got;

			now.strict = then.strict = strict;
			got = changes(
			    baseline_compare("b", &then, &now, has, NULL), &a);
			if (!str_is(got, wanted))
				fail_msg("%s%s: %.*s, not %s", rows[i].pair,
				    strict ? " strict" : "", STRF(got), wanted);
			arena_release(&a);
		}
}

static void
kinds_stand_together_and_what_is_gone_is_named(void **state)
{
	static const char *const ids[] = {
	    "a", "b", "c", "gone/x", "d", "gone/y~2", NULL};
	struct arena a = {0};
	struct result then = run_of(&a, ids, "fpfsfp");
	struct result now = run_of(&a, ids, "pfp.f.");
	struct baseline *b = baseline_compare("b", &then, &now, has, NULL);

	(void)state;
	assert_string_equal(changes(b, &a).p,
	    "regression b;still-failing d;fixed a;fixed c;"
	    "gone gone/x;gone gone/y~2;");
	assert_string_equal(
	    baseline_count(b, BASELINE_FIXED, &a).p, "2 fixed");
	assert_string_equal(
	    baseline_count(b, BASELINE_REGRESSION, &a).p, "1 regression");
	assert_string_equal(baseline_verdicts(&b->items.v[0], &a).p,
	    "pass -> fail");
	arena_release(&a);
}

/* One of several that failed there is enough to expect no better. */
static void
repetitions_are_one_case(void **state)
{
	static const char *const thrice[] = {"a", "a~2", "a~3", NULL};
	static const char *const once[] = {"a", NULL};
	struct arena a = {0};
	struct result then = run_of(&a, thrice, "pfp");
	struct result now = run_of(&a, once, "f");

	(void)state;
	assert_string_equal(
	    changes(baseline_compare("b", &then, &now, has, NULL), &a).p,
	    "still-failing a;");
	assert_string_equal(
	    changes(baseline_compare("b", &now, &then, has, NULL), &a).p,
	    "still-failing a~2;fixed a;fixed a~3;");
	arena_release(&a);
}

static void
a_pass_that_became_a_skip_is_lost(void **state)
{
	static const char *const ids[] = {"a", "b", NULL};
	struct arena a = {0};
	struct result then = run_of(&a, ids, "pp");
	struct result now = run_of(&a, ids, "ff");
	struct rule_result *rule = vec_add(&then.rules, &a);

	(void)state;
	rule->name = STR("r");
	*vec_add(&now.rules, &a) = *rule;
	now.rules.v[0].verdict = VERDICT_FAIL;
	/* Known.c makes it a failure; what it has found is the skip. */
	now.cases.v[0].findings.v[0].level = FINDING_SKIP;
	assert_string_equal(
	    changes(baseline_compare("b", &then, &now, has, NULL), &a).p,
	    "regression b;lost a;lost rules/r;");
	now.rules.v[0].n_findings = 1;
	assert_string_equal(
	    changes(baseline_compare("b", &then, &now, has, NULL), &a).p,
	    "regression b;regression rules/r;lost a;");
	arena_release(&a);
}

/* ------------------------------------------------------------- notes */

static void
check_note(struct result then, struct result now, const char *wanted)
{
	struct baseline *b = baseline_compare("b", &then, &now, has, NULL);

	if (wanted == NULL) {
		if (b->notes.n > 0)
			fail_msg("a note: %.*s", STRF(b->notes.v[0]));
		return;
	}
	assert_int_equal(b->notes.n, 1);
	if (!holds(b->notes.v[0], wanted))
		fail_msg("%.*s lacks %s", STRF(b->notes.v[0]), wanted);
}

static void
what_is_not_the_same_is_said(void **state)
{
	static const char *const ids[] = {"a", NULL};
	struct arena a = {0};
	struct result now = run_of(&a, ids, "f"), then = now;

	(void)state;
	check_note(then, now, NULL);
	then.target_url = STR("http://h:2/");
	then.server = STR("S/2");
	check_note(then, now, NULL); /* another port and version: as ever */
	then.server = STR("T/1");
	check_note(then, now, "another server: T/1, not S/1 (x)");
	then.server = now.server = STR_NONE;
	check_note(then, now, "another URL: http://h:2/, not http://h:1/");
	then.target_name = now.target_name = STR("N");
	check_note(then, now, NULL);
	now.target_name = STR("M");
	check_note(then, now, "another target: N, not M");
	then = now;
	then.version = STR("0.9");
	check_note(then, now, "made by davproof 0.9, this is 1");
	then = now;
	then.catalogue = STR("00");
	check_note(then, now, "catalogue");
	then = now;
	then.strict = true;
	check_note(then, now, "with --strict");
	then = now;
	then.shard = 1;
	then.shards = 3;
	check_note(then, now, "shard 1/3");
	then = now;
	then.bail_out = STR("no connection");
	check_note(then, now, "ended early: no connection");
	then = run_of(&a, ids, "f");
	now = run_of(&a, ids, "p");
	now.cases.v[0].digest[0] = 'b';
	check_note(then, now, "1 of the cases named here was changed");
	arena_release(&a);
}

/* ------------------------------------------------------------- reports */

static void
each_report_names_each_change(void **state)
{
	static const char *const names[] = {
	    "tap", "json", "html", "markdown"};
	struct arena a = {0};
	struct result r;

	(void)state;
	sample_result(&r, &a);
	sample_baseline(&r, STR("text of it"));
	for (size_t i = 0; i < countof(names); i++) {
		struct str text = rendered(names[i], &r, &a);

		assert_true(holds(text, "text of it"));
		for (size_t k = 0; k < BASELINE_KINDS; k++) {
			const char *kind = baseline_kind_name(k);
			const char *wanted = i == 0
			    ? arena_printf(&a, "# baseline: %s ", kind)
			    : i == 1 ? arena_printf(&a, "\"%s\"", kind)
				     : baseline_count(r.baseline, k, &a).p;

			if (!holds(text, wanted))
				fail_msg("%s lacks %s", names[i], wanted);
		}
	}
	arena_release(&a);
}

static void
json_keeps_all_of_it(void **state)
{
	struct arena a = {0};
	char *path = arena_printf(&a, "%s/r.json", sample_folder(&a));
	struct result r, again;
	struct str text;
	struct buf why;

	(void)state;
	buf_init(&why, 1024);
	sample_result(&r, &a);
	sample_baseline(&r, STR("change"));
	text = rendered("json", &r, &a);
	sample_write(path, text);
	if (!result_read(path, &a, &again, &why))
		fail_msg("%s", why.p);
	remove(path);
	assert_true(str_eq(rendered("json", &again, &a), text));
	assert_true(holds(text, "unseen"));
	buf_release(&why);
	arena_release(&a);
}

/* Each part has seen all rules; what the whole says of one holds. */
static void
parts_are_joined(void **state)
{
	static const char *const ids[] = {"a", "b", "gone", NULL};
	struct arena a = {0};
	struct result then = run_of(&a, ids, "fpp");
	struct result one = run_of(&a, ids, "p..");
	struct result two = run_of(&a, ids, ".f.");
	struct result whole = run_of(&a, ids, "pf.");
	struct rule_result rule = {.name = STR("r"), .verdict = VERDICT_FAIL};
	struct baseline *parts[2];

	(void)state;
	*vec_add(&then.rules, &a) = rule;
	rule.verdict = VERDICT_SKIP;
	*vec_add(&one.rules, &a) = rule;
	rule.verdict = VERDICT_KNOWN;
	*vec_add(&two.rules, &a) = rule;
	*vec_add(&whole.rules, &a) = rule;
	then.version = STR("0");
	parts[0] = baseline_compare("b", &then, &one, has, NULL);
	parts[1] = baseline_compare("b", &then, &two, has, NULL);
	baseline_join(parts, 2, &whole);
	assert_string_equal(changes(whole.baseline, &a).p,
	    "regression b;still-failing rules/r;fixed a;gone gone;");
	assert_int_equal(whole.baseline->notes.n, 1);
	parts[0] = parts[1] = NULL;
	baseline_join(parts, 2, &whole);
	assert_null(whole.baseline);
	arena_release(&a);
}

/* A run of these cases beside a baseline; a rule sees nothing in it. */
static struct result
unseen_run(struct arena *a, const struct result *then, const char *verdicts)
{
	static const char *const ids[] = {"a", "b", "c", NULL};
	struct result r = run_of(a, ids, verdicts);

	*vec_add(&r.rules, a) = (struct rule_result){.name = STR("r"),
	    .verdict = VERDICT_SKIP,
	    .reason = STR("nothing was seen")};
	r.baseline = baseline_compare("b", then, &r, has, NULL);
	return r;
}

static struct result
joined(struct arena *a, const struct result *then, const char *verdicts,
    const struct result *one, const struct result *two)
{
	struct baseline *parts[] = {one->baseline, two->baseline};
	struct result whole = unseen_run(a, then, verdicts);

	baseline_join(parts, 2, &whole);
	return whole;
}

/* Each part may miss what the others have; all of them miss nothing. */
static void
a_rule_that_no_part_saw_is_lost(void **state)
{
	static const char *const ids[] = {"a", "b", "c", "d", NULL};
	struct arena a = {0};
	struct result then = run_of(&a, ids, "pfps");
	struct result one, two, three, some, whole;

	(void)state;
	*vec_add(&then.rules, &a) =
	    (struct rule_result){.name = STR("r"), .verdict = VERDICT_PASS};
	one = unseen_run(&a, &then, "p..");
	two = unseen_run(&a, &then, ".f.");
	three = unseen_run(&a, &then, "..p");
	some = joined(&a, &then, "pf.", &one, &two);
	assert_string_equal(changes(some.baseline, &a).p, "still-failing b;");
	assert_int_equal(some.rules.v[0].verdict, VERDICT_SKIP);
	whole = joined(&a, &then, "pfp", &some, &three);
	assert_string_equal(
	    changes(whole.baseline, &a).p, "lost rules/r;still-failing b;");
	assert_int_equal(whole.rules.v[0].verdict, VERDICT_FAIL);
	assert_string_equal(whole.rules.v[0].reason.p,
	    "passed in the baseline and is skipped now: nothing was seen");
	assert_int_equal(whole.baseline->items.v[0].before, VERDICT_PASS);
	assert_int_equal(whole.baseline->items.v[0].after, VERDICT_FAIL);
	arena_release(&a);
}

/* What failed there, or was skipped, is not lost. */
static void
a_rule_that_was_not_good_there_is_not_lost(void **state)
{
	static const enum verdict before[] = {
	    VERDICT_FAIL, VERDICT_KNOWN, VERDICT_SKIP};
	static const char *const ids[] = {"a", "b", NULL};

	(void)state;
	for (size_t i = 0; i < countof(before); i++) {
		struct arena a = {0};
		struct result then = run_of(&a, ids, "pp");
		struct result one, two, whole;

		*vec_add(&then.rules, &a) = (struct rule_result){
		    .name = STR("r"), .verdict = before[i]};
		one = unseen_run(&a, &then, "p.");
		two = unseen_run(&a, &then, ".p");
		whole = joined(&a, &then, "pp", &one, &two);
		assert_int_equal(whole.rules.v[0].verdict, VERDICT_SKIP);
		assert_int_equal(baseline_n(whole.baseline, BASELINE_LOST), 0);
		arena_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_pair_of_verdicts_has_its_kind),
	    cmocka_unit_test(kinds_stand_together_and_what_is_gone_is_named),
	    cmocka_unit_test(repetitions_are_one_case),
	    cmocka_unit_test(a_pass_that_became_a_skip_is_lost),
	    cmocka_unit_test(what_is_not_the_same_is_said),
	    cmocka_unit_test(each_report_names_each_change),
	    cmocka_unit_test(json_keeps_all_of_it),
	    cmocka_unit_test(parts_are_joined),
	    cmocka_unit_test(a_rule_that_no_part_saw_is_lost),
	    cmocka_unit_test(a_rule_that_was_not_good_there_is_not_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
