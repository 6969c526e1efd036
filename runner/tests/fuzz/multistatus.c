/* A captured answer through the judge: whole and in pieces, the findings and
   what was observed are the same. */
#include "fuzz.h"

#include "check/example.h"

/* All that is to be the same however the body is cut. */
static void
show(struct buf *b, const struct observation *seen, const struct findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		buf_printf(b, "%d %s %d %u:%u %.*s %.*s|%.*s|%.*s\n",
		    (int)f->v[i].level, f->v[i].rule, (int)f->v[i].place,
		    f->v[i].line, f->v[i].col, STRF(f->v[i].header),
		    STRF(f->v[i].message), STRF(f->v[i].expected),
		    STRF(f->v[i].actual));
	buf_printf(b, "form %d, %zu responses, %s\n", (int)seen->form,
	    seen->n_responses, seen->sha256);
	for (size_t i = 0; i < seen->seen.n; i++) {
		struct seen_response *r = &seen->seen.v[i];

		buf_printf(b, "%.*s %d %zu\n", STRF(r->key),
		    r->response->status.code, r->response->n_propstats);
	}
}

static void
judge_in(const struct example *x, uint32_t seed, struct buf *text)
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
	show(text, &seen, &findings);
	judge_free(j);
	arena_release(&a);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = {0};
	struct example x;
	struct buf whole, pieces;

	buf_init(&whole, (size_t)1 << 20);
	buf_init(&pieces, (size_t)1 << 20);
	if (example_read(&x, fuzz_input(data, n), &a) &&
	    x.reply.status >= 200 &&
	    str_starts(x.context.url, STR("http://"))) {
		judge_in(&x, 0, &whole);
		judge_in(&x, (uint32_t)n * 2 + 1, &pieces);
		if (!str_eq(buf_view(&whole), buf_view(&pieces)))
			fprintf(stderr, "%s---\n%s", whole.p, pieces.p);
		assert(str_eq(buf_view(&whole), buf_view(&pieces)));
	}
	buf_release(&whole);
	buf_release(&pieces);
	arena_release(&a);
	return 0;
}
