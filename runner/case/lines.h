/*
 * Where the characters of a text are: line and column, and bytes.
 *
 * A mark of libyaml counts characters; its lines end at CR, NEL and others as
 * well, those of an editor (and of diags_print) at LF only. So the place is
 * found from the number of the character (from 0).
 */
#ifndef CASE_LINES_H
#define CASE_LINES_H

#include "base/vec.h"

struct line_start {
	size_t character, byte;
};

struct lines {
	struct str text;
	VEC(struct line_start) starts;
};

/* The text must outlive it; what it needs is in the arena. */
void lines_init(struct lines *l, struct str text, struct arena *a);
/* Both from 1. */
void lines_place(
    const struct lines *l, size_t character, unsigned *line, unsigned *col);
size_t lines_byte(const struct lines *l, size_t character);
/* The line in which it is, without its end. */
struct str lines_line(const struct lines *l, size_t character);

#endif
