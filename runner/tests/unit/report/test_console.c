#include "report/summary.h"
#include "sample.h"

static struct str
summary(const struct result *r, bool color, struct arena *a)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	struct console_look look = {.summary = true, .color = color};
	struct sink *s = console_new(out, &look);
	struct str copy;

	s->type->ended(s, r);
	s->type->free(s);
	fclose(out);
	copy = arena_str(a, (struct str){text, n});
	free(text);
	return copy;
}

static size_t
characters(struct str line)
{
	size_t n = 0;
	uint32_t cp;

	while (utf8_next(&line, &cp))
		n++;
	assert_int_equal(line.n, 0);
	return n;
}

static void
check_width(struct str text)
{
	struct str line;

	while (str_cut(&text, '\n', &line))
		if (characters(line) > 80)
			fail_msg("too wide: %.*s", STRF(line));
}

static void
the_summary_names_what_matters(void **state)
{
	static const char *const says[] = {
	    "Sample server 1.0 at http://127.0.0.1:8080/dav/\n",
	    "7 cases: 1 fail, 1 unexpected, 1 error, 1 warn, 1 known,"
	    " 1 skip, 1 pass\n",
	    "2 rules: 1 fail, 1 pass\n",
	    "fail  rfc4918/9.8-copy/overwrite-f\n",
	    "Not passed: 3 MUSTs are broken.\n",
	    "[copy.precondition-412] RFC 4918 section 9.8.5, MUST\n",
	    "error  1 case, first rfc4918/9.10-lock/refresh\n",
	    "left behind on the server: http://127.0.0.1:8080/dav/dp-5f0c/\n",
	    "davproof run TARGET rfc4918/9.8-copy/overwrite-f --trace DIR\n",
	    "davproof explain copy.precondition-412\n",
	};
	struct arena a = {0};
	struct result r;
	struct str text;

	(void)state;
	sample_result(&r, &a);
	text = summary(&r, false, &a);
	for (size_t i = 0; i < countof(says); i++)
		if (!holds(text, says[i]))
			fail_msg("no \"%s\" in %.*s", says[i], STRF(text));
	assert_false(holds(text, "\033"));
	assert_false(holds(text, "No MUST"));
	check_width(text);
	assert_true(holds(summary(&r, true, &a), "\033[1;31mfail\033[0m"));
	arena_release(&a);
}

static void
hostile_bytes_stay_off_the_terminal(void **state)
{
	struct arena a = {0};
	struct result r;
	struct str text;

	(void)state;
	hostile_result(&r, &a);
	text = summary(&r, false, &a);
	for (size_t i = 0; i < text.n; i++)
		assert_true(
		    (unsigned char)text.p[i] >= 0x20 || text.p[i] == '\n');
	assert_false(holds(text, "\xe2\x80\xae"));
	assert_false(holds(text, "\nnot ok"));
	assert_true(utf8_valid(text));
	check_width(text);
	arena_release(&a);
}

static void
errors_are_grouped_by_cause(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a, .target_url = STR("http://t/")};
	struct str text;

	(void)state;
	for (size_t i = 0; i < 30; i++)
		sample_case(&r, arena_printf(&a, "c/%zu", i), VERDICT_ERROR,
		    "t", "copy.status-204")
		    ->reason = i % 3 ? STR("timeout") : STR("refused");
	text = summary(&r, false, &a);
	assert_true(holds(text, "error  20 cases, first c/1\n       timeout\n"
				"error  10 cases, first c/0\n"));
	arena_release(&a);
}

static void
only_the_first_failures_are_shown(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a, .target_url = STR("http://t/")};
	struct str text;

	(void)state;
	for (size_t i = 0; i < 14; i++)
		sample_case(&r, arena_printf(&a, "c/%zu", i), VERDICT_FAIL, "t",
		    "copy.status-204");
	text = summary(&r, false, &a);
	assert_true(holds(text, "fail  c/9\n"));
	assert_false(holds(text, "fail  c/10\n"));
	assert_true(holds(text, "... and 4 more\n"));
	arena_release(&a);
}

