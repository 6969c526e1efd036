/*
 * The lines of an RFC as the RFC Editor sets them: 72 columns, pages of 58
 * lines with a foot and a head, paragraphs parted by empty lines.
 *
 * Knows how such a file looks, and nothing of what stands in it.
 */
#ifndef REPORT_RFCLINES_H
#define REPORT_RFCLINES_H

#include "base/arena.h"

struct rfclines {
	struct str *v; /* without their ends */
	size_t n, cap;
	size_t end; /* of a block: where what follows it begins */
};

/* Without page breaks; a paragraph that one cuts in two is whole again. */
struct rfclines rfclines_read(struct str file, struct arena *a);

/* The next lines from i on that no empty line parts; n is 0 at the end. */
struct rfclines rfclines_block(const struct rfclines *all, size_t i);

/* Columns that all lines have free. */
unsigned rfclines_margin(const struct rfclines *lines);

bool rfclines_is_heading(const struct rfclines *lines);
/* "9.1" of "9.1.  PROPFIND Method", "B" of "Appendix B.  Notes"; or nothing. */
struct str rfclines_number(struct str heading);

/*
 * Whether it is running text: each line takes as many words as fit. A single
 * line is, unless it looks like an example or grammar.
 */
bool rfclines_is_filled(const struct rfclines *lines);
/* Takes "o", "*" or "1." from the front; nothing if there is none. */
struct str rfclines_take_marker(struct rfclines *lines);
/* One line, with single blanks. */
struct str rfclines_join(const struct rfclines *lines, struct arena *a);

#endif
