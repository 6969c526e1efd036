#include "cli/lintplace.h"

/* Bytes that tell UTF-16 from the rest. */
#define LOOKED 2
#define PIECES_MAX ((size_t)4 * 1024 * 1024)

void
places_begin(struct places *p)
{
	places_release(p);
	p->line = p->col = 1;
	p->half = -1;
}

void
places_charset(struct places *p, struct str charset)
{
	p->charset = charset;
}

void
places_release(struct places *p)
{
	free(p->v);
	*p = (struct places){0};
}

void
places_piece(struct places *p, unsigned outside)
{
	if (p->n == PIECES_MAX) {
		p->lost = true;
		return;
	}
	if (p->n == p->cap) {
		p->cap = p->cap > 0 ? p->cap * 2 : 4;
		p->v = xrealloc(p->v, p->cap * sizeof(*p->v));
	}
	p->v[p->n++] = (struct place_piece){p->line, p->col, outside};
	/* A character that is cut stands where its first byte does. */
	if (p->seen < LOOKED)
		p->v[p->n - 1].col += (unsigned)p->seen;
	else if (p->half >= 0)
		p->v[p->n - 1].col++;
}

/* ------------------------------------------------------------- counting */

/* UTF-16 by a byte order mark or by where the zero of "<" is. */
static enum place_unit
unit_by_zeros(struct str head)
{
	static const struct {
		struct str mark;
		enum place_unit unit;
	} marks[] = {
	    {{"\xFF\xFE", 2}, UNIT_UTF16_LE},
	    {{"\xFE\xFF", 2}, UNIT_UTF16_BE},
	    {{"<\0", 2},	 UNIT_UTF16_LE},
	    {{"\0<", 2},	 UNIT_UTF16_BE},
	};

	for (size_t i = 0; i < countof(marks); i++)
		if (str_starts(head, marks[i].mark))
			return marks[i].unit;
	return UNIT_UNKNOWN;
}

static enum place_unit
unit_by_name(const struct places *p)
{
	struct arena a = {0};
	struct encoding e;
	bool utf8;

	encoding_look(
	    (struct str){p->head, p->n_head}, true, p->charset, &a, &e);
	utf8 = !e.name.p;
	arena_release(&a);
	return utf8 ? UNIT_UTF8 : UNIT_BYTE;
}

/* A character: a line end, or it takes a column. */
static void
count(struct places *p, int c)
{
	if (c == '\n') {
		p->line++;
		p->col = 1;
	} else {
		p->col++;
	}
}

static bool
at_start(const struct places *p)
{
	return p->line == 1 && p->col == 1;
}

static void
count_wide(struct places *p, int byte)
{
	int c;

	if (p->half < 0) {
		p->half = byte;
		return;
	}
	c = p->unit == UNIT_UTF16_LE ? p->half | byte << 8
				     : p->half << 8 | byte;
	p->half = -1;
	/* Neither a byte order mark nor the second half of a pair. */
	if (!(c == 0xFEFF && at_start(p)) && (c < 0xDC00 || c > 0xDFFF))
		count(p, c);
}

static void
count_byte(struct places *p, int byte)
{
	if (p->unit == UNIT_UTF16_LE || p->unit == UNIT_UTF16_BE) {
		count_wide(p, byte);
		return;
	}
	if (byte >= 0x80 && p->unit == UNIT_UNKNOWN)
		p->unit = unit_by_name(p);
	if (p->unit == UNIT_UTF8 && (byte & 0xC0) == 0x80)
		return;
	if (byte == 0xEF && at_start(p) &&
	    str_starts((struct str){p->head, p->n_head}, STR("\xEF\xBB\xBF")))
		return;
	count(p, byte);
}

void
places_add(struct places *p, const char *bytes, size_t n)
{
	size_t room = sizeof(p->head) - p->n_head, start = p->seen;

	room = room < n ? room : n;
	memcpy(p->head + p->n_head, bytes, room);
	p->n_head += room;
	/* The first bytes tell what a character is. */
	p->seen += n < LOOKED ? n : LOOKED;
	if (p->seen < LOOKED)
		return;
	if (start < LOOKED) {
		p->seen = LOOKED;
		p->unit = unit_by_zeros((struct str){p->head, p->n_head});
		for (size_t i = 0; i < start; i++)
			count_byte(p, (unsigned char)p->head[i]);
	}
	for (size_t i = 0; i < n; i++)
		count_byte(p, (unsigned char)bytes[i]);
}

/* ------------------------------------------------------------- finding */

/* The piece that holds a place: the last that begins not behind it. */
static const struct place_piece *
piece_at(const struct places *p, unsigned line, unsigned col)
{
	size_t low = 0, high = p->n;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		const struct place_piece *m = &p->v[middle];

		if (m->line < line || (m->line == line && m->col <= col))
			low = middle;
		else
			high = middle;
	}
	return &p->v[low];
}

void
places_find(const struct places *p, unsigned *line, unsigned *col)
{
	const struct place_piece *piece;

	if (p->n == 0)
		return;
	piece = piece_at(p, *line, *col);
	if (p->lost && piece == &p->v[p->n - 1]) {
		*line = *col = 0;
		return;
	}
	if (*line == piece->line && *col >= piece->col)
		*col -= piece->col - 1;
	*line += piece->outside;
}
