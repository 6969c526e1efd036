/* Text of others in Markdown, without effect. */
#include "report/markdown.h"

#include "report/words.h"

static void
put_char(FILE *out, char c)
{
	switch (c) {
	case '&':
		fputs("&amp;", out);
		break;
	case '<':
		fputs("&lt;", out);
		break;
	case '>':
		fputs("&gt;", out);
		break;
	default:
		fputc(c, out);
	}
}

/* What begins markup, a link, a mention or a table cell is escaped. */
static void
put_escaped(FILE *out, const struct buf *text)
{
	for (size_t i = 0; i < text->n; i++) {
		char next = text->p[i + 1]; /* NUL behind the last */

		switch (text->p[i]) {
		case '@':
			fputs("&#64;", out);
			break;
		case ':':
			fputs(next == '/' || next == ':' ? "&#58;" : ":", out);
			break;
		case '\\':
		case '`':
		case '*':
		case '_':
		case '[':
		case ']':
		case '|':
		case '#':
		case '~':
		case '!':
			fputc('\\', out);
			/* fall through */
		default:
			put_char(out, text->p[i]);
		}
	}
}

void
markdown_line(FILE *out, struct str s)
{
	struct arena a = {0};
	struct buf text;

	buf_init(&text, SIZE_MAX / 2);
	utf8_printable_cut(
	    &text, words_line_in(&a, s), UTF8_ONE_LINE, MARKDOWN_SHOWN);
	put_escaped(out, &text);
	buf_release(&text);
	arena_release(&a);
}

void
markdown_html(FILE *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		put_char(out, s.p[i]);
}

/* A code span would end at a backquote. */
void
markdown_code(FILE *out, struct str s)
{
	struct buf text;

	buf_init(&text, SIZE_MAX / 2);
	words_line(&text, s);
	fputs("<code>", out);
	put_escaped(out, &text);
	fputs("</code>", out);
	buf_release(&text);
}
