/*
 * The responses of a captured answer again and again, in an order of its own:
 * what is found is what is found byte by byte, where each is parsed and judged
 * whole.
 */
#include "judged.h"

#define END "</D:response>"
#define REPEATS 12
#define FRAGMENTS 8

/* With a number in its href, so that it is one of its own. */
static void
add_numbered(struct buf *b, struct str response, unsigned number)
{
	size_t at = str_find(response, STR("</D:href>"));

	buf_str(b, str_sub(response, 0, at));
	if (at < response.n)
		buf_printf(b, "%u", number);
	buf_str(b, str_from_at(response, at));
}

/* Each response with what stands before it; the rest stays. */
static size_t
take_apart(struct str *body, struct str fragments[static FRAGMENTS])
{
	size_t n = 0, at;

	while (n < FRAGMENTS && (at = str_find(*body, STR(END))) < body->n) {
		fragments[n++] = str_sub(*body, 0, at + strlen(END));
		*body = str_from_at(*body, at + strlen(END));
	}
	return n;
}

static void
repeat(struct buf *b, struct str body, uint32_t seed)
{
	struct str fragments[FRAGMENTS];
	size_t at = str_find(body, STR("<D:response")), n;

	buf_str(b, str_sub(body, 0, at));
	body = str_from_at(body, at);
	n = take_apart(&body, fragments);
	for (unsigned i = 0; n > 0 && i < REPEATS; i++) {
		seed = seed * UINT32_C(1664525) + UINT32_C(1013904223);
		add_numbered(b, fragments[(seed >> 16) % n], i);
	}
	buf_str(b, body);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = {0};
	struct example x;
	struct buf body;

	buf_init(&body, (size_t)1 << 16);
	if (judged_read(&x, fuzz_input(data, n), &a)) {
		repeat(&body, x.body, (uint32_t)n);
		judged_alike(&x, buf_view(&body), judged_whole, judged_bytes);
	}
	buf_release(&body);
	arena_release(&a);
	return 0;
}
