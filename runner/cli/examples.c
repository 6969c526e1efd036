#include "cli/examples.h"

#include "base/file.h"
#include "base/utf8.h"
#include "check/example.h"
#include "cli/datadir.h"
#include "cli/lint.h"
#include "report/words.h"

#define WIDTH ((size_t)74)
#define EXAMPLE_MAX ((size_t)65536)

/* How much of a line is shown in one: long ones are broken between tags. */
static size_t
piece_of(struct str rest)
{
	if (rest.n <= WIDTH)
		return rest.n;
	for (size_t n = WIDTH; n > WIDTH / 3; n--)
		if (rest.p[n] == '<' && rest.p[n - 1] == '>')
			return n;
	for (size_t n = WIDTH; n > WIDTH / 3; n--)
		if (rest.p[n] == '<' || rest.p[n] == ' ')
			return n;
	return words_cut(rest, WIDTH).n;
}

static size_t
characters(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

static void
print_mark(size_t column, const char *message)
{
	const char *between = column > WIDTH / 2 ? "\n    " : " ";

	printf("    %*s^%s%s\n", (int)column, "", between, message);
}

/* What is found in columns first .. first + n of a line. */
static void
print_findings(const struct linted *found, unsigned line, size_t first,
    size_t n, struct arena *a)
{
	for (size_t i = 0; i < found->findings.n; i++) {
		const struct finding *f = &found->findings.v[i];

		if (f->line != line || f->col < first || f->col >= first + n)
			continue;
		print_mark(f->place == PLACE_BODY ? f->col - first : 0,
		    arena_printf(a, "%s: %.*s", words_level(f->level),
			STRF(lint_sentence(f, a))));
	}
}

static void
print_line(const struct linted *found, unsigned number, struct str line,
    struct arena *a)
{
	size_t first = 1;
	struct str rest = words_line_in(a, line);

	do {
		struct str piece = str_sub(rest, 0, piece_of(rest));
		size_t n = characters(piece);

		printf(piece.n > 0 ? "    %.*s\n" : "\n", STRF(piece));
		rest = str_from_at(rest, piece.n);
		/* A finding may stand behind the last character. */
		print_findings(
		    found, number, first, rest.n > 0 ? n : n + 2, a);
		first += n;
	} while (rest.n > 0);
}

static void
print_answer(struct str bytes, const struct linted *found, struct arena *a)
{
	unsigned number = 0;
	struct str line;

	while (bytes.n > 0 && str_cut(&bytes, '\n', &line)) {
		number++;
		if (str_ends(line, STR("\r")))
			line.n--;
		/* The request, which is told above. */
		if (!str_starts(line, STR("X-Context:")))
			print_line(found, number, line, a);
	}
}

/* The request, in the words of the example where it has no others. */
static void
print_request(const struct example *x)
{
	static const char *const known[] = {"finds=", "method=", "url="};
	struct str rest = x->told, part;

	printf("%.*s %.*s", STRF(x->context.method), STRF(x->context.url));
	while (str_cut(&rest, ';', &part)) {
		bool told = false;

		part = str_trim(part);
		for (size_t i = 0; i < countof(known); i++)
			told |= str_starts(part, str_from(known[i]));
		if (!told)
			printf(", %.*s", STRF(part));
	}
}

static void
print_example(const char *title, const char *name, struct arena *a)
{
	const char *folder = datadir_examples(a);
	const char *path = folder ? arena_printf(a, "%s/%s", folder, name) : "";
	struct lint lint = {0};
	struct linted found;
	struct example x;
	struct str bytes;

	printf("\n  %s: %s", title, name);
	if (!file_read(a, path, EXAMPLE_MAX, &bytes, NULL) ||
	    !example_read(&x, bytes, a)) {
		printf(" (not installed)\n");
		return;
	}
	printf("\n  answers ");
	print_request(&x);
	printf("\n\n");
	lint.context = x.context;
	lint_file(&lint, path, &found);
	print_answer(bytes, &found, a);
	arena_release(&found.arena);
}

void
examples_print(const struct rule *rule, struct arena *a)
{
	print_example(
	    "wrong", arena_printf(a, "%s.broken.http", rule->name), a);
	print_example("right", arena_printf(a, "%s.legal.http", rule->name), a);
}
