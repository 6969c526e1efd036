/* The matrices of several results made one. */
#include "sample.h"

#include "report/faultmatrix.h"
#include "report/merge.h"

struct parts {
	struct arena arena;
	struct result results[2], merged;
	struct buf why;
};

static void
add_rule(struct result *r, enum verdict v)
{
	struct rule_result *rule = vec_add(&r->rules, r->arena);

	rule->name = STR("href-percent-encoded");
	rule->requirement = STR("href.percent-encoded");
	rule->sentence = STR("s");
	rule->verdict = v;
	rule->n_findings = v == VERDICT_FAIL;
}

static struct fault_tried *
add_fault(struct result *r, const char *id)
{
	struct fault_tried *f = vec_add(&r->matrix->faults, r->arena);

	f->id = f->text = str_from(id);
	*vec_add(&f->violates, r->arena) = STR("copy.overwrite-F");
	return f;
}

static void
add_id(struct parts *p, struct strs *list, const char *id)
{
	*vec_add(list, &p->arena) = str_from(id);
}

/* Two selections: the first left one fault out, the second two. */
static void
begin(struct parts *p)
{
	static const char *const cases[] = {"a", "b"};

	*p = (struct parts){0};
	buf_init(&p->why, 4096);
	for (size_t i = 0; i < 2; i++) {
		struct result *r = &p->results[i];

		*r = (struct result){.arena = &p->arena,
		    .target_name = STR("reference")};
		sample_case(
		    r, cases[i], VERDICT_PASS, "t", "copy.overwrite-F");
		add_rule(r, VERDICT_PASS);
		r->matrix = arena_new(&p->arena, struct fault_matrix);
		r->matrix->whole = r->matrix->part = true;
		r->matrix->left_out = i + 1;
		r->matrix->duration_ms = 100;
	}
	add_fault(&p->results[0], "one");
	add_fault(&p->results[0], "two");
	add_fault(&p->results[0], "four");
	add_fault(&p->results[1], "two");
	add_fault(&p->results[1], "three");
}

static bool
merge(struct parts *p)
{
	struct merge_part parts[2] = {
	    {"1.json", &p->results[0]}, {"2.json", &p->results[1]}};

	return merge_results(parts, 2, &p->arena, &p->merged, &p->why);
}

static void
end(struct parts *p)
{
	buf_release(&p->why);
	arena_release(&p->arena);
}

static void
check_ids(const struct strs *list, const char *a, const char *b)
{
	assert_int_equal(list->n, (a != NULL) + (b != NULL));
	assert_true(a == NULL || str_is(list->v[0], a));
	assert_true(b == NULL || str_is(list->v[1], b));
}

static void
each_fault_stands_once_in_their_order(void **state)
{
	static const char *const wanted[] = {"one", "two", "three", "four"};
	struct parts p;

	(void)state;
	begin(&p);
	assert_true(merge(&p));
	assert_int_equal(p.merged.matrix->faults.n, countof(wanted));
	for (size_t i = 0; i < countof(wanted); i++)
		assert_true(
		    str_is(p.merged.matrix->faults.v[i].id, wanted[i]));
	/* Of four there are; one was tried here, one there. */
	assert_int_equal(p.merged.matrix->left_out, 0);
	assert_int_equal(p.merged.matrix->duration_ms, 200);
	assert_true(p.merged.matrix->whole);
	assert_true(p.merged.matrix->part);
	/* The parts are as they were. */
	assert_int_equal(p.results[0].matrix->faults.n, 3);
	end(&p);
}

static void
what_a_fault_broke_is_told_of_all_parts(void **state)
{
	const struct fault_tried *two;
	struct fault_tried *first, *second;
	struct parts p;

	(void)state;
	begin(&p);
	first = &p.results[0].matrix->faults.v[1];
	second = &p.results[1].matrix->faults.v[0];
	add_id(&p, &first->caught_by, "a");
	add_id(&p, &first->broke, "rules/href-percent-encoded");
	add_id(&p, &second->caught_by, "b");
	add_id(&p, &second->broke, "rules/href-percent-encoded");
	second->why = STR("the server is gone");
	assert_true(merge(&p));
	two = &p.merged.matrix->faults.v[1];
	check_ids(&two->caught_by, "a", "b");
	check_ids(&two->broke, "rules/href-percent-encoded", NULL);
	assert_true(str_is(two->why, "the server is gone"));
	check_ids(&first->caught_by, "a", NULL);
	end(&p);
}

/* What is broken without a fault, no fault breaks. */
static void
a_rule_that_is_broken_anyhow_counts_for_nothing(void **state)
{
	struct parts p;

	(void)state;
	begin(&p);
	p.results[1].rules.n = 0;
	add_rule(&p.results[1], VERDICT_FAIL);
	add_id(&p, &p.results[0].matrix->faults.v[0].caught_by,
	    "rules/href-percent-encoded");
	assert_true(merge(&p));
	assert_int_equal(p.merged.matrix->faults.v[0].caught_by.n, 0);
	end(&p);
}

static void
expect_refusal(struct parts *p, const char *says)
{
	if (merge(p))
		fail_msg("not refused: %s", says);
	assert_string_equal(p->why.p, says);
	end(p);
}

static void
what_has_no_matrix_beside_one_is_refused(void **state)
{
	struct parts p;

	(void)state;
	begin(&p);
	p.results[1].matrix = NULL;
	expect_refusal(&p,
	    "2.json: one was run with --matrix, and this one was not");
	begin(&p);
	p.results[0].matrix = NULL;
	expect_refusal(
	    &p, "2.json: one was run with --matrix, and 1.json was not");
	begin(&p);
	p.results[1].matrix->whole = false;
	expect_refusal(&p,
	    "2.json: one has the matrix of some faults (--fault), and 1.json "
	    "of all");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_fault_stands_once_in_their_order),
	    cmocka_unit_test(what_a_fault_broke_is_told_of_all_parts),
	    cmocka_unit_test(a_rule_that_is_broken_anyhow_counts_for_nothing),
	    cmocka_unit_test(what_has_no_matrix_beside_one_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
