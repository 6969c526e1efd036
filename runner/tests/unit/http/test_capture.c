/*
 * Captures as text: what is told of a file, whole and cut at every byte.
 *
 *	reply STATUS LINE		a head
 *	body OUTSIDE "BYTES"		a piece that begins on a line of its own
 *	end, problem LINE WHY
 */
#include "http/capture.h"

#include <setjmp.h>
#include <cmocka.h>

#include "base/buf.h"

struct trace {
	struct buf text;
	bool in_body;
};

static void
close_body(struct trace *t)
{
	if (t->in_body)
		buf_puts(&t->text, "\"\n");
	t->in_body = false;
}

static void
on_reply(void *arg, const struct reply *reply, unsigned line)
{
	struct trace *t = arg;

	close_body(t);
	buf_printf(&t->text, "reply %d %u\n", reply->status, line);
}

static void
on_body(void *arg, const char *p, size_t n, bool begins, unsigned outside)
{
	struct trace *t = arg;

	assert_true(n > 0);
	assert_true(begins || t->in_body);
	if (begins) {
		close_body(t);
		buf_printf(&t->text, "body %u \"", outside);
	}
	t->in_body = true;
	buf_add(&t->text, p, n);
}

static void
on_end(void *arg)
{
	struct trace *t = arg;

	close_body(t);
	buf_puts(&t->text, "end\n");
}

static void
on_problem(void *arg, unsigned line, const char *why)
{
	struct trace *t = arg;

	close_body(t);
	buf_printf(&t->text, "problem %u %s\n", line, why);
}

static void
trace(struct trace *t, struct str file, size_t cut)
{
	const struct capture_events events = {
	    t, on_reply, on_body, on_end, on_problem};
	struct capture *c = capture_new(&events, false);

	*t = (struct trace){0};
	buf_init(&t->text, (size_t)1 << 20);
	if (cut > file.n)
		for (size_t i = 0; i < file.n; i++)
			capture_feed(c, file.p + i, 1);
	else {
		capture_feed(c, file.p, cut);
		capture_feed(c, file.p + cut, file.n - cut);
	}
	capture_end(c);
	capture_free(c);
}

static void
reads(const char *file, const char *expected)
{
	struct str bytes = str_from(file);

	for (size_t cut = 0; cut <= bytes.n + 1; cut++) {
		struct trace t;

		trace(&t, bytes, cut);
		if (strcmp(t.text.p, expected) != 0)
			fail_msg("cut at %zu:\n%s\nwanted:\n%s", cut, t.text.p,
			    expected);
		buf_release(&t.text);
	}
}

#define OK "HTTP/1.1 207 Multi-Status\n"

static void
test_one(void **state)
{
	(void)state;
	reads(OK "A: b\n\n<a/>\n", "reply 207 1\nbody 3 \"<a/>\n\"\nend\n");
	reads("HTTP/2 207 \r\na: b\r\n\r\n<a/>",
	    "reply 207 1\nbody 3 \"<a/>\"\nend\n");
	reads("\n\r\n" OK "\n<a/>", "reply 207 3\nbody 4 \"<a/>\"\nend\n");
	reads(OK "\n", "reply 207 1\nend\n");
	reads(OK "A: b", "reply 207 1\nend\n");
	/* A status line within a body is none. */
	reads(OK "\n<status>\nHTTP/1.1 200 OK\n</status>\n",
	    "reply 207 1\nbody 2 \"<status>\nHTTP/1.1 200 OK\n</status>\n\"\n"
	    "end\n");
}

static void
test_length(void **state)
{
	(void)state;
	reads(OK "Content-Length: 2\n\nab\n",
	    "reply 207 1\nbody 3 \"ab\"\nend\n");
	/* More than was told, less than was told, told of another coding. */
	reads(OK "Content-Length: 2\n\nabc",
	    "reply 207 1\nbody 3 \"abc\"\nend\n");
	reads(OK "Content-Length: 9\n\nabc",
	    "reply 207 1\nbody 3 \"abc\"\nend\n");
	reads(OK "Content-Length: 2\nContent-Encoding: gzip\n\nab\nHTTP/1.1\n",
	    "reply 207 1\nbody 4 \"ab\nHTTP/1.1\n\"\nend\n");
	reads("HTTP/1.1 204 No Content\n\n\n", "reply 204 1\nend\n");
	reads("HTTP/1.1 204 No Content\n\nx\n",
	    "reply 204 1\nbody 2 \"x\n\"\nend\n");
}

static void
test_several(void **state)
{
	(void)state;
	reads("HTTP/1.1 100 Continue\n\n" OK "\n<a/>",
	    "reply 100 1\nreply 207 3\nbody 4 \"<a/>\"\nend\n");
	/* curl leaves out the body of a challenge that it answers. */
	reads("HTTP/1.1 401 No\nContent-Length: 99\n\n" OK "\n<a/>",
	    "reply 401 1\nend\nreply 207 4\nbody 5 \"<a/>\"\nend\n");
	reads(OK "Content-Length: 3\n\na\nb" OK "Content-Length: 1\n\nc" OK
		 "\n",
	    "reply 207 1\nbody 3 \"a\nb\"\nend\nreply 207 5\nbody 7 "
	    "\"c\"\nend\n"
	    "reply 207 8\nend\n");
}

#define CHUNKED OK "Transfer-Encoding: chunked\n\n"

static void
test_chunks(void **state)
{
	(void)state;
	reads(CHUNKED "2\r\n<a\r\n3;x=y\r\n/>\n\r\n0\r\nT: x\r\n\r\n",
	    "reply 207 1\nbody 4 \"<a\"\nbody 6 \"/>\n\"\nend\n");
	reads(CHUNKED "1\n<\n0\n\n" OK "\n",
	    "reply 207 1\nbody 4 \"<\"\nend\nreply 207 8\nend\n");
	/* curl has decoded it. */
	reads(CHUNKED "<a/>\n", "reply 207 1\nbody 3 \"<a/>\n\"\nend\n");
	reads(CHUNKED "4\r\n<a/>", "reply 207 1\nbody 4 \"<a/>\"\nend\n");
	reads(CHUNKED "2\r\nabc\r\n", "reply 207 1\nbody 4 \"ab\"\nproblem 5 "
				      "the chunked coding is broken "
				      "here\n");
}

static void
test_unreadable(void **state)
{
	const char *head = "this is not the head of an HTTP response";
	struct arena a = {0};

	(void)state;
	reads("", "problem 1 there is nothing but empty lines\n");
	reads("\n\n", "problem 1 there is nothing but empty lines\n");
	reads("hello", arena_printf(&a, "problem 1 %s\n", head));
	reads("\nhello\n\n", arena_printf(&a, "problem 2 %s\n", head));
	reads("HTTP/1.1 100 Continue\n\nhello",
	    arena_printf(&a, "reply 100 1\nproblem 3 %s\n", head));
	arena_release(&a);
}

static void
test_large_head(void **state)
{
	struct buf file;
	struct trace t;

	(void)state;
	buf_init(&file, (size_t)4 << 20);
	buf_puts(&file, OK);
	while (file.n < ((size_t)2 << 20))
		buf_puts(
		    &file, "X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\n");
	trace(&t, buf_view(&file), file.n);
	assert_string_equal(t.text.p, "problem 1 a head of more than 1 MiB\n");
	buf_release(&t.text);
	buf_release(&file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_one),
	    cmocka_unit_test(test_length),
	    cmocka_unit_test(test_several),
	    cmocka_unit_test(test_chunks),
	    cmocka_unit_test(test_unreadable),
	    cmocka_unit_test(test_large_head),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
