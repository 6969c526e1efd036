#include "case/lines.h"

#include "base/utf8.h"

void
lines_init(struct lines *l, struct str text, struct arena *a)
{
	struct str rest = text;
	size_t characters = 0;
	uint32_t cp;

	*l = (struct lines){.text = text};
	*vec_add(&l->starts, a) = (struct line_start){0, 0};
	while (utf8_next(&rest, &cp)) {
		characters++;
		if (cp == '\n')
			*vec_add(&l->starts, a) =
			    (struct line_start){characters, text.n - rest.n};
	}
}

static size_t
line_of(const struct lines *l, size_t character)
{
	size_t lo = 0, hi = l->starts.n;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (l->starts.v[mid].character <= character)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

void
lines_place(
    const struct lines *l, size_t character, unsigned *line, unsigned *col)
{
	size_t i = line_of(l, character);

	*line = (unsigned)i + 1;
	*col = (unsigned)(character - l->starts.v[i].character) + 1;
}

size_t
lines_byte(const struct lines *l, size_t character)
{
	const struct line_start *start = &l->starts.v[line_of(l, character)];
	struct str rest = str_from_at(l->text, start->byte);
	uint32_t cp;

	for (size_t i = start->character; i < character; i++)
		if (!utf8_next(&rest, &cp))
			break;
	return l->text.n - rest.n;
}

struct str
lines_line(const struct lines *l, size_t character)
{
	struct str rest =
	    str_from_at(l->text, l->starts.v[line_of(l, character)].byte);

	return str_sub(rest, 0, str_index(rest, '\n'));
}
