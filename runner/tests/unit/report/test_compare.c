#include "sample.h"

#include "report/compare.h"

static const struct compare_rows all_rows;

static size_t
at(const char *id)
{
	return (size_t)(sample_requirement(id) - spec_at(0));
}

/* The sample, and the same server after some mending. */
static void
two_results(struct result *first, struct result *second, struct arena *a)
{
	struct case_result *c;

	sample_result(first, a);
	sample_result(second, a);
	second->target_version = STR("1.1");
	c = &second->cases.v[1]; /* failed */
	c->verdict = VERDICT_PASS;
	c->reason = STR_NONE;
	c->findings.n = 0;
	for (size_t i = 0; i < c->exchanges.n; i++)
		c->exchanges.v[i].findings.n = 0;
	second->rules.v[0].verdict = VERDICT_PASS;
	second->rules.v[0].n_findings = second->rules.v[0].n_evidence = 0;
	c = &second->cases.v[0]; /* passed */
	c->verdict = VERDICT_FAIL;
	c->reason = STR("step 1: status 500 where 207 is demanded");
	c->digest[0] = '0';
	sample_shown(second, c, &c->exchanges.v[0], FINDING_MUST,
	    "propfind.depth-1", "status 500 where 207 is demanded");
	c->exchanges.v[0].status = 500;
	second->cases.v[4].id = STR("rfc4918/9.10-lock/renamed");
}

static void
cells_say_what_became_of_a_requirement(void **state)
{
	static const struct {
		const char *id;
		enum cell_state first, second;
		int status; /* seen by the first that broke it */
		bool differs;
	} rows[] = {
	    {"propfind.depth-1", CELL_HELD, CELL_BROKEN, 500, true},
	    {"copy.precondition-412", CELL_BROKEN, CELL_HELD, 204, true},
	    {"copy.depth-1-rejected", CELL_WARN, CELL_WARN, 201, false},
	    {"href.percent-encoded", CELL_BROKEN, CELL_HELD, 0, true},
	    {"lock.refresh-body-lockdiscovery", CELL_ERROR, CELL_ERROR, 500,
		false},
	    {"lock.refresh-timeout", CELL_SKIPPED, CELL_SKIPPED, 0, false},
	    {"mkcol.body-effect-limited", CELL_BROKEN, CELL_BROKEN, 0, false},
	    {"unlock.frees-everything", CELL_NOT_SEEN, CELL_NOT_SEEN, 0, false},
	};
	struct arena a = {0};
	struct result r[2];
	const struct result *list[] = {&r[0], &r[1]};
	struct comparison c;

	(void)state;
	two_results(&r[0], &r[1], &a);
	compare_init(&c, list, 2, &all_rows);
	for (size_t i = 0; i < countof(rows); i++) {
		size_t q = at(rows[i].id);
		const struct cell *cell = &c.servers[0].cells[q];

		if (cell->state != rows[i].first ||
		    c.servers[1].cells[q].state != rows[i].second)
			fail_msg("%s: %s, %s", rows[i].id,
			    cell_state_name(cell->state),
			    cell_state_name(c.servers[1].cells[q].state));
		if (cell->state == CELL_HELD)
			cell = &c.servers[1].cells[q];
		assert_int_equal(cell_status(cell), rows[i].status);
		assert_int_equal(c.differs[q], rows[i].differs);
	}
	assert_true(c.servers[0].cells[at("mkcol.body-effect-limited")].known);
	assert_false(c.servers[0].cells[at("copy.precondition-412")].known);
	compare_release(&c);
	arena_release(&a);
}

