/* A body with its lines numbered, and the lines that findings speak of. */
#include "report/page.h"

#define NO_TEXT_SHOWN ((size_t)512) /* of a body that is not UTF-8 */
#define MARKS_MAX 16		    /* in one line */

static bool
is_marked(const struct finding *f, unsigned line)
{
	return f->place == PLACE_BODY && f->line == line &&
	       f->level != FINDING_INFO;
}

/* Where the column (from 1, in characters) begins, in bytes. */
static size_t
column_at(struct str line, unsigned col)
{
	struct str rest = line;
	uint32_t cp;

	while (col-- > 1 && rest.n > 0)
		if (!utf8_next(&rest, &cp))
			rest = str_from_at(rest, 1);
	return line.n - rest.n;
}

static int
by_size(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* From the column on to the end of the tag that begins there. */
static size_t
mark_end(struct str line, size_t at)
{
	size_t end = at + str_index(str_from_at(line, at), '>');

	return end < line.n ? end + 1 : line.n;
}

static void
put_marked_line(struct page *p, struct str line, const size_t *at, size_t n)
{
	size_t done = 0;

	for (size_t i = 0; i < n; i++) {
		if (at[i] < done)
			continue;
		xmlout_text(p->x, str_sub(line, done, at[i] - done));
		done = mark_end(line, at[i]);
		xmlout_start(p->x, "mark");
		xmlout_text(p->x, str_sub(line, at[i], done - at[i]));
		xmlout_end(p->x);
	}
	xmlout_text(p->x, str_from_at(line, done));
}

static void
put_remark(struct page *p, const struct finding *f)
{
	xmlout_start_class(p->x, "span", "remark");
	xmlout_printf(p->x, "%s, line %u, column %u: ", words_level(f->level),
	    f->line, f->col);
	xmlout_line(p->x, f->message);
	xmlout_puts(p->x, "\n");
	xmlout_end(p->x);
}

static void
put_line(struct page *p, struct str line, unsigned number,
    const struct finding_list *marks)
{
	size_t at[MARKS_MAX], n = 0;

	if (str_ends(line, STR("\r")))
		line.n--;
	for (size_t i = 0; i < marks->n; i++)
		if (is_marked(&marks->v[i], number) && n < MARKS_MAX)
			at[n++] = column_at(line, marks->v[i].col);
	if (n > 0)
		qsort(at, n, sizeof(at[0]), by_size);
	xmlout_start_class(p->x, "span", n > 0 ? "ln hit" : "ln");
	put_marked_line(p, line, at, n);
	xmlout_puts(p->x, "\n");
	xmlout_end(p->x);
	for (size_t i = 0; n > 0 && i < marks->n; i++)
		if (is_marked(&marks->v[i], number))
			put_remark(p, &marks->v[i]);
}

void
html_body(struct page *p, struct str body, uint64_t size,
    const struct finding_list *marks)
{
	struct str rest = body, line;
	unsigned number = 0;

	if (size == 0 || body.n == 0)
		return;
	if (!utf8_valid(words_cut(body, body.n > 4 ? body.n - 4 : body.n)))
		rest = body = str_sub(body, 0, NO_TEXT_SHOWN);
	xmlout_start_class(p->x, "pre", marks != NULL ? "body" : "");
	if (marks == NULL) {
		xmlout_text(p->x, body);
		rest = STR_NONE;
	}
	while (str_cut(&rest, '\n', &line)) {
		if (line.n == 0 && rest.p == NULL)
			break; /* behind the last line end */
		put_line(p, line, ++number, marks);
	}
	xmlout_end(p->x);
	if (body.n < size) {
		xmlout_start_class(p->x, "p", "small");
		xmlout_printf(p->x, "Cut at %zu of %llu bytes.", body.n,
		    (unsigned long long)size);
		xmlout_end(p->x);
	}
}
