/* A captured answer through the judge: whole and in pieces, the findings and
   what was observed are the same. */
#include "fuzz.h"

#include "exchange.h"

static void
judge_in(const struct fuzz_exchange *x, uint32_t seed, struct buf *text)
{
	struct arena a = {0};
	struct observation seen = {.arena = &a, .want_all = true};
	struct findings findings = {.arena = &a};
	struct judge *j = judge_new(&x->context, &seen, &findings);
	struct str rest = x->body;

	judge_reply(j, &x->reply);
	while (rest.n > 0) {
		struct str piece = rest;

		if (seed != 0)
			piece = fuzz_piece(&rest, &seed);
		else
			rest.n = 0;
		judge_body(j, piece.p, piece.n);
	}
	judge_end(j, true, NULL, 1);
	assert(seen.length == x->body.n);
	exchange_show(text, &seen, &findings);
	judge_free(j);
	arena_release(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct fuzz_exchange x = {0};
	struct buf whole, pieces;

	buf_init(&whole, (size_t)1 << 20);
	buf_init(&pieces, (size_t)1 << 20);
	if (exchange_read(&x, fuzz_input(data, n))) {
		judge_in(&x, 0, &whole);
		judge_in(&x, (uint32_t)n * 2 + 1, &pieces);
		if (!str_eq(buf_view(&whole), buf_view(&pieces)))
			fprintf(stderr, "%s---\n%s", whole.p, pieces.p);
		assert(str_eq(buf_view(&whole), buf_view(&pieces)));
	}
	buf_release(&whole);
	buf_release(&pieces);
	arena_release(&x.arena);
	return 0;
}
