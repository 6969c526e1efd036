/* A response read from bytes: its head, and its body's framing, whole and in
   pieces. */
#include "fuzz.h"

#include "http/framing.h"

static void
take(struct framing *f, struct str in, struct buf *body)
{
	struct str piece;

	while (framing_next(f, &in, &piece)) {
		assert(piece.n > 0);
		buf_str(body, piece);
	}
	assert(in.n == 0 || f->broken);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str raw = fuzz_input(data, n), rest;
	struct arena a = {0};
	struct reply r = {0};
	size_t head = reply_parse(raw, &a, &r);
	uint32_t seed = (uint32_t)n;
	struct framing whole, pieces;
	struct buf x, y;

	assert(head <= n && (head > 0) == (r.status > 0));
	buf_init(&x, n);
	buf_init(&y, n);
	framing_init(&whole, &r, false);
	pieces = whole;
	rest = str_from_at(raw, head);
	take(&whole, rest, &x);
	while (rest.n > 0 && !pieces.broken)
		take(&pieces, fuzz_piece(&rest, &seed), &y);
	assert(!x.full && str_eq(buf_view(&x), buf_view(&y)));
	assert(framing_complete(&whole) == framing_complete(&pieces));
	assert(whole.broken == pieces.broken);
	(void)list_has(headers_joined(&r.headers, &a, "Allow"), STR("GET"));
	buf_release(&x);
	buf_release(&y);
	arena_release(&a);
	return 0;
}