static void
totals_are_counts_by_class_and_level(void **state)
{
	struct arena a = {0};
	struct result r[2];
	const struct result *list[] = {&r[0], &r[1]};
	struct comparison c;

	(void)state;
	two_results(&r[0], &r[1], &a);
	compare_init(&c, list, 2, &all_rows);
	for (size_t k = 0; k < 2; k++) {
		size_t sum = 0;

		for (size_t i = 0; i < COMPARE_CLASSES; i++)
			for (size_t m = 0; m < COMPARE_LEVELS; m++)
				for (size_t n = 0; n < CELL_STATES; n++)
					sum += c.servers[k].totals[i][m][n];
		assert_int_equal(sum, spec_count());
	}
	assert_int_equal(compare_count(&c.servers[0], 0, CELL_BROKEN), 3);
	assert_int_equal(compare_count(&c.servers[1], 0, CELL_BROKEN), 2);
	compare_release(&c);
	arena_release(&a);
}

static void
expect_change(const struct comparison *c, const char *id, enum change change,
    bool revised)
{
	for (size_t i = 0; i < c->changes.n; i++) {
		const struct changed *one = &c->changes.v[i];

		if (!str_is(c->ids[one->id], id))
			continue;
		assert_int_equal(one->change, change);
		assert_int_equal(one->revised, revised);
		return;
	}
	fail_msg("%s is not among the changes", id);
}

static void
two_runs_of_a_server_tell_what_changed(void **state)
{
	struct arena a = {0};
	struct result r[2];
	const struct result *list[] = {&r[0], &r[1]};
	struct comparison c;

	(void)state;
	two_results(&r[0], &r[1], &a);
	compare_init(&c, list, 2, &all_rows);
	assert_true(c.two_runs);
	assert_int_equal(c.changes.n, 5);
	expect_change(
	    &c, "rfc4918/9.1-propfind/depth-1", CHANGE_FAILS, true);
	expect_change(
	    &c, "rfc4918/9.8-copy/overwrite-f", CHANGE_FIXED, false);
	expect_change(&c, "rules/href-percent-encoded", CHANGE_FIXED, false);
	expect_change(&c, "rfc4918/9.10-lock/renamed", CHANGE_NEW, false);
	expect_change(&c, "rfc4918/9.10-lock/expires", CHANGE_GONE, false);
	compare_release(&c);
	r[1].target_name = STR("Another server");
	compare_init(&c, list, 2, &all_rows);
	assert_false(c.two_runs);
	assert_int_equal(c.changes.n, 0);
	compare_release(&c);
	arena_release(&a);
}

static void
rows_are_chosen(void **state)
{
	static const char *const sections[] = {"9.8"};
	struct arena a = {0};
	struct result r[2];
	const struct result *list[] = {&r[0], &r[1]};
	struct compare_rows rows = {.differences = true};
	struct comparison c;

	(void)state;
	two_results(&r[0], &r[1], &a);
	compare_init(&c, list, 2, &rows);
	assert_int_equal(c.n_rows, 3);
	compare_release(&c);
	rows = (struct compare_rows){.sections = sections, .n_sections = 1};
	rows.levels[1] = true;
	compare_init(&c, list, 2, &rows);
	assert_true(c.n_rows > 0);
	for (size_t i = 0; i < c.n_rows; i++) {
		const struct requirement *q = spec_at(c.rows[i]);

		assert_true(level_is_should(q->level));
		assert_true(strncmp(q->section, "9.8", 3) == 0);
		assert_true(q->section[3] == '\0' || q->section[3] == '.');
	}
	compare_release(&c);
	arena_release(&a);
}

/* ------------------------------------------------------------ renderers */

typedef bool render_fn(FILE *out, const struct comparison *c);

static struct str
written(render_fn *render, const struct result *x, const struct result *y,
    struct arena *a)
{
	const struct result *list[] = {x, y};
	struct comparison c;
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	struct str copy;

	compare_init(&c, list, 2, &all_rows);
	assert_true(render(out, &c));
	fclose(out);
	compare_release(&c);
	copy = arena_str(a, (struct str){text, n});
	free(text);
	return copy;
}

