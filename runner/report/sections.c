#include "report/sections.h"

static const struct section sections[] = {
#define SECTION(rfc, number, title) {rfc, number, title},
#include "report/sections.def"
#undef SECTION
};

size_t
section_count(void)
{
	return countof(sections);
}

const struct section *
section_at(size_t i)
{
	assert(i < countof(sections));
	return &sections[i];
}

size_t
section_of(const struct requirement *r)
{
	for (size_t i = 0; i < countof(sections); i++)
		if (strcmp(sections[i].number, r->section) == 0 &&
		    strcmp(sections[i].rfc, r->rfc) == 0)
			return i;
	return countof(sections);
}

const char *
section_file(size_t i, struct arena *a)
{
	char *name;
	size_t n = 0;

	if (i == countof(sections))
		return "other.html";
	name =
	    arena_printf(a, "%s-%s.html", sections[i].rfc, sections[i].number);
	for (char *p = name; *p != '\0'; p++)
		if (*p != ' ')
			name[n++] = *p >= 'A' && *p <= 'Z' && p[1] != '.'
					? (char)(*p - 'A' + 'a')
					: *p;
	name[n] = '\0';
	return name;
}

struct str
section_url(const struct requirement *r, struct arena *a)
{
	bool appendix = r->section[0] >= 'A' && r->section[0] <= 'Z';

	if (strncmp(r->rfc, "RFC ", 4) != 0)
		return STR_NONE;
	return arena_strf(a, "https://www.rfc-editor.org/rfc/rfc%s#%s-%s",
	    r->rfc + 4, appendix ? "appendix" : "section", r->section);
}
