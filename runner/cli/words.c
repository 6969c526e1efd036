#include "cli/words.h"

#include "base/buf.h"

static void
wrong(const struct command *c, const char *option, const char *given,
    const char *const *words, size_t n)
{
	const char *near = str_nearest(str_from(given), words, n);
	struct buf all;

	buf_init(&all, 1024);
	for (size_t i = 0; i < n; i++)
		buf_printf(&all, "%s%s", i == 0 ? ""
			: i + 1 == n	       ? " or "
					       : ", ", words[i]);
	usage_error(c, "--%s wants %s, not \"%s\"%s%s%s", option, all.p, given,
	    near != NULL ? ": did you mean " : "", near != NULL ? near : "",
	    near != NULL ? "?" : "");
	buf_release(&all);
}

int
word_index(const struct command *c, const char *option, const char *given,
    const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(given, words[i]) == 0)
			return (int)i;
	wrong(c, option, given, words, n);
	return -1;
}