static void
a_run_without_a_verdict_proves_nothing(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a, .target_url = STR("http://t/")};

	(void)state;
	assert_true(holds(summary(&r, false, &a), "Nothing was proved.\n"));
	sample_case(&r, "c", VERDICT_SKIP, "t", "copy.status-204");
	assert_true(holds(summary(&r, false, &a), "Nothing was proved.\n"));
	sample_case(&r, "d", VERDICT_PASS, "t", "copy.status-204");
	assert_true(holds(summary(&r, false, &a), "No MUST was broken.\n"));
	assert_false(holds(summary(&r, false, &a), "Nothing"));
	arena_release(&a);
}

static void
progress_is_one_line_and_is_wiped(void **state)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	struct sinks sinks = {0};
	struct run_plan plan = {.n_points = 245, .n_cases = 245};
	struct arena a = {0};
	struct result r = {.arena = &a};

	(void)state;
	sinks.v[sinks.n++] =
	    console_new(out, &(struct console_look){.progress = true});
	sinks.v[sinks.n++] = console_new(out, &(struct console_look){0});
	sinks_started(&sinks, &plan);
	sinks_progress(&sinks, 12, 3);
	sinks_ended(&sinks, &r);
	sinks_free(&sinks);
	fclose(out);
	assert_string_equal(
	    text, "\r12/245  3 failed\r                \r");
	free(text);
	arena_release(&a);
}

static void
an_early_end_has_no_advice_but_for_failures(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a, .target_url = STR("http://t/"),
	    .bail_out = STR("interrupted")};
	struct str text;

	(void)state;
	text = summary(&r, false, &a);
	assert_true(holds(text, "could not be tested: interrupted\n"));
	assert_false(holds(text, "0 cases"));
	sample_case(&r, "c", VERDICT_ERROR, "t", "copy.status-204");
	text = summary(&r, false, &a);
	assert_true(holds(text, "The run ended early: interrupted\n"));
	assert_false(holds(text, "next:"));
	sample_case(&r, "d", VERDICT_FAIL, "t", "copy.status-204");
	assert_true(holds(summary(&r, false, &a), "next: davproof run TARGET d"));
	arena_release(&a);
}

/* On one terminal, in the order of cmd_run.c. */
static void
no_point_stands_beside_the_progress(void **state)
{
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	struct sinks sinks = {0};
	struct run_plan plan = {.n_points = 2, .n_cases = 2};
	struct arena a = {0};
	struct result r = {.arena = &a};
	struct str rest, line;

	(void)state;
	sinks.v[sinks.n++] =
	    console_new(out, &(struct console_look){.progress = true});
	sinks.v[sinks.n++] = tap_new(out);
	sinks_started(&sinks, &plan);
	for (size_t i = 0; i < 2; i++) {
		struct case_result *c =
		    sample_case(&r, "c", VERDICT_PASS, "t", "copy.status-204");

		sinks_progress(&sinks, i + 1, 0);
		sinks_case_ended(&sinks, i, c);
	}
	sinks_ended(&sinks, &r);
	sinks_free(&sinks);
	fclose(out);
	rest = (struct str){text, n};
	while (str_cut(&rest, '\n', &line)) {
		size_t at = line.n;

		/* What stands behind the last return is what is seen. */
		while (at > 0 && line.p[at - 1] != '\r')
			at--;
		line = str_from_at(line, at);
		if (line.n > 0 && line.p[0] >= '0' && line.p[0] <= '9' &&
		    !str_is(line, "1..2"))
			fail_msg("seen: %.*s", STRF(line));
	}
	assert_true(holds((struct str){text, n}, "\r1/2\r   \rok 1 - c\n"));
	free(text);
	arena_release(&a);
}