static void
a_cell_links_to_its_evidence(void **state)
{
	static const char *const wanted[] = {
	    "href=\"#e-1-copy.precondition-412\"",
	    "id=\"e-1-copy.precondition-412\"",
	    "href=\"#r-copy.precondition-412\"",
	    "id=\"r-copy.precondition-412\"",
	    "COPY a HTTP/1.1",
	    "rfc4918/9.8-copy/overwrite-f",
	    "204",
	};
	struct arena a = {0};
	struct result r[2];
	struct str html;

	(void)state;
	two_results(&r[0], &r[1], &a);
	html = written(compare_html, &r[0], &r[1], &a);
	for (size_t i = 0; i < countof(wanted); i++)
		if (!holds(html, wanted[i]))
			fail_msg("%s is missing", wanted[i]);
	assert_false(holds(html, "style="));
	assert_false(holds(html, " %<"));
	arena_release(&a);
}

static size_t
count_of(struct str text, const char *needle)
{
	struct str word = str_from(needle);
	size_t n = 0;

	for (;; n++) {
		size_t at = str_find(text, word);

		if (at == text.n)
			return n;
		text = str_from_at(text, at + word.n);
	}
}

/* An exchange that breaks two requirements is shown once, linked to twice. */
static void
evidence_is_there_once(void **state)
{
	struct arena a = {0};
	struct result r[2];
	struct case_result *c;
	struct str html;

	(void)state;
	two_results(&r[0], &r[1], &a);
	c = &r[0].cases.v[1];
	assert_true(str_is(c->id, "rfc4918/9.8-copy/overwrite-f"));
	html = written(compare_html, &r[0], &r[1], &a);
	assert_int_equal(count_of(html, "broke another requirement"), 0);
	sample_shown(&r[0], c, &c->exchanges.v[1], FINDING_MUST,
	    "overwrite.F-412", "status 204 where 412 is demanded");
	html = written(compare_html, &r[0], &r[1], &a);
	assert_true(holds(html, "id=\"e-1-overwrite.F-412\""));
	assert_int_equal(count_of(html, "broke another requirement"), 1);
	arena_release(&a);
}

/* Every #fragment that is linked to is there. */
static void
no_link_leads_nowhere(void **state)
{
	struct arena a = {0};
	struct result r[2];
	struct str html, rest;
	size_t n = 0;

	(void)state;
	two_results(&r[0], &r[1], &a);
	html = written(compare_html, &r[0], &r[1], &a);
	for (rest = html;;) {
		size_t from = str_find(rest, STR("href=\"#"));
		struct str id, anchor;

		if (from == rest.n)
			break;
		rest = str_from_at(rest, from + 7);
		id = str_sub(rest, 0, str_index(rest, '"'));
		anchor = arena_strf(&a, "id=\"%.*s\"", STRF(id));
		if (str_find(html, anchor) == html.n)
			fail_msg("#%.*s is nowhere", STRF(id));
		n++;
	}
	assert_true(n > 10);
	arena_release(&a);
}

static void
hostile_bytes_stay_text(void **state)
{
	static render_fn *const renderers[] = {compare_html, compare_markdown,
	    compare_markdown_table, compare_json};
	struct arena a = {0};
	struct result r[2];

	(void)state;
	hostile_result(&r[0], &a);
	hostile_result(&r[1], &a);
	for (size_t i = 0; i < countof(renderers); i++) {
		struct str text =
		    written(renderers[i], &r[0], &r[1], &a);

		assert_true(utf8_valid(text));
		assert_false(holds(text, "\x1b"));
		assert_false(holds(text, "\n::error"));
		if (renderers[i] != compare_json)
			assert_false(holds(text, "<script>x"));
	}
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(cells_say_what_became_of_a_requirement),
	    cmocka_unit_test(totals_are_counts_by_class_and_level),
	    cmocka_unit_test(two_runs_of_a_server_tell_what_changed),
	    cmocka_unit_test(rows_are_chosen),
	    cmocka_unit_test(a_cell_links_to_its_evidence),
	    cmocka_unit_test(evidence_is_there_once),
	    cmocka_unit_test(no_link_leads_nowhere),
	    cmocka_unit_test(hostile_bytes_stay_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
