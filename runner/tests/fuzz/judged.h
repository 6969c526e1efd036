/*
 * What the judge finds and observes in an answer, as text that is to be the
 * same however the body is cut.
 */
#ifndef FUZZ_JUDGED_H
#define FUZZ_JUDGED_H

#include "fuzz.h"

#include "check/example.h"

static inline void
judged_show(
    struct buf *b, const struct observation *seen, const struct findings *f)
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

/* A piece of the body at a time, and what is left of it. */
typedef struct str (*judged_cut)(struct str *rest, uint32_t *seed);

static inline struct str
judged_whole(struct str *rest, uint32_t *seed)
{
	struct str all = *rest;

	(void)seed;
	*rest = STR_NONE;
	return all;
}

static inline struct str
judged_bytes(struct str *rest, uint32_t *seed)
{
	struct str byte = str_sub(*rest, 0, 1);

	(void)seed;
	*rest = str_from_at(*rest, 1);
	return byte;
}

static inline void
judged(
    const struct example *x, struct str body, judged_cut cut, struct buf *text)
{
	struct arena a = {0};
	struct observation seen = {.arena = &a, .want_all = true};
	struct findings findings = {.arena = &a};
	struct judge *j = judge_new(&x->context, &seen, &findings);
	struct str rest = body;
	uint32_t seed = (uint32_t)body.n * 2 + 1;

	judge_reply(j, &x->reply);
	while (rest.n > 0) {
		struct str piece = cut(&rest, &seed);

		judge_body(j, piece.p, piece.n);
	}
	judge_end(j, true, NULL, 1);
	assert(seen.length == body.n);
	judged_show(text, &seen, &findings);
	judge_free(j);
	arena_release(&a);
}

/* The same in both ways, or it is a finding of the fuzzer's. */
static inline void
judged_alike(
    const struct example *x, struct str body, judged_cut one, judged_cut other)
{
	struct buf a, b;

	buf_init(&a, (size_t)1 << 20);
	buf_init(&b, (size_t)1 << 20);
	judged(x, body, one, &a);
	judged(x, body, other, &b);
	if (!str_eq(buf_view(&a), buf_view(&b)))
		fprintf(stderr, "%s---\n%s", a.p, b.p);
	assert(str_eq(buf_view(&a), buf_view(&b)));
	buf_release(&a);
	buf_release(&b);
}

/* An answer that can be judged. */
static inline bool
judged_read(struct example *x, struct str bytes, struct arena *a)
{
	return example_read(x, bytes, a) && x->reply.status >= 200 &&
	       str_starts(x->context.url, STR("http://"));
}

#endif
