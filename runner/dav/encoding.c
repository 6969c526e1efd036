#include "dav/encoding.h"

/* A byte order mark, or "<?" in an encoding of two or four bytes. */
static bool
speaks_for_itself(struct str head)
{
	static const struct str marks[] = {
	    {"\xEF\xBB\xBF",     3},
	    {"\xFE\xFF",	 2},
	    {"\xFF\xFE",	 2},
	    {"<\0?\0",	       4},
	    {"\0<\0?",	       4},
	    {"\0\0",	     2},
	    {"\x4C\x6F\xA7\x94", 4},
	};

	for (size_t i = 0; i < countof(marks); i++)
		if (str_starts(head, marks[i]))
			return true;
	return false;
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

bool
encoding_look(
    struct str head, bool last, struct str charset, struct encoding *out)
{
	const struct str start = STR("<?xml");
	size_t end;

	*out = (struct encoding){0};
	if (head.n < 4 && !last)
		return false;
	if (speaks_for_itself(head))
		return true;
	if (head.n < start.n && !last && str_starts(start, head))
		return false;
	if (str_starts(head, start)) {
		end = str_find(head, STR("?>"));
		if (end == head.n && !last && head.n < ENCODING_LOOK)
			return false;
		out->declared = declared_in(str_sub(head, 0, end));
	}
	if (!out->declared.p && charset.n > 0)
		out->imposed = charset;
	return true;
}
