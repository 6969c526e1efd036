/*
 * Every rule on a captured answer that breaks it, and on its legal neighbour
 * (tests/fixtures/bodies): RULE.broken.http and RULE.WHAT.broken.http yield
 * findings of that rule and no other, *.legal.http none at all, however the
 * bytes are cut.
 */
#include "check/example.h"

#include <dirent.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/vec.h"

/* All that is wrong is told before a test fails. */
static unsigned failures;
#define note_failure(...) (failures++, print_error(__VA_ARGS__))

#define FOLDER "runner/tests/fixtures/bodies/"

struct fixture {
	struct arena arena;
	struct str name;
	struct example example;
};

static void
fixture_read(struct fixture *f, const char *name)
{
	struct str bytes;
	const char *why = "";
	char *path = arena_printf(&f->arena, FOLDER "%s", name);

	f->name = str_from(arena_strdup(&f->arena, name));
	if (!file_read(&f->arena, path, (size_t)1 << 24, &bytes, &why))
		fail_msg("%s: %s", path, why);
	if (!example_read(&f->example, bytes, &f->arena))
		fail_msg("%s: no status line and headers", path);
	if (f->example.unknown.p != NULL)
		fail_msg("%s: X-Context has %.*s", path,
		    STRF(f->example.unknown));
}

/* ------------------------------------------------------------- judging */

static void
feed(struct judge *j, struct str body, size_t cut)
{
	if (cut > body.n) {
		for (size_t i = 0; i < body.n; i++)
			judge_body(j, body.p + i, 1);
		return;
	}
	if (cut > 0)
		judge_body(j, body.p, cut);
	if (cut < body.n)
		judge_body(j, body.p + cut, body.n - cut);
}

static const char *const levels[] = {"must", "should", "info", "error", "skip"};

static void
show(struct buf *b, const struct finding *f)
{
	buf_printf(b, "%s %s %u:%u %.*s %.*s|%.*s|%.*s\n", levels[f->level],
	    f->rule, f->line, f->col, STRF(f->header), STRF(f->message),
	    STRF(f->expected), STRF(f->actual));
}

/* The findings as text; *applied gets the rules that applied. */
static void
judge_cut(const struct fixture *f, size_t cut, struct buf *text,
    struct findings *findings, struct rule_set *applied)
{
	const struct example *x = &f->example;
	struct observation seen = {.arena = findings->arena};
	struct judge *j = judge_new(&x->context, &seen, findings);

	buf_clear(text);
	if (x->reply.status < 200) {
		judge_interim(j, &x->reply);
	} else {
		judge_reply(j, &x->reply);
		feed(j, x->body, cut);
		judge_end(j, true, NULL, 1);
		assert_int_equal(seen.length, x->body.n);
	}
	judge_applied(j, applied);
	for (size_t i = 0; i < findings->n; i++)
		show(text, &findings->v[i]);
	judge_free(j);
}

/* The first finding is of the level and at the place that are foretold. */
static bool
as_foretold(const struct fixture *f, const struct finding *first)
{
	char found[64];

	snprintf(found, sizeof(found), "%s@%u:%u", levels[first->level],
	    first->line, first->col);
	if (str_is(f->example.finds, found))
		return true;
	print_error("%.*s: finds=%s\n", STRF(f->name), found);
	return false;
}

static bool
all_of(const struct findings *f, const char *rule)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].rule == NULL || strcmp(f->v[i].rule, rule) != 0)
			return false;
	return f->n > 0;
}

static void
check_fixture(const char *name, const char *rule)
{
	struct fixture f = {0};
	struct buf whole, text;
	struct rule_set applied = {0};

	fixture_read(&f, name);
	buf_init(&whole, (size_t)1 << 20);
	buf_init(&text, (size_t)1 << 20);
	for (size_t cut = 0; cut <= f.example.body.n + 1; cut++) {
		struct arena arena = {0};
		struct findings findings = {.arena = &arena};

		judge_cut(&f, cut, &text, &findings, &applied);
		if (cut == 0) {
			buf_puts(&whole, text.p);
			if (rule != NULL ? !all_of(&findings, rule) ||
					       !as_foretold(&f, &findings.v[0])
					 : findings.n > 0)
				note_failure("%s:\n%s", name, text.p);
		}
		if (strcmp(whole.p, text.p) != 0)
			note_failure("%s, cut at %zu:\n%s\nwhole:\n%s", name,
			    cut, text.p, whole.p);
		arena_release(&arena);
	}
	buf_release(&whole);
	buf_release(&text);
	arena_release(&f.arena);
}

/* ------------------------------------------------------------- the rows */

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < rule_count(); i++) {
		const struct rule *r = rule_at(i);
		const struct requirement *q =
		    spec_find(str_from(r->requirement));

		if (q == NULL)
			fail_msg("%s: no requirement %s; %s is near", r->name,
			    r->requirement,
			    spec_nearest(str_from(r->requirement)));
		assert_ptr_equal(rule_find(str_from(r->name)), r);
		assert_true(strlen(r->sentence) > 10);
	}
	assert_null(rule_find(STR("no-such-rule")));
}

static void
test_every_rule_breaks(void **state)
{
	(void)state;
	failures = 0;
	for (size_t i = 0; i < rule_count(); i++) {
		const char *rule = rule_at(i)->name;
		char name[128];

		snprintf(name, sizeof(name), "%s.broken.http", rule);
		check_fixture(name, rule);
	}
	assert_int_equal(failures, 0);
}

/* The legal neighbour of a rule is one to which the rule applies. */
static void
test_every_rule_applies(void **state)
{
	(void)state;
	failures = 0;
	for (size_t i = 0; i < rule_count(); i++) {
		struct fixture f = {0};
		struct rule_set applied = {0};
		struct findings findings = {.arena = &f.arena};
		struct buf text;
		char name[128];

		snprintf(name, sizeof(name), "%s.legal.http", rule_at(i)->name);
		fixture_read(&f, name);
		buf_init(&text, (size_t)1 << 20);
		judge_cut(&f, 0, &text, &findings, &applied);
		if (!(applied.bits[i / 64] >> (i % 64) & 1))
			fail_msg(
			    "%s does not apply to %s", rule_at(i)->name, name);
		buf_release(&text);
		arena_release(&f.arena);
	}
	assert_int_equal(failures, 0);
}

static void
test_folder(void **state)
{
	DIR *folder = opendir(FOLDER);
	const struct dirent *entry;
	size_t legal = 0;

	(void)state;
	failures = 0;
	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL) {
		struct str name = str_from(entry->d_name), rule;

		if (str_ends(name, STR(".legal.http"))) {
			check_fixture(entry->d_name, NULL);
			legal++;
		} else if (str_ends(name, STR(".broken.http"))) {
			rule = str_sub(name, 0, str_index(name, '.'));
			if (name.n == rule.n + strlen(".broken.http"))
				continue; /* checked row by row */
			if (rule_find(rule) != NULL)
				check_fixture(
				    entry->d_name, rule_find(rule)->name);
			else
				note_failure("no rule for %s", entry->d_name);
		}
	}
	closedir(folder);
	assert_true(legal >= rule_count());
	assert_int_equal(failures, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_every_rule_breaks),
	    cmocka_unit_test(test_every_rule_applies),
	    cmocka_unit_test(test_folder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
