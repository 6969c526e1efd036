#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "spec/spec.h"

static void
ids_are_sorted_and_found(void **state)
{
	(void)state;
	assert_true(spec_count() > 600);
	for (size_t i = 0; i < spec_count(); i++) {
		const struct requirement *r = spec_at(i);

		assert_ptr_equal(spec_find(str_from(r->id)), r);
		if (i > 0)
			assert_true(strcmp(spec_at(i - 1)->id, r->id) < 0);
	}
	assert_null(spec_find(STR("propfind.depth-7")));
	assert_string_equal(
	    spec_nearest(STR("propfind.dept-1")), "propfind.depth-1");
	assert_null(spec_nearest(STR("something else entirely")));
}

static void
a_row_says_what_the_catalogue_says(void **state)
{
	struct arena a = {0};
	const struct requirement *r = spec_find(STR("response.href-unique"));

	(void)state;
	assert_non_null(r);
	assert_int_equal(r->level, LEVEL_MUST_NOT);
	assert_true(level_is_must(r->level));
	assert_string_equal(r->class, "1");
	assert_true(
	    str_is(spec_cite(r, &a), "RFC 4918 section 14.24"));
	r = spec_find(STR("http.message.host-required"));
	assert_true(str_is(spec_cite(r, &a), "RFC 9112 section 3.2"));
	r = spec_find(STR("xml.empty-element-forms-equal"));
	assert_true(str_is(spec_cite(r, &a), "RFC 4918 appendix A.1"));
	arena_release(&a);
}

/* "see" names entries of the catalogue. */
static void
references_lead_somewhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < spec_count(); i++) {
		struct str rest = str_from(spec_at(i)->see), id;

		while (str_cut(&rest, ' ', &id))
			if (spec_find(id) == NULL)
				fail_msg("%s sees %.*s", spec_at(i)->id,
				    STRF(id));
	}
}

/* The head of rfc4918.yaml: what is inferred never fails a server. */
static void
what_is_inferred_is_no_must(void **state)
{
	(void)state;
	for (size_t i = 0; i < spec_count(); i++) {
		const struct requirement *r = spec_at(i);

		if (strcmp(r->basis, "inferred") == 0 &&
		    level_is_must(r->level))
			fail_msg("%s is inferred, and a MUST", r->id);
	}
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ids_are_sorted_and_found),
	    cmocka_unit_test(a_row_says_what_the_catalogue_says),
	    cmocka_unit_test(references_lead_somewhere),
	    cmocka_unit_test(what_is_inferred_is_no_must),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
