/*
 * Lines on a terminal: broken between words at its width, coloured if that is
 * wanted. What a server sent has to be made printable before it comes here.
 */
#ifndef REPORT_SCREEN_H
#define REPORT_SCREEN_H

#include "base/arena.h"
#include "report/result.h"

#define SCREEN_WIDTH 80 /* of what is no terminal */

struct screen {
	FILE *out;
	size_t width;
	bool color;
	struct arena arena; /* of the lines; screen_release() */
};

void screen_release(struct screen *s);
/* Each line indented; a word that is longer than a line is broken. */
void screen_wrap(struct screen *s, size_t indent, struct str text);
PRINTF(3, 4)
void screen_printf(struct screen *s, size_t indent, const char *fmt, ...);
/* "word command", fit to be pasted: broken at blanks only, with " \\". */
void screen_command(struct screen *s, const char *word, struct str text);
/* "fail  text": the word in its colour. */
void screen_verdict(struct screen *s, enum verdict v, struct str text);

/* What begins the colour of a verdict and what ends it; "" without colours. */
const char *screen_paint(const struct screen *s, enum verdict v);
const char *screen_plain(const struct screen *s);

#endif
