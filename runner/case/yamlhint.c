#include "case/yamlhint.h"

static bool
indented_with_tab(struct str line)
{
	for (size_t i = 0; i < line.n; i++) {
		if (line.p[i] == '\t')
			return true;
		if (line.p[i] != ' ')
			return false;
	}
	return false;
}

static const char *
hint_for_character(char c)
{
	switch (c) {
	case '\t':
		return "YAML is indented with blanks, not with tabs";
	case '@':
	case '`':
	case '%':
		return "quote a text that begins with `@`, `%` or a backquote";
	default:
		return NULL;
	}
}

/* Inside {...} or [...]: what ends a plain scalar there. */
static const char *
hint_for_flow(struct str before)
{
	if (str_find(before, STR("${")) < before.n)
		return "quote `${...}` within {...} and [...]";
	if (str_find(before, STR(" #")) < before.n)
		return "` #` begins a comment: quote a text that contains it";
	return "quote a text that contains one of , [ ] { } or `: `";
}

const char *
yaml_hint(const char *problem, struct str source, size_t at, struct str line)
{
	struct str before = str_sub(source, 0, at + 1);
	const char *hint = NULL;

	if (strstr(problem, "cannot start any token") != NULL) {
		if (at < source.n)
			hint = hint_for_character(source.p[at]);
	} else if (strstr(problem, "mapping values are not allowed") != NULL) {
		hint = "quote a text that contains `: `";
	} else if (strstr(problem, "expected alphabetic or numeric") != NULL) {
		hint = "quote a text that begins with `*` or `&`";
	} else if (strstr(problem, "expected ',' or") != NULL) {
		hint = hint_for_flow(before);
	}
	if (hint == NULL && indented_with_tab(line))
		hint = hint_for_character('\t');
	return hint;
}