static void
a_command_can_be_pasted(void **state)
{
	static const struct {
		size_t width;
		const char *text, *lines;
	} rows[] = {
	    {80, "a b", "next: a b\n"},
	    {26, "12345678901234567890", "next: 12345678901234567890\n"},
	    {26, "1234567890 12345678901", "next: 1234567890 \\\n"
					   "      12345678901\n"},
	    {26, "123456789012345678 1", "next: 123456789012345678 1\n"},
	    {26, "123456789012345678 12", "next: 123456789012345678 \\\n"
					  "      12\n"},
	    {26, "1 1234567890123456789/1", "next: 1 \\\n"
					    "      1234567890123456789/1\n"},
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct screen s = {.width = rows[i].width};
		char *text = NULL;
		size_t n = 0;

		s.out = open_memstream(&text, &n);
		screen_command(&s, "next:", str_from(rows[i].text));
		fclose(s.out);
		assert_string_equal(text, rows[i].lines);
		free(text);
		screen_release(&s);
	}
}

static void
the_progress_says_what_fits(void **state)
{
	static const struct {
		size_t done, failed;
		uint64_t elapsed_ms;
		size_t width;
		const char *line;
	} rows[] = {
	    {0, 0, 0, 80, "0/1000"},
	    {10, 0, 60000, 80, "10/1000"}, /* too few to go by */
	    {100, 0, 1000, 80, "100/1000"}, /* too early */
	    {100, 0, 2000, 80, "100/1000  about 20 s left"},
	    {100, 2, 10000, 80, "100/1000  2 failed  about 100 s left"},
	    {100, 2, 12000, 80, "100/1000  2 failed  about 2 min left"},
	    {1000, 2, 12000, 80, "1000/1000  2 failed"},
	    {100, 2, 10000, 37, "100/1000  2 failed  about 100 s left"},
	    {100, 2, 10000, 36, "100/1000  2 failed"},
	};

	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct buf b;

		buf_init(&b, 256);
		console_line(&b, rows[i].done, 1000, rows[i].failed,
		    rows[i].elapsed_ms, rows[i].width);
		assert_string_equal(b.p, rows[i].line);
		buf_release(&b);
	}
}

static void
a_narrow_terminal_is_filled_and_not_passed(void **state)
{
	struct arena a = {0};
	struct result r;
	char *text = NULL;
	size_t n = 0, longest = 0;
	FILE *out = open_memstream(&text, &n);
	struct console_look look = {
	    .width = 40, .color = true, .target = "http://h/"};
	struct str rest, line;

	(void)state;
	sample_result(&r, &a);
	summary_print(out, &r, &look);
	fclose(out);
	rest = (struct str){text, n};
	assert_true(holds(rest, "davproof run http://h/"));
	while (str_cut(&rest, '\n', &line)) {
		size_t at = str_find(line, STR("\033[0m"));
		size_t k = characters(line);

		if (at < line.n) /* the colour and its end */
			k -= 4 + str_index(line, 'm') + 1;
		if (k > longest)
			longest = k;
	}
	assert_in_range(longest, 30, 40);
	free(text);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(the_summary_names_what_matters),
	    cmocka_unit_test(hostile_bytes_stay_off_the_terminal),
	    cmocka_unit_test(errors_are_grouped_by_cause),
	    cmocka_unit_test(only_the_first_failures_are_shown),
	    cmocka_unit_test(a_run_without_a_verdict_proves_nothing),
	    cmocka_unit_test(progress_is_one_line_and_is_wiped),
	    cmocka_unit_test(an_early_end_has_no_advice_but_for_failures),
	    cmocka_unit_test(no_point_stands_beside_the_progress),
	    cmocka_unit_test(a_command_can_be_pasted),
	    cmocka_unit_test(the_progress_says_what_fits),
	    cmocka_unit_test(a_narrow_terminal_is_filled_and_not_passed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
