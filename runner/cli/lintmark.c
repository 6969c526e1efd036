#include "cli/lintmark.h"

char
lint_first_mark(struct str bytes)
{
	if (str_starts(bytes, STR("\xEF\xBB\xBF")))
		bytes = str_from_at(bytes, 3);
	bytes = str_trim(bytes);
	return bytes.n > 0 ? bytes.p[0] : '\0';
}
