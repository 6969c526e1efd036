#include "sample.h"

#include "report/tapyaml.h"

/* A harness's own parser, with every diagnostic read as YAML. */
#define READ_TAP                                                               \
	"perl -MTAP::Parser -MTAP::Parser::YAMLish::Reader -e '"               \
	"my $p = TAP::Parser->new({tap => do { local $/; <STDIN> }});"         \
	"while (my $r = $p->next) {"                                           \
	"  if ($r->is_test) { printf qq{%s %d %s%s\\n}, $r->is_ok ? 1 : 0,"    \
	"    $r->number, $r->directive || q{-}, $r->description }"             \
	"  elsif ($r->is_yaml) { print qq{ $_=}, ref $r->data->{$_}"           \
	"    ? scalar(@{$r->data->{$_}}) : length $r->data->{$_}, qq{\\n}"     \
	"    for sort keys %{$r->data} }"                                      \
	"  elsif ($r->is_bailout) { print qq{bail\\n} }"                       \
	"  elsif ($r->is_unknown) { print qq{unknown }, $r->raw, qq{\\n} }"    \
	"}"                                                                    \
	"print qq{error $_\\n} for $p->parse_errors;"                          \
	"print qq{failed }, join(q{ }, $p->failed), qq{\\n};'"

static struct str
read_by_perl(const struct result *r, struct arena *a)
{
	char *path = arena_printf(a, "%s/r.tap", sample_folder(a));
	struct str text;
	int status;

	sample_write(path, rendered("tap", r, a));
	text = printed(arena_printf(a, "%s <%s", READ_TAP, path), a, &status);
	remove(path);
	assert_int_equal(status, 0);
	return text;
}

static void
check_holds(struct str text, const char *needle)
{
	if (!holds(text, needle))
		fail_msg("\"%s\" is not in:\n%.*s", needle, STRF(text));
}

static void
check_lacks(struct str text, const char *needle)
{
	if (holds(text, needle))
		fail_msg("\"%s\" is in:\n%.*s", needle, STRF(text));
}

static void
each_verdict_is_what_harnesses_take_it_for(void **state)
{
	struct arena a = {0};
	struct result r;
	struct str text;

	(void)state;
	sample_result(&r, &a);
	text = read_by_perl(&r, &a);
	check_holds(text, "1 1 -- rfc4918/9.1-propfind/depth-1\n");
	check_holds(text, "0 2 -- rfc4918/9.8-copy/overwrite-f\n");
	check_holds(text, "1 3 TODO- rfc4918/9.8-copy/depth-1\n");
	check_holds(text, "0 4 -- rfc4918/9.10-lock/refresh\n");
	check_holds(text, "1 5 SKIP- rfc4918/9.10-lock/expires\n");
	check_holds(text, "1 6 TODO- rfc4918/9.3-mkcol/body\n");
	check_holds(text, "0 7 -- rfc4918/9.3-mkcol/plain\n");
	check_holds(text, "0 8 -- rules\n broken=1\n");
	check_holds(text, "failed 2 4 7 8\n");
	check_lacks(text, "error ");
	check_lacks(text, "unknown ");
	r.strict = true;
	check_holds(read_by_perl(&r, &a), "failed 2 3 4 7 8\n");
	arena_release(&a);
}

static void
hostile_bytes_change_no_point(void **state)
{
	struct arena a = {0};
	struct result r;
	struct str text, tap;

	(void)state;
	hostile_result(&r, &a);
	text = read_by_perl(&r, &a);
	check_holds(text, "failed 2 4 7 8\n");
	check_lacks(text, "error ");
	check_lacks(text, "unknown ");
	check_lacks(text, "bail");
	tap = rendered("tap", &r, &a);
	for (size_t i = 0; i < tap.n; i++)
		assert_true(
		    tap.p[i] == '\n' || (tap.p[i] >= 0x20 && tap.p[i] < 0x7f));
	arena_release(&a);
}

static void
prove_itself_reads_hostile_bytes(void **state)
{
	struct arena a = {0};
	struct result r;
	char *path = arena_printf(&a, "%s/r.tap", sample_folder(&a));
	struct str text;
	int status;

	(void)state;
	hostile_result(&r, &a);
	sample_write(path, rendered("tap", &r, &a));
	text = printed(
	    arena_printf(&a, "prove --norc %s 2>&1", path), &a, &status);
	remove(path);
	check_holds(text, "Tests: 8 Failed: 4");
	check_holds(text, "Failed tests:  2, 4, 7-8");
	check_lacks(text, "Parse errors");
	arena_release(&a);
}

