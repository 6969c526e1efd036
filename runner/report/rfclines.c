#include "report/rfclines.h"

#include "base/buf.h"
#include "base/vec.h"

#define COLUMNS 72
#define MARGIN 3

static unsigned
indent_of(struct str line)
{
	unsigned n = 0;

	while (n < line.n && line.p[n] == ' ')
		n++;
	return n;
}

static bool
has(struct str s, struct str what)
{
	return str_find(s, what) < s.n;
}

/* ------------------------------------------------------------- pages */

static bool
is_foot(struct str line)
{
	return has(line, STR("[Page ")) && str_ends(line, STR("]"));
}

static size_t
word_end(struct str line, size_t at)
{
	return at + str_index(str_from_at(line, at), ' ');
}

/*
 * What would have to fit behind a line so that the next begins with it:
 * "Section 9.1" is one word, "well-formed" are two, a URI is one.
 */
static size_t
first_word(struct str line)
{
	static const char *const glued[] = {"Section ", "(Section ", "RFC "};
	struct str word;
	size_t n;

	line = str_trim(line);
	for (size_t i = 0; i < countof(glued); i++)
		if (str_starts(line, str_from(glued[i])))
			return word_end(line, strlen(glued[i]));
	word = str_sub(line, 0, word_end(line, 0));
	n = str_index(word, '-');
	if (n == word.n || str_index(word, ':') < word.n ||
	    str_index(word, '@') < word.n)
		return word.n;
	return n + 1;
}

static bool
is_sentence_end(struct str line)
{
	return str_ends(line, STR(".")) || str_ends(line, STR(":")) ||
	       str_ends(line, STR("?")) || str_ends(line, STR("!"));
}

static bool
is_full(struct str line, struct str next)
{
	size_t blanks = is_sentence_end(line) ? 2 : 1;

	return line.n + blanks + first_word(next) > COLUMNS;
}

static size_t
marker_of(struct str line)
{
	size_t n = 0;

	line = str_trim(line);
	while (n < line.n && line.p[n] >= '0' && line.p[n] <= '9')
		n++;
	if (n > 0 && n < line.n && line.p[n] == '.')
		n++;
	else
		n = line.n > 0 && (line.p[0] == 'o' || line.p[0] == '*');
	return n > 0 && str_starts(str_from_at(line, n), STR("  ")) ? n : 0;
}

/*
 * Whether a page break stands within a block. It cannot be told where the
 * page ends with a sentence; then it is taken for the end of the paragraph.
 */
static bool
continues(struct str line, struct str next)
{
	unsigned indent = indent_of(next);

	if (indent < MARGIN || marker_of(next) > 0)
		return false;
	if (is_full(line, next))
		return indent >= indent_of(line) && !is_sentence_end(line);
	return indent > MARGIN || has(next, STR(". . ."));
}

static void
add_line(struct rfclines *out, struct str line, struct arena *a)
{
	*vec_add(out, a) = line;
}

static void
drop_empty(struct rfclines *out)
{
	while (out->n > 0 && out->v[out->n - 1].n == 0)
		out->n--;
}

struct rfclines
rfclines_read(struct str file, struct arena *a)
{
	struct rfclines out = {0};
	bool turned = false; /* the page, and no line was seen since */
	struct str line;

	while (str_cut(&file, '\n', &line)) {
		if (is_foot(line)) {
			drop_empty(&out);
			turned = true;
			continue;
		}
		if (turned && (line.n == 0 || line.p[0] == '\f' ||
				  str_starts(line, STR("RFC "))))
			continue;
		if (turned && out.n > 0 && !continues(out.v[out.n - 1], line))
			add_line(&out, STR(""), a);
		turned = false;
		add_line(&out, line, a);
	}
	return out;
}

/* ------------------------------------------------------------- blocks */

struct rfclines
rfclines_block(const struct rfclines *all, size_t i)
{
	struct rfclines block = {0};

	while (i < all->n && str_trim(all->v[i]).n == 0)
		i++;
	block.v = &all->v[i];
	while (i < all->n && str_trim(all->v[i]).n > 0) {
		block.n++;
		i++;
	}
	block.end = i;
	return block;
}

unsigned
rfclines_margin(const struct rfclines *lines)
{
	unsigned least = COLUMNS;

	for (size_t i = 0; i < lines->n; i++)
		if (indent_of(lines->v[i]) < least)
			least = indent_of(lines->v[i]);
	return least;
}

bool
rfclines_is_heading(const struct rfclines *lines)
{
	return lines->n == 1 && indent_of(lines->v[0]) == 0 &&
	       !has(lines->v[0], STR("   "));
}

struct str
rfclines_number(struct str heading)
{
	struct str rest = heading;
	size_t n;

	if (str_starts(rest, STR("Appendix ")))
		rest = str_from_at(rest, strlen("Appendix "));
	n = str_find(rest, STR(".  "));
	if (n == rest.n || str_index(rest, ' ') < n)
		return STR_NONE;
	return str_sub(rest, 0, n);
}

static bool
looks_drawn(struct str line)
{
	static const char *const signs[] = {"<", "=", "HTTP/1.1", "...", "   "};

	if (indent_of(line) <= MARGIN && !str_starts(str_trim(line), STR("<")))
		return false;
	for (size_t i = 0; i < countof(signs); i++)
		if (has(str_trim(line), str_from(signs[i])))
			return true;
	return false;
}

bool
rfclines_is_filled(const struct rfclines *lines)
{
	if (lines->n == 1)
		return !looks_drawn(lines->v[0]);
	for (size_t i = 0; i + 1 < lines->n; i++)
		if (!is_full(lines->v[i], lines->v[i + 1]))
			return false;
	return true;
}

struct str
rfclines_take_marker(struct rfclines *lines)
{
	struct str line = str_trim(lines->v[0]);
	size_t n = marker_of(line);

	if (n == 0)
		return STR_NONE;
	lines->v[0] = str_trim(str_from_at(line, n));
	return str_sub(line, 0, n);
}

/* Whether a word is broken over two lines here: "well-", "text/", "DAV:". */
static bool
is_broken_word(struct str line)
{
	struct str word = line;
	size_t at;

	while ((at = str_index(word, ' ')) < word.n)
		word = str_from_at(word, at + 1);
	if (str_is(word, "DAV:") || str_ends(word, STR("(DAV:")) ||
	    str_is(word, "\"xml:"))
		return true;
	if (str_ends(word, STR("-")))
		return word.n > 1 && word.p[word.n - 2] != '-';
	return str_ends(word, STR("/")) && word.p[0] != '/' &&
	       str_index(word, ':') == word.n;
}

static void
add_words(struct buf *b, struct str line)
{
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] != ' ' || (b->n > 0 && b->p[b->n - 1] != ' '))
			buf_putc(b, line.p[i]);
}

struct str
rfclines_join(const struct rfclines *lines, struct arena *a)
{
	struct str text;
	struct buf b;

	buf_init(&b, SIZE_MAX / 2);
	for (size_t i = 0; i < lines->n; i++) {
		struct str line = str_trim(lines->v[i]);

		add_words(&b, line);
		if (i + 1 < lines->n && !is_broken_word(line))
			buf_putc(&b, ' ');
	}
	text = arena_str(a, buf_view(&b));
	buf_release(&b);
	return text;
}
