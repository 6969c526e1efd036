/*
 * Responses that repeat others are neither parsed nor judged whole: what is
 * found must be what is found byte by byte, where nothing is left out. The
 * responses of every fixture are repeated, those of its legal neighbour among
 * those that break the rule, with other hrefs and with the same.
 */
#include "check/example.h"

#include <dirent.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/buf.h"
#include "base/file.h"

#define FOLDER "runner/tests/fixtures/bodies/"

static bool
fixture_read(struct str name, struct example *x, struct arena *a)
{
	struct str bytes;
	const char *why = "";

	return file_read(a, arena_printf(a, FOLDER "%.*s", STRF(name)),
		   (size_t)1 << 24, &bytes, &why) &&
	       example_read(x, bytes, a);
}

/* ------------------------------------------------------------- responses */

/* Where the next start tag of a response begins, or s.n. */
static size_t
find_start(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		struct str tag = str_from_at(s, i + 1);
		size_t colon = 0;

		if (s.p[i] != '<')
			continue;
		while (
		    colon < tag.n && tag.p[colon] >= 'A' && tag.p[colon] <= 'z')
			colon++;
		if (colon < tag.n && tag.p[colon] == ':')
			tag = str_from_at(tag, colon + 1);
		if (str_starts(tag, STR("response>")) ||
		    str_starts(tag, STR("response ")))
			return i;
	}
	return s.n;
}

/* Before the responses, these, and what is behind; false: there are none. */
static bool
take_apart(struct str body, struct str *head, struct str *all, struct str *tail)
{
	const struct str end = STR("response>");
	size_t from = find_start(body), to = from, at;

	while ((at = to + str_find(str_from_at(body, to), end)) < body.n)
		to = at + end.n;
	*head = str_sub(body, 0, from);
	*all = str_sub(body, from, to - from);
	*tail = str_from_at(body, to);
	return from < to;
}

/* With the number in each of its hrefs. */
static void
add_numbered(struct buf *b, struct str responses, unsigned number)
{
	const struct str end = STR("href>");

	while (responses.n > 0) {
		size_t at = str_find(responses, end);
		struct str text = str_sub(responses, 0, at);
		size_t close = text.n;

		while (close > 0 && text.p[close - 1] != '<')
			close--;
		if (number > 0 && close > 1 && at < responses.n &&
		    text.p[close] == '/')
			buf_printf(b, "%.*s%u%s", (int)(close - 1), text.p,
			    number, text.p[close - 2] == '/' ? "/" : "");
		else
			close = 1;
		buf_str(b,
		    str_from_at(str_sub(responses, 0, at + end.n), close - 1));
		responses = str_from_at(responses, at + end.n);
	}
}

/* ------------------------------------------------------------- judging */

static size_t repeats;

static void
judge_cut(
    const struct example *x, struct str body, size_t piece, struct buf *text)
{
	struct arena arena = {0};
	struct observation seen = {.arena = &arena, .want_all = true};
	struct findings f = {.arena = &arena, .per_rule = 1000};
	struct judge *j = judge_new(&x->context, &seen, &f);

	buf_clear(text);
	judge_reply(j, &x->reply);
	for (size_t i = 0; i < body.n; i += piece) {
		struct str bytes = str_sub(body, i, piece);

		judge_body(j, bytes.p, bytes.n);
	}
	judge_end(j, true, NULL, 1);
	for (size_t i = 0; i < f.n; i++)
		buf_printf(text, "%d %s %u:%u %.*s|%.*s|%.*s\n",
		    (int)f.v[i].level, f.v[i].rule, f.v[i].line, f.v[i].col,
		    STRF(f.v[i].message), STRF(f.v[i].expected),
		    STRF(f.v[i].actual));
	for (size_t i = 0; i < seen.seen.n; i++)
		buf_printf(text, "%.*s %u:%u\n", STRF(seen.seen.v[i].key),
		    seen.seen.v[i].response->node->line,
		    seen.seen.v[i].response->node->col);
	judge_free(j);
	arena_release(&arena);
}

static void
compare(struct str name, const struct example *x, struct str body)
{
	static const size_t pieces[] = {64 * 1024, 1000, 333};
	struct buf wanted, text;

	buf_init(&wanted, (size_t)1 << 22);
	buf_init(&text, (size_t)1 << 22);
	judge_cut(x, body, 1, &wanted);
	for (size_t i = 0; i < countof(pieces); i++) {
		judge_cut(x, body, pieces[i], &text);
		if (strcmp(wanted.p, text.p) != 0)
			fail_msg("%.*s in pieces of %zu:\n%s\nbyte by byte:\n%s"
				 "\n%.*s",
			    STRF(name), pieces[i], text.p, wanted.p,
			    STRF(body));
	}
	buf_release(&wanted);
	buf_release(&text);
	repeats++;
}

/* ------------------------------------------------------------- the bodies */

/* The hrefs as they are, with the number of the response, or with that of
   those behind it: then the last one is what the first was. */
enum numbers { NONE, UP, DOWN, NUMBERS };

/* Good ones, bad ones among them, and again good ones. */
static void
repeat(struct str name, const struct example *x, struct str good,
    struct str bad, enum numbers numbers)
{
	static const char order[] = "gggbbgbggbbbg";
	struct str head, all, tail, others, ignored;
	struct buf body;

	if (!take_apart(x->body, &head, &all, &tail) ||
	    !take_apart(good, &ignored, &good, &ignored) ||
	    !take_apart(bad, &ignored, &others, &ignored))
		return;
	buf_init(&body, (size_t)1 << 20);
	buf_str(&body, head);
	for (unsigned i = 0; order[i] != '\0'; i++) {
		unsigned rest = (unsigned)sizeof(order) - 2 - i;

		add_numbered(&body, order[i] == 'g' ? good : others,
		    numbers == NONE ? 0
		    : numbers == UP ? i
				    : rest);
		buf_puts(&body, "\n");
	}
	buf_str(&body, tail);
	compare(name, x, buf_view(&body));
	buf_release(&body);
}

static void
repeat_fixture(struct str name, struct arena *a)
{
	struct str rule = str_sub(name, 0, str_index(name, '.'));
	struct example x = {0}, legal = {0};

	assert_true(fixture_read(name, &x, a));
	if (x.reply.status != 207)
		return;
	if (!fixture_read(
		arena_strf(a, "%.*s.legal.http", STRF(rule)), &legal, a))
		legal = x;
	for (int n = 0; n < NUMBERS; n++) {
		repeat(name, &x, x.body, x.body, (enum numbers)n);
		repeat(name, &x, legal.body, x.body, (enum numbers)n);
		repeat(name, &legal, legal.body, x.body, (enum numbers)n);
	}
}

static void
test_fixtures(void **state)
{
	DIR *folder = opendir(FOLDER);
	const struct dirent *entry;

	(void)state;
	assert_non_null(folder);
	while ((entry = readdir(folder)) != NULL) {
		struct arena a = {0};

		if (str_ends(str_from(entry->d_name), STR(".http")))
			repeat_fixture(str_from(entry->d_name), &a);
		arena_release(&a);
	}
	closedir(folder);
	/* 411 fixtures, most of them of a 207. */
	assert_true(repeats > 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_fixtures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
