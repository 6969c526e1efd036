/*
 * What the harnesses share. `make fuzz` builds each with libFuzzer, with
 * AddressSanitizer and UndefinedBehaviorSanitizer: a broken assert(), a leak,
 * a read beyond the input and a hang are findings alike.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "base/buf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static inline struct str
fuzz_input(const uint8_t *data, size_t n)
{
	return (struct str){n > 0 ? (const char *)data : "", n};
}

/* Where the next piece of s ends: sizes that depend on the input alone, most
   of them small. */
static inline struct str
fuzz_piece(struct str *s, uint32_t *seed)
{
	size_t n;
	struct str piece;

	*seed = *seed * UINT32_C(1664525) + UINT32_C(1013904223);
	n = *seed >> 31 ? 1 + (*seed >> 24) % 7 : 1 + (*seed >> 16) % 1500;
	piece = str_sub(*s, 0, n < s->n ? n : s->n);
	*s = str_from_at(*s, piece.n);
	return piece;
}

#endif