static void
what_yaml_says_is_what_was_meant(void **state)
{
	static const char *const rows[] = {"plain", "a: b", "- x", "\"q\"",
	    "back\\slash", "\\", "\\\\", "\\\"", "line\nline", "tab\t.",
	    "# no comment", "gr\xc3\xbc\xc3\x9f", "\\n", "ends in \\", "...",
	    "---", "~", "{}", "k:v"};
	struct arena a = {0};
	char *path = arena_printf(&a, "%s/y.tap", sample_folder(&a));
	FILE *f = fopen(path, "w");
	struct str text;
	int status;

	(void)state;
	assert_non_null(f);
	tapyaml_begin(f);
	tapyaml_number(f, "n", countof(rows));
	tapyaml_list(f, "list");
	for (size_t i = 0; i < countof(rows); i++)
		tapyaml_item(f, arena_strf(&a, "x [%s", rows[i]));
	for (size_t i = 0; i < countof(rows); i++)
		tapyaml_value(f, arena_printf(&a, "k_%c", (char)('a' + i)),
		    str_from(rows[i]));
	tapyaml_end(f);
	assert_int_equal(fclose(f), 0);
	text =
	    printed(arena_printf(&a,
			"perl -MTAP::Parser::YAMLish::Reader -e '"
			"my @l = map { s/^  //r } <STDIN>; chomp @l;"
			"my $d = TAP::Parser::YAMLish::Reader->new->read("
			"sub { shift @l });"
			"print qq{$_\\0} for $d->{n}, @{$d->{list}},"
			" map { $d->{$_} } grep { /^k_/ } sort keys %%$d' <%s",
			path),
		&a, &status);
	remove(path);
	assert_int_equal(status, 0);
	for (size_t i = 0; i <= 2 * countof(rows); i++) {
		struct str part;

		assert_true(str_cut(&text, '\0', &part));
		if (i > countof(rows))
			assert_true(str_is(part, rows[i - 1 - countof(rows)]));
		else if (i > 0)
			assert_true(str_is(str_from_at(part, 3), rows[i - 1]));
	}
	assert_int_equal(text.n, 0);
	arena_release(&a);
}

static void
long_values_are_cut_and_say_so(void **state)
{
	struct arena a = {0};
	struct result r;
	char *big = arena_array(&a, char, 100001);
	struct str tap;

	(void)state;
	memset(big, 'x', 100000);
	sample_result(&r, &a);
	r.cases.v[1].findings.v[0].actual = str_from(big);
	tap = rendered("tap", &r, &a);
	assert_true(holds(tap, "(cut at 4096 of 100000 bytes)"));
	assert_true(tap.n < 16384);
	arena_release(&a);
}

static void
a_run_that_ended_early_bails_out(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a, .bail_out = STR("gone\nok 1")};
	char *text = NULL;
	size_t n = 0;
	FILE *out = open_memstream(&text, &n);
	struct sink *s = tap_new(out);

	(void)state;
	/* Nothing had begun yet. */
	s->type->ended(s, &r);
	fclose(out);
	assert_string_equal(text, "TAP version 13\nBail out! gone\\nok 1\n");
	s->type->free(s);
	free(text);
	sample_result(&r, &a);
	r.bail_out = STR("lost");
	check_holds(rendered("tap", &r, &a), "\nBail out! lost\n");
	check_lacks(rendered("tap", &r, &a), " - rules");
	arena_release(&a);
}

static void
the_plan_comes_first_and_points_are_flushed(void **state)
{
	struct arena a = {0};
	struct result r;
	char *path = arena_printf(&a, "%s/r.tap", sample_folder(&a));
	FILE *out = fopen(path, "w");
	struct sink *s = tap_new(out);
	struct run_plan plan = {.n_points = 8, .n_cases = 7};
	struct str text;

	(void)state;
	sample_result(&r, &a);
	s->type->started(s, &plan);
	assert_true(file_read(&a, path, 4096, &text, NULL));
	assert_true(str_is(text, "TAP version 13\n1..8\n"));
	s->type->case_ended(s, 0, &r.cases.v[0]);
	assert_true(file_read(&a, path, 4096, &text, NULL));
	assert_true(
	    str_ends(text, STR("ok 1 - rfc4918/9.1-propfind/depth-1\n")));
	s->type->free(s);
	fclose(out);
	remove(path);
	arena_release(&a);
}

static void
ids_keep_apart_what_they_name(void **state)
{
	struct arena a = {0};
	struct result r = {.arena = &a};

	(void)state;
	sample_case(
	    &r, "207 a:b#skip c\\", VERDICT_PASS, "t", "copy.status-204");
	check_holds(rendered("tap", &r, &a), "\nok 1 - 207 a:b%23skip c\\\n");
	arena_release(&a);
}

static void
rules_that_nothing_was_seen_of_are_skipped(void **state)
{
	struct arena a = {0};
	struct result r;

	(void)state;
	sample_result(&r, &a);
	r.rules.v[0].verdict = r.rules.v[1].verdict = VERDICT_SKIP;
	check_holds(rendered("tap", &r, &a), "\nok 8 - rules # SKIP ");
	r.rules.v[0].verdict = VERDICT_WARN;
	check_holds(
	    rendered("tap", &r, &a), "\nnot ok 8 - rules # TODO should: ");
	r.rules.v[1].verdict = VERDICT_KNOWN;
	check_holds(
	    rendered("tap", &r, &a), "\nnot ok 8 - rules # TODO should: ");
	r.rules.v[0].verdict = VERDICT_PASS;
	check_holds(
	    rendered("tap", &r, &a), "\nnot ok 8 - rules # TODO known: ");
	r.rules.v[1].verdict = VERDICT_PASS;
	check_holds(rendered("tap", &r, &a), "\nok 8 - rules\n");
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_verdict_is_what_harnesses_take_it_for),
	    cmocka_unit_test(hostile_bytes_change_no_point),
	    cmocka_unit_test(prove_itself_reads_hostile_bytes),
	    cmocka_unit_test(what_yaml_says_is_what_was_meant),
	    cmocka_unit_test(long_values_are_cut_and_say_so),
	    cmocka_unit_test(a_run_that_ended_early_bails_out),
	    cmocka_unit_test(the_plan_comes_first_and_points_are_flushed),
	    cmocka_unit_test(ids_keep_apart_what_they_name),
	    cmocka_unit_test(rules_that_nothing_was_seen_of_are_skipped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
