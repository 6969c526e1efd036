/* The sections that the catalogues cite: titles and order (sections.def). */
#ifndef REPORT_SECTIONS_H
#define REPORT_SECTIONS_H

#include "spec/spec.h"

struct section {
	const char *rfc, *number, *title;
};

size_t section_count(void);
const struct section *section_at(size_t i);
/* section_count() if it is not in the table. */
size_t section_of(const struct requirement *r);
/* "rfc4918-9.8.html"; "other.html" of section_count(). */
const char *section_file(size_t i, struct arena *a);
/* "https://www.rfc-editor.org/rfc/rfc4918#section-9.1"; nothing for our own. */
struct str section_url(const struct requirement *r, struct arena *a);

#endif
