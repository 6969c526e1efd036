#include "report/rfctext.h"

#include "base/buf.h"
#include "base/vec.h"
#include "report/assets.h"
#include "report/rfclines.h"

#define MARGIN 3 /* columns: where the running text begins */

bool
rfctext_has(const struct requirement *q)
{
	return strcmp(q->rfc, "RFC 4918") == 0;
}

/* ------------------------------------------------------------- pieces */

static bool
is_one_of(char c, const char *set)
{
	return c != '\0' && strchr(set, c) != NULL;
}

/* Where the sentence ends that begins at from: behind its last blank. */
static size_t
sentence_end(struct str s, size_t from)
{
	for (size_t i = from; i < s.n; i++) {
		size_t k = i + 1;

		if (!is_one_of(s.p[i], ".?!"))
			continue;
		while (k < s.n && is_one_of(s.p[k], ")\"'"))
			k++;
		if (k + 1 < s.n && s.p[k] == ' ' &&
		    ((s.p[k + 1] >= 'A' && s.p[k + 1] <= 'Z') ||
			(s.p[k + 1] >= '0' && s.p[k + 1] <= '9') ||
			is_one_of(s.p[k + 1], "(\"'[*")))
			return k + 1;
	}
	return s.n;
}

static size_t
line_end(struct str s, size_t from)
{
	return from + str_index(str_from_at(s, from), '\n') + 1;
}

/* An element's declaration is one piece, however many lines it takes. */
static size_t
piece_end(const struct rfctext_block *b, size_t from)
{
	if (b->kind == RFCTEXT_HEADING)
		return b->text.n;
	if (b->kind == RFCTEXT_PROSE)
		return sentence_end(b->text, from);
	if (str_starts(str_trim(b->text), STR("<!ELEMENT")))
		return b->text.n;
	return line_end(b->text, from);
}

static void
cut_pieces(struct rfctext *t, struct rfctext_block *b)
{
	b->first = t->n_pieces;
	for (size_t at = 0; at < b->text.n;) {
		size_t end = piece_end(b, at);

		*vec_add_to(t->pieces, t->n_pieces, t->cap_pieces, t->arena) =
		    str_sub(b->text, at, end - at);
		at = end;
	}
	b->n = t->n_pieces - b->first;
}

/* ------------------------------------------------------------- blocks */

static void
add_section(struct rfctext *t, struct str line)
{
	struct rfctext_section *s =
	    vec_add_to(t->sections, t->n_sections, t->cap_sections, t->arena);

	s->first = t->n_blocks;
	s->number = rfclines_number(line);
	s->title = line;
	if (s->number.p != NULL)
		s->title = str_trim(str_from_at(
		    line, (size_t)(s->number.p - line.p) + s->number.n + 1));
}

/* A marker is taken off the text: the item hangs on it. */
static void
set_prose(struct rfctext *t, struct rfctext_block *b, struct rfclines *lines)
{
	b->kind = RFCTEXT_PROSE;
	b->marker = rfclines_take_marker(lines);
	b->text = rfclines_join(lines, t->arena);
}

/* As it stands, but for the margin that all lines have. */
static void
set_drawn(struct rfctext *t, struct rfctext_block *b,
    const struct rfclines *lines, unsigned margin)
{
	struct buf text;

	b->kind = RFCTEXT_DRAWN;
	buf_init(&text, SIZE_MAX / 2);
	for (size_t i = 0; i < lines->n; i++) {
		buf_str(&text, str_from_at(lines->v[i], margin));
		buf_putc(&text, '\n');
	}
	b->text = arena_str(t->arena, buf_view(&text));
	buf_release(&text);
}

static void
add_block(struct rfctext *t, struct rfclines *lines)
{
	struct rfctext_block *b;
	unsigned margin = rfclines_margin(lines);
	bool heading = rfclines_is_heading(lines);

	if (heading || t->n_sections == 0)
		add_section(t, heading ? lines->v[0] : STR(""));
	t->sections[t->n_sections - 1].n++;
	b = vec_add_to(t->blocks, t->n_blocks, t->cap_blocks, t->arena);
	b->indent = margin > MARGIN ? margin - MARGIN : 0;
	if (heading) {
		b->kind = RFCTEXT_HEADING;
		b->text = lines->v[0];
	} else if (rfclines_is_filled(lines)) {
		set_prose(t, b, lines);
	} else {
		set_drawn(t, b, lines, margin);
	}
	cut_pieces(t, b);
}

void
rfctext_read(struct rfctext *t, struct arena *a)
{
	struct rfclines all, lines = {0};

	*t = (struct rfctext){.arena = a};
	all = rfclines_read(asset("rfc4918.txt"), a);
	for (size_t i = 0; i < all.n; i = lines.end) {
		lines = rfclines_block(&all, i);
		if (lines.n > 0)
			add_block(t, &lines);
	}
}

/* ------------------------------------------------------------- quotes */

bool
rfctext_quote(
    const struct requirement *q, struct str *rest, struct rfctext_quote *out)
{
	const struct str begin = STR("section ");
	struct str line;

	if (!rfctext_has(q) || !str_cut(rest, '\n', &line))
		return false;
	*out = (struct rfctext_quote){str_from(q->section), line};
	if (!str_starts(line, begin))
		return true;
	line = str_from_at(line, begin.n);
	str_cut(&line, ':', &out->section);
	out->words = str_trim(line);
	return true;
}

/* Whether the quote stands at s.p[at]; how many bytes it takes there. */
static size_t
stands_at(struct str s, size_t at, struct str quote)
{
	size_t i = at, k = 0;

	while (k < quote.n && i < s.n) {
		if (!str_is_space(quote.p[k])) {
			if (s.p[i++] != quote.p[k++])
				return 0;
			continue;
		}
		if (!str_is_space(s.p[i]))
			return 0;
		while (k < quote.n && str_is_space(quote.p[k]))
			k++;
		while (i < s.n && str_is_space(s.p[i]))
			i++;
	}
	return k == quote.n ? i - at : 0;
}

static size_t
piece_at(const struct rfctext *t, const struct rfctext_block *b, size_t at)
{
	size_t i = b->first;

	while (i + 1 < b->first + b->n && at >= t->pieces[i].n)
		at -= t->pieces[i++].n;
	return i;
}

static size_t
find_in(const struct rfctext *t, const struct rfctext_block *b,
    struct str quote, struct rfctext_range *where)
{
	size_t found = 0;

	for (size_t at = 0; at < b->text.n; at++) {
		size_t n = stands_at(b->text, at, quote);

		if (n > 0 && found++ == 0)
			*where = (struct rfctext_range){
			    piece_at(t, b, at), piece_at(t, b, at + n - 1)};
	}
	return found;
}

size_t
rfctext_find(const struct rfctext *t, struct str section, struct str quote,
    struct rfctext_range *where)
{
	size_t found = 0;

	for (size_t i = 0; i < t->n_sections; i++) {
		const struct rfctext_section *s = &t->sections[i];
		struct rfctext_range first = {0};

		if (!str_eq(s->number, section))
			continue;
		for (size_t k = s->first; k < s->first + s->n; k++) {
			size_t n = find_in(t, &t->blocks[k], quote, &first);

			if (n > 0 && found == 0)
				*where = first;
			found += n;
		}
	}
	return found;
}
