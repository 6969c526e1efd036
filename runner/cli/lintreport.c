#include "cli/lint.h"

#include "report/tapyaml.h"
#include "report/words.h"

struct str
lint_sentence(const struct finding *f, struct arena *a)
{
	struct str all = f->message;

	if (f->expected.p != NULL && f->actual.p != NULL)
		all = arena_strf(a, "%.*s (expected %.*s, got %.*s)",
		    STRF(f->message), STRF(f->expected), STRF(f->actual));
	else if (f->expected.p != NULL)
		all = arena_strf(a, "%.*s (expected %.*s)", STRF(f->message),
		    STRF(f->expected));
	else if (f->actual.p != NULL)
		all = arena_strf(
		    a, "%.*s (got %.*s)", STRF(f->message), STRF(f->actual));
	return words_line_in(a, all);
}

static const char *
id_of(const struct finding *f)
{
	return f->requirement != NULL ? f->requirement->id : "-";
}

static struct str
cite(const struct finding *f, struct arena *a)
{
	return f->requirement != NULL ? spec_cite(f->requirement, a) : STR("-");
}

/* ------------------------------------------------------------- text */

static void
print_unreadable(const struct linted *l, struct arena *a)
{
	struct str file = words_line_in(a, str_from(l->file));

	fflush(stdout);
	if (l->line > 0)
		fprintf(stderr, "%.*s:%u:1: %s\n", STRF(file), l->line,
		    l->unreadable);
	else
		fprintf(stderr, "%.*s: %s\n", STRF(file), l->unreadable);
}

static void
print_text(FILE *out, const struct linted *l, struct arena *a)
{
	struct str file = words_line_in(a, str_from(l->file));

	for (size_t i = 0; i < l->findings.n; i++) {
		const struct finding *f = &l->findings.v[i];

		fprintf(out, "%.*s:%u:%u: %s: %.*s [%s] (%.*s)\n", STRF(file),
		    f->line, f->col, words_level(f->level),
		    STRF(lint_sentence(f, a)), id_of(f), STRF(cite(f, a)));
	}
}

/* ------------------------------------------------------------- TAP */

/* ASCII without '#', which begins a directive. */
static void
put_plain(FILE *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '#' || c >= 0x7f)
			fprintf(out, "\\x%02x", c);
		else
			fputc(c, out);
	}
}

static void
put_findings(FILE *out, const struct linted *l, struct arena *a)
{
	tapyaml_begin(out);
	if (l->unreadable != NULL)
		tapyaml_value(out, "message", str_from(l->unreadable));
	if (l->unreadable != NULL && l->line > 0)
		tapyaml_number(out, "line", l->line);
	if (l->findings.n > 0)
		tapyaml_list(out, "findings");
	for (size_t i = 0; i < l->findings.n; i++) {
		const struct finding *f = &l->findings.v[i];

		tapyaml_item(out,
		    arena_strf(a, "%s [%s] line %u, column %u, %.*s (%.*s)",
			words_level(f->level), id_of(f), f->line, f->col,
			STRF(lint_sentence(f, a)), STRF(cite(f, a))));
	}
	tapyaml_end(out);
}

static void
print_tap(FILE *out, const struct linted *l, struct arena *a)
{
	static size_t number;
	size_t should = linted_count(l, FINDING_SHOULD);
	bool broken = l->unreadable != NULL || linted_count(l, FINDING_MUST);

	fprintf(out, "%s %zu - ", broken || should ? "not ok" : "ok", ++number);
	put_plain(out, words_line_in(a, str_from(l->file)));
	if (!broken && should)
		fprintf(out, " # TODO should: %zu broken", should);
	fputc('\n', out);
	if (l->unreadable != NULL || l->findings.n > 0)
		put_findings(out, l, a);
}

/* ------------------------------------------------------------- JSON */

/* The text is printable UTF-8 in one line. */
static void
put_string(FILE *out, struct str text)
{
	fputc('"', out);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"' || text.p[i] == '\\')
			fputc('\\', out);
		fputc(text.p[i], out);
	}
	fputc('"', out);
}

static void
put_member(FILE *out, const char *name, struct str text)
{
	fprintf(out, "\"%s\": ", name);
	put_string(out, text);
}

static void
put_finding(FILE *out, const struct finding *f, struct arena *a)
{
	fputs("\n  {", out);
	put_member(out, "level", str_from(words_level(f->level)));
	if (f->requirement != NULL) {
		fputs(", ", out);
		put_member(out, "requirement", str_from(f->requirement->id));
		fputs(", ", out);
		put_member(out, "section", str_from(f->requirement->section));
	}
	fprintf(out, ", \"line\": %u, \"column\": %u, ", f->line, f->col);
	put_member(out, "message", lint_sentence(f, a));
	fputc('}', out);
}

static void
print_json(FILE *out, const struct linted *l, struct arena *a)
{
	fputc('{', out);
	put_member(out, "file", words_line_in(a, str_from(l->file)));
	if (l->unreadable != NULL) {
		fputs(", ", out);
		put_member(out, "error", str_from(l->unreadable));
	}
	fputs(", \"findings\": [", out);
	for (size_t i = 0; i < l->findings.n; i++) {
		if (i > 0)
			fputc(',', out);
		put_finding(out, &l->findings.v[i], a);
	}
	fputs("]}\n", out);
}

/* ------------------------------------------------------------- formats */

void
lint_begin(FILE *out, enum lint_format format, size_t n)
{
	if (format == LINT_TAP)
		fprintf(out, "TAP version 13\n1..%zu\n", n);
}

void
lint_print(FILE *out, enum lint_format format, const struct linted *l)
{
	struct arena a = {0};

	if (l->unreadable != NULL)
		print_unreadable(l, &a);
	switch (format) {
	case LINT_TEXT:
		print_text(out, l, &a);
		break;
	case LINT_TAP:
		print_tap(out, l, &a);
		break;
	case LINT_JSON:
		print_json(out, l, &a);
		break;
	}
	arena_release(&a);
}
