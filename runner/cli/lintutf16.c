#include "cli/lintutf16.h"

#include "base/utf8.h"

#define REPLACEMENT 0xFFFD

bool
utf16_begins(struct str bytes, struct utf16 *u)
{
	const struct str little = STR("\xFF\xFE"), big = STR("\xFE\xFF");

	*u = (struct utf16){.big_endian = str_starts(bytes, big), .half = -1};
	return u->big_endian || str_starts(bytes, little);
}

static void
unit(struct utf16 *u, uint32_t c, struct buf *b)
{
	bool first = c >= 0xD800 && c <= 0xDBFF;
	bool second = c >= 0xDC00 && c <= 0xDFFF;

	if (second && u->first != 0) {
		utf8_put(
		    b, 0x10000 + ((u->first - 0xD800) << 10) + (c - 0xDC00));
		u->first = 0;
		return;
	}
	if (u->first != 0)
		utf8_put(b, REPLACEMENT);
	u->first = first ? c : 0;
	if (second)
		utf8_put(b, REPLACEMENT);
	else if (!first && (c != 0xFEFF || u->begun))
		utf8_put(b, c);
}

void
utf16_decode(struct utf16 *u, struct str bytes, struct buf *b)
{
	for (size_t i = 0; i < bytes.n; i++) {
		int byte = (unsigned char)bytes.p[i];

		if (u->half < 0) {
			u->half = byte;
			continue;
		}
		unit(u,
		    (uint32_t)(u->big_endian ? u->half << 8 | byte
					     : u->half | byte << 8),
		    b);
		u->half = -1;
		u->begun = true;
	}
}
