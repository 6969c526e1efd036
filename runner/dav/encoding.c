#include "dav/encoding.h"

struct str
encoding_charset(struct str value)
{
	struct str part;

	str_cut(&value, ';', &part);
	while (str_cut(&value, ';', &part)) {
		size_t at = str_index(part, '=');

		if (!str_is_nocase(str_trim(str_sub(part, 0, at)), "charset"))
			continue;
		part = str_trim(str_from_at(part, at + 1));
		if (part.n >= 2 && part.p[0] == '"')
			part = str_sub(part, 1, part.n - 2);
		return part;
	}
	return STR_NONE;
}

/* By a byte order mark, or by where the zeros of "<" are; the name of an
   encoding of two or four bytes, "" for UTF-8, NULL if nothing tells. */
static const char *
told_by_itself(struct str head)
{
	static const struct {
		struct str mark;
		const char *name;
	} marks[] = {
	    {{"\xEF\xBB\xBF", 3},	 ""	   },
	    {{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
	    {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
	    {{"<\0\0\0", 4},	"UTF-32LE"},
	    {{"\0\0\0<", 4},	"UTF-32BE"},
	    {{"\xFF\xFE", 2},	"UTF-16LE"},
	    {{"\xFE\xFF", 2},	"UTF-16BE"},
	    {{"<\0", 2},	  "UTF-16LE"},
	    {{"\0<", 2},	  "UTF-16BE"},
	};

	for (size_t i = 0; i < countof(marks); i++)
		if (str_starts(head, marks[i].mark))
			return marks[i].name;
	return NULL;
}

/* The names of encodings in which ASCII has bytes of zero. */
static bool
is_wide(struct str name)
{
	static const char *const names[] = {"utf-16", "utf16", "utf-32",
	    "utf32", "ucs-2", "ucs2", "ucs-4", "ucs4", "iso-10646-ucs"};

	for (size_t i = 0; i < countof(names); i++)
		if (str_is_nocase(str_sub(name, 0, strlen(names[i])), names[i]))
			return true;
	return false;
}

static bool
is_utf8(struct str name)
{
	return str_is_nocase(name, "utf-8") || str_is_nocase(name, "utf8") ||
	       str_is_nocase(name, "us-ascii");
}

/* ASCII of whatever width: the bytes that are neither zero nor of a mark. */
static struct str
narrow(struct str head, char p[static ENCODING_LOOK])
{
	size_t n = 0;

	for (size_t i = 0; i < head.n && i < ENCODING_LOOK; i++)
		if (head.p[i] != '\0' && (unsigned char)head.p[i] < 0x80)
			p[n++] = head.p[i];
	return (struct str){p, n};
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The value of encoding="..." in an XML declaration, or nothing. */
static struct str
declared_in(struct str declaration)
{
	size_t at = str_find(declaration, STR("encoding"));
	struct str rest = str_from_at(declaration, at + 8);
	char quote;

	if (at == declaration.n)
		return STR_NONE;
	while (rest.n > 0 && (is_space(rest.p[0]) || rest.p[0] == '='))
		rest = str_from_at(rest, 1);
	if (rest.n == 0 || (rest.p[0] != '"' && rest.p[0] != '\''))
		return STR_NONE;
	quote = rest.p[0];
	rest = str_from_at(rest, 1);
	at = str_index(rest, quote);
	return at < rest.n ? str_sub(rest, 0, at) : STR_NONE;
}

/* The XML declaration as far as it is there; false: there may be more. */
static bool
find_declaration(struct str text, bool last, struct str *out)
{
	const struct str start = STR("<?xml");
	size_t end = str_find(text, STR("?>"));

	*out = STR_NONE;
	if (text.n < start.n && !last && str_starts(start, text))
		return false;
	if (!str_starts(text, start))
		return true;
	*out = str_sub(text, 0, end);
	return end < text.n || last;
}

bool
encoding_look(struct str head, bool last, struct str charset, struct arena *a,
    struct encoding *out)
{
	char ascii[ENCODING_LOOK];
	const char *told;
	struct str declaration;

	*out = (struct encoding){0};
	if (head.n < 4 && !last)
		return false;
	told = told_by_itself(head);
	if (!find_declaration(told != NULL ? narrow(head, ascii) : head,
		last || head.n == ENCODING_LOOK, &declaration))
		return false;
	out->declared = arena_str(a, declared_in(declaration));
	if (told != NULL)
		out->name = str_from(told);
	else
		out->name = out->declared.p ? out->declared : charset;
	out->impossible = told == NULL && is_wide(out->name) &&
			  str_index(str_sub(head, 0, 4), '\0') == 4;
	if (out->name.n == 0 || is_utf8(out->name))
		out->name = STR_NONE;
	return true;
}
