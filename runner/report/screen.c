#include "report/screen.h"

#include "report/words.h"

#define NARROWEST 16 /* characters of text in a line, whatever the indent */

void
screen_release(struct screen *s)
{
	arena_release(&s->arena);
}

const char *
screen_paint(const struct screen *s, enum verdict v)
{
	static const char *const colors[VERDICTS] = {
	    [VERDICT_PASS] = "\033[32m",
	    [VERDICT_FAIL] = "\033[1;31m",
	    [VERDICT_ERROR] = "\033[1;35m",
	    [VERDICT_WARN] = "\033[33m",
	    [VERDICT_SKIP] = "\033[2m",
	    [VERDICT_KNOWN] = "\033[2m",
	    [VERDICT_UNEXPECTED] = "\033[1;35m",
	};

	return s->color ? colors[v] : "";
}

const char *
screen_plain(const struct screen *s)
{
	return s->color ? "\033[0m" : "";
}

/*
 * Where a line of at most width characters ends: at a blank; else behind a
 * slash, of which URLs and ids have many; else anywhere.
 */
static size_t
line_end(struct str s, size_t width)
{
	struct str rest = s;
	size_t blank = 0, slash = 0, n = 0;
	uint32_t cp;

	for (size_t at = 0; rest.n > 0; at = s.n - rest.n) {
		if (rest.p[0] == ' ')
			blank = at;
		if (n++ == width)
			return blank > 0 ? blank : slash > 0 ? slash : at;
		if (rest.p[0] == '/')
			slash = at + 1;
		if (!utf8_next(&rest, &cp))
			rest = str_from_at(rest, 1);
	}
	return s.n;
}

/* The cursor stands in column `at`, from 0. */
static void
put_from(struct screen *s, size_t at, size_t indent, struct str text)
{
	struct str line = words_line_in(&s->arena, text);

	for (;;) {
		size_t room =
		    s->width > at + NARROWEST ? s->width - at : NARROWEST;
		size_t n = line_end(line, room);

		fprintf(s->out, "%.*s\n", STRF(str_sub(line, 0, n)));
		line = str_from_at(line, n);
		if (line.n > 0 && line.p[0] == ' ')
			line = str_from_at(line, 1);
		if (line.n == 0)
			return;
		at = indent;
		fprintf(s->out, "%*s", (int)at, "");
	}
}

void
screen_wrap(struct screen *s, size_t indent, struct str text)
{
	fprintf(s->out, "%*s", (int)indent, "");
	put_from(s, indent, indent, text);
}

void
screen_printf(struct screen *s, size_t indent, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	screen_wrap(s, indent, str_from(arena_vprintf(&s->arena, fmt, ap)));
	va_end(ap);
}

/* Where the last blank is that fits with " \\" behind it, or the first. */
static size_t
command_end(struct str s, size_t width)
{
	size_t end = s.n;

	if (s.n <= width)
		return s.n;
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == ' ' && (end == s.n || i + 2 <= width))
			end = i;
	return end;
}

void
screen_command(struct screen *s, const char *word, struct str text)
{
	struct str line = words_line_in(&s->arena, text);
	size_t indent = strlen(word) + 1;
	size_t room = s->width > indent + NARROWEST ? s->width - indent
						    : NARROWEST;

	fprintf(s->out, "%s ", word);
	for (;;) {
		size_t n = command_end(line, room);

		fprintf(s->out, "%.*s%s\n", STRF(str_sub(line, 0, n)),
		    n < line.n ? " \\" : "");
		line = str_from_at(line, n + 1);
		if (line.n == 0)
			return;
		fprintf(s->out, "%*s", (int)indent, "");
	}
}

void
screen_verdict(struct screen *s, enum verdict v, struct str text)
{
	const char *word = verdict_name(v);
	size_t indent = strlen(word) + 2;

	fprintf(s->out, "%s%s%s  ", screen_paint(s, v), word, screen_plain(s));
	put_from(s, indent, indent, text);
}
