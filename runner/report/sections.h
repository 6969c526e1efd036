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
/* "https://www.rfc-editor.org/rfc/rfc4918#section-9.1"; nothing for our own. */
struct str section_url(const struct requirement *r, struct arena *a);

#endif
