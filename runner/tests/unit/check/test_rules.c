/*
 * Every rule on a captured answer that breaks it, and on its legal neighbour
 * (tests/fixtures/bodies): RULE.broken.http and RULE.WHAT.broken.http yield
 * findings of that rule and no other, *.legal.http none at all, however the
 * bytes are cut.
 *
 * The first header line of a fixture, X-Context, tells the request:
 * finds (level and place of the first finding), method, url, depth, asked
 * (allprop, propname), prop (D:p, x:p, {uri}p), destination, classes, headers
 * of the request (header=NAME: VALUE), and words: conditional, refresh,
 * malformed, proxied.
 */
#include "check/judge.h"

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
	struct str name, head, body;
	struct context context;
	struct str finds; /* LEVEL@LINE:COL of the first finding */
	struct headers request;
	struct reply reply;
};

/* ------------------------------------------------------------- context */

static unsigned
classes_of(struct str list)
{
	unsigned classes = 0;
	struct str part;

	while (str_cut(&list, ',', &part)) {
		part = str_trim(part);
		classes |= str_is(part, "1")	  ? CLASS_1
			   : str_is(part, "2")	  ? CLASS_2
			   : str_is(part, "3")	  ? CLASS_3
			   : str_is(part, "bind") ? CLASS_BIND
						  : 0U;
	}
	return classes;
}

static void
add_name(struct fixture *f, struct str name)
{
	struct qname *q = vec_add(&f->context.names, &f->arena);

	*q = (struct qname){.uri = STR("urn:davproof:x"), .local = name};
	if (str_starts(name, STR("D:")))
		*q = (struct qname){
		    .uri = STR("DAV:"),
		    .local = str_from_at(name, 2),
		};
	else if (str_starts(name, STR("x:")))
		q->local = str_from_at(name, 2);
	else if (str_starts(name, STR("{"))) {
		size_t end = str_index(name, '}');

		q->uri = str_sub(name, 1, end - 1);
		q->local = str_from_at(name, end + 1);
	}
}

static void
set_depth(struct context *c, struct str value)
{
	c->depth = str_is(value, "0")	       ? DEPTH_0
		   : str_is(value, "1")	       ? DEPTH_1
		   : str_is(value, "infinity") ? DEPTH_INFINITY
					       : DEPTH_OTHER;
}

static void
set_owner(struct context *c, struct str value)
{
	c->has_owner = true;
	c->owner.content = value;
	c->owner.is_xml = str_starts(value, STR("<"));
}

static void
set_header(struct fixture *f, struct str value)
{
	size_t colon = str_index(value, ':');

	*vec_add(&f->request, &f->arena) = (struct header){
	    .name = str_trim(str_sub(value, 0, colon)),
	    .value = str_trim(str_from_at(value, colon + 1)),
	};
}

static void
set_word(struct fixture *f, struct str key, struct str value)
{
	struct context *c = &f->context;

	if (str_is(key, "method"))
		c->method = value;
	else if (str_is(key, "url"))
		c->url = value;
	else if (str_is(key, "destination"))
		c->destination = value;
	else if (str_is(key, "scratch"))
		c->scratch = value;
	else if (str_is(key, "finds"))
		f->finds = value;
	else if (str_is(key, "scope"))
		c->lock_scope = value;
	else if (str_is(key, "owner"))
		set_owner(c, value);
	else if (str_is(key, "depth"))
		set_depth(c, value);
	else if (str_is(key, "prop") || str_is(key, "include"))
		add_name(f, value);
	else if (str_is(key, "classes"))
		c->classes = classes_of(value);
	else if (str_is(key, "header"))
		set_header(f, value);
	else if (str_is(key, "conditional"))
		c->conditional = true;
	else if (str_is(key, "refresh"))
		c->lock_refresh = true;
	else if (str_is(key, "malformed"))
		c->malformed = true;
	else if (str_is(key, "proxied"))
		c->proxied = true;
	else if (!str_is(key, "allprop") && !str_is(key, "propname"))
		fail_msg("%.*s: X-Context has %.*s", STRF(f->name), STRF(key));
	if (str_is(key, "prop"))
		c->asked = ASKED_PROP;
	if (str_is(key, "allprop") || str_is(key, "include"))
		c->asked = ASKED_ALLPROP;
	if (str_is(key, "propname"))
		c->asked = ASKED_PROPNAME;
}

static void
read_context(struct fixture *f, struct str line)
{
	struct str part;

	f->context = (struct context){
	    .method = STR("PROPFIND"),
	    .url = STR("http://h/t/"),
	    .classes = CLASS_1 | CLASS_2 | CLASS_3,
	    .headers = &f->request,
	};
	while (str_cut(&line, ';', &part)) {
		size_t equals;

		part = str_trim(part);
		equals = str_index(part, '=');
		set_word(
		    f, str_sub(part, 0, equals), str_from_at(part, equals + 1));
	}
}

/* ------------------------------------------------------------- reading */

static struct str
take_line(struct str *rest)
{
	size_t n = str_index(*rest, '\n');
	struct str line = str_sub(*rest, 0, n);

	*rest = str_from_at(*rest, n + 1);
	if (str_ends(line, STR("\r")))
		line.n--;
	return line;
}

static void
read_head(struct fixture *f, struct str *rest)
{
	struct str line = take_line(rest);
	uint64_t status = 0;

	assert_true(str_starts(line, STR("HTTP/1.1 ")));
	assert_true(str_to_u64(str_sub(line, 9, 3), &status));
	f->reply.status = (int)status;
	f->reply.version = STR("HTTP/1.1");
	f->reply.reason = str_trim(str_from_at(line, 12));
	while ((line = take_line(rest)).n > 0) {
		size_t colon = str_index(line, ':');
		struct str value = str_trim(str_from_at(line, colon + 1));

		if (str_starts(line, STR("X-Context:"))) {
			read_context(f, value);
			continue;
		}
		*vec_add(&f->reply.headers, &f->arena) = (struct header){
		    .name = str_sub(line, 0, colon),
		    .value = value,
		};
	}
}

static void
fixture_read(struct fixture *f, const char *name)
{
	struct str rest;
	const char *why = "";
	char *path = arena_printf(&f->arena, FOLDER "%s", name);

	f->name = str_from(arena_strdup(&f->arena, name));
	if (!file_read(&f->arena, path, (size_t)1 << 24, &rest, &why))
		fail_msg("%s: %s", path, why);
	read_head(f, &rest);
	f->body = rest;
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
	struct observation seen = {.arena = findings->arena};
	struct judge *j = judge_new(&f->context, &seen, findings);

	buf_clear(text);
	if (f->reply.status < 200) {
		judge_interim(j, &f->reply);
	} else {
		judge_reply(j, &f->reply);
		feed(j, f->body, cut);
		judge_end(j, true, NULL, 1);
		assert_int_equal(seen.length, f->body.n);
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
	if (str_is(f->finds, found))
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
	for (size_t cut = 0; cut <= f.body.n + 1; cut++) {
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
