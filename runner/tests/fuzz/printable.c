/* Bytes made printable: UTF-8 without controls, and stable. */
#include "fuzz.h"

#include "base/utf8.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str s = fuzz_input(data, n), line;
	struct arena a = {0};
	struct buf kept, cut;
	uint32_t cp;

	line = utf8_line(&a, s);
	assert(utf8_valid(line));
	for (struct str rest = line; utf8_next(&rest, &cp);)
		assert(cp >= 0x20 && (cp < 0x7f || cp > 0x9f) && cp != 0x2028 &&
		       cp != 0x2029 && cp != 0xfffe && cp != 0xffff &&
		       (cp < 0x202a || cp > 0x202e) &&
		       (cp < 0x2066 || cp > 0x2069));
	buf_init(&kept, n * 10 + 1);
	buf_init(&cut, n * 10 + 100);
	utf8_printable(&kept, s, UTF8_KEEP_LINES);
	assert(!kept.full && utf8_valid(buf_view(&kept)));
	utf8_printable_cut(&cut, s, UTF8_ONE_LINE, n / 2);
	assert(!cut.full && utf8_valid(buf_view(&cut)));
	assert(str_eq(utf8_line(&a, line), line));
	buf_release(&kept);
	buf_release(&cut);
	arena_release(&a);
	return 0;
}
