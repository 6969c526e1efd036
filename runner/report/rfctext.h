/*
 * The text of RFC 4918 (schemas/rfc/rfc4918.txt, compiled in), as sections of
 * blocks of pieces: a piece is a sentence of prose, or a line of what stands
 * as it is drawn (examples, grammar, tables).
 *
 * The file is the RFC Editor's, word for word. Page breaks and running heads
 * are left out here, and the lines of a paragraph are joined.
 *
 * A requirement names the sentences that it rests on by short quotes of them
 * (spec.h); a quote stands once in the section of its requirement, which a
 * test sees to. Knows nothing of results. All memory is the arena's.
 */
#ifndef REPORT_RFCTEXT_H
#define REPORT_RFCTEXT_H

#include "spec/spec.h"

enum rfctext_kind { RFCTEXT_HEADING, RFCTEXT_PROSE, RFCTEXT_DRAWN };

struct rfctext_block {
	enum rfctext_kind kind;
	unsigned indent;   /* columns beyond that of the running text */
	struct str marker; /* of a list's item: "o", "*", "1."; else nothing */
	struct str text;   /* prose: one line; drawn: lines, each with its LF */
	size_t first, n;   /* its pieces, which make up the text */
};

struct rfctext_section {
	struct str number; /* "9.1", "A.3"; nothing: "Abstract" and such */
	struct str title;
	size_t first, n; /* its blocks, of which the first is the heading */
};

/* From piece first to piece last, both included. */
struct rfctext_range {
	size_t first, last;
};

struct rfctext {
	struct arena *arena;
	struct rfctext_section *sections;
	size_t n_sections, cap_sections;
	struct rfctext_block *blocks;
	size_t n_blocks, cap_blocks;
	struct str *pieces;
	size_t n_pieces, cap_pieces;
};

/* What stands before the first heading is a section without a title. */
void rfctext_read(struct rfctext *t, struct arena *a);

/* Whether the requirement is one of this RFC. */
bool rfctext_has(const struct requirement *q);

struct rfctext_quote {
	struct str section, words;
};

/*
 * Takes the first quote off *rest, which at first is q->quote: of the section
 * of the requirement, or of the one that it names ("section 6.8: words").
 */
bool rfctext_quote(const struct requirement *q, struct str *rest,
    struct rfctext_quote *out);

/* How often the quote occurs in the section; where it first does. */
size_t rfctext_find(const struct rfctext *t, struct str section,
    struct str quote, struct rfctext_range *where);

#endif
