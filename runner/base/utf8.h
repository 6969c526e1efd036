/*
 * UTF-8: reading it, and making bytes that a server sent fit to be shown.
 *
 * Nothing from a server reaches a terminal, TAP, XML, JSON or HTML without
 * having gone through utf8_printable().
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/arena.h"
#include "base/buf.h"

/*
 * Takes the first character off *s. False at the end or when the bytes there
 * are not UTF-8 (overlong forms and surrogates are not); then *s stays.
 */
bool utf8_next(struct str *s, uint32_t *cp);
/* All of it is UTF-8. */
bool utf8_valid(struct str s);
/* The UTF-8 form of a code point, 1 to 4 bytes. */
bool utf8_put(struct buf *b, uint32_t cp);

enum utf8_lines {
	UTF8_ONE_LINE, /* \n and \t are written as escapes */
	UTF8_KEEP_LINES, /* tab and LF stay; CR before LF is dropped */
};

/*
 * Adds s to b with every byte that is not UTF-8, every control character, the
 * separators U+2028 and U+2029, direction overrides and U+FFFE, U+FFFF
 * written as \xHH or \u{HHHH}.
 */
void utf8_printable(struct buf *b, struct str s, enum utf8_lines lines);
/* The same, cut after at most max bytes of s, with " (cut at M of N bytes)". */
void utf8_printable_cut(
    struct buf *b, struct str s, enum utf8_lines lines, size_t max);
/* The same as one line in an arena. */
struct str utf8_line(struct arena *a, struct str s);

#endif
