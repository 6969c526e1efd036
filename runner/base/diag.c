#include "base/diag.h"

#include "base/file.h"
#include "base/utf8.h"

#define SOURCE_MAX ((size_t)4 * 1024 * 1024)
#define CARET_MAX 200 /* columns of a source line that are shown */

void
diag_add(struct diags *d, struct loc loc, const char *fmt, ...)
{
	struct diag *diag = vec_add(&d->list, d->arena);
	va_list ap;

	va_start(ap, fmt);
	diag->loc = loc;
	diag->message =
	    utf8_line(d->arena, str_from(arena_vprintf(d->arena, fmt, ap)));
	va_end(ap);
}

void
diag_hint(struct diags *d, const char *fmt, ...)
{
	va_list ap;

	assert(d->list.n > 0);
	va_start(ap, fmt);
	d->list.v[d->list.n - 1].hint =
	    utf8_line(d->arena, str_from(arena_vprintf(d->arena, fmt, ap)));
	va_end(ap);
}

static int
by_place(const void *a, const void *b)
{
	const struct diag *x = a, *y = b;
	int c = strcmp(x->loc.file, y->loc.file);

	if (c != 0)
		return c;
	if (x->loc.line != y->loc.line)
		return x->loc.line < y->loc.line ? -1 : 1;
	return (x->loc.col > y->loc.col) - (x->loc.col < y->loc.col);
}

static bool
source_line(struct str text, unsigned line, struct str *out)
{
	for (unsigned i = 1; str_cut(&text, '\n', out); i++)
		if (i == line)
			return true;
	return false;
}

/* The line as it stands (tabs as one blank) and a caret under the column. */
static void
print_source(FILE *out, struct str line, unsigned col)
{
	struct buf text;
	unsigned before = 0;

	buf_init(&text, CARET_MAX * 16);
	while (line.n > 0 && before < CARET_MAX) {
		uint32_t cp;

		if (!utf8_next(&line, &cp))
			break;
		if (cp == '\t')
			cp = ' ';
		if (cp < 0x20 || cp == 0x7f)
			break;
		utf8_put(&text, cp);
		before++;
	}
	fprintf(out, "    %s\n", text.p);
	if (col > 0 && col <= before + 1)
		fprintf(out, "    %*s^\n", (int)col - 1, "");
	buf_release(&text);
}

void
diags_print(struct diags *d, FILE *out)
{
	struct arena a = {0};
	struct str text = STR_NONE, line;
	const char *file = NULL;

	if (d->list.n > 1)
		qsort(d->list.v, d->list.n, sizeof(*d->list.v), by_place);
	for (size_t i = 0; i < d->list.n; i++) {
		const struct diag *g = &d->list.v[i];

		if (g->loc.line == 0)
			fprintf(out, "%s: %.*s\n", g->loc.file,
			    STRF(g->message));
		else
			fprintf(out, "%s:%u:%u: %.*s\n", g->loc.file,
			    g->loc.line, g->loc.col, STRF(g->message));
		if (file == NULL || strcmp(file, g->loc.file) != 0) {
			file = g->loc.file;
			if (!file_read(&a, file, SOURCE_MAX, &text, NULL))
				text = STR_NONE;
		}
		if (g->loc.line > 0 && source_line(text, g->loc.line, &line))
			print_source(out, line, g->loc.col);
		if (g->hint.p != NULL)
			fprintf(out, "    %.*s\n", STRF(g->hint));
	}
	arena_release(&a);
}
