/* For the tests of the reader: what it tells of a body, as text. */
#ifndef TEST_TRACE_H
#define TEST_TRACE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "dav/multistatus.h"

struct trace {
	struct buf b;
	struct arena arena;
	void *more; /* the test's own */
	/* What the test writes of a response, and of the root at the end. */
	void (*response)(struct trace *t, const struct response *r);
	void (*root)(struct trace *t, const struct xml_node *root);
};

static inline void
trace_init(struct trace *t)
{
	buf_init(&t->b, (size_t)1 << 22);
}

static inline void
trace_release(struct trace *t)
{
	buf_release(&t->b);
	arena_release(&t->arena);
}

static inline void
trace_response(void *arg, const struct response *r)
{
	struct trace *t = arg;

	t->response(t, r);
}

static inline void
trace_problem(void *arg, const struct xml_error *e)
{
	struct trace *t = arg;

	buf_printf(&t->b, "!%d@%u:%u", e->problem, e->line, e->col);
}

static inline void
trace_doctype(void *arg, unsigned line, unsigned col)
{
	struct trace *t = arg;

	buf_printf(&t->b, "?%u:%u", line, col);
}

/* The first piece of that length, the others of this. */
static inline void
trace_read(struct trace *t, struct str body, struct str charset, size_t first,
    size_t piece)
{
	const struct xml_events events = {
	    .arg = t,
	    .response = trace_response,
	    .problem = trace_problem,
	    .doctype = trace_doctype,
	};
	struct xml_reader *r = xml_reader_new(&events, &t->arena, charset);

	buf_clear(&t->b);
	xml_reader_feed(r, body.p, first);
	for (size_t i = first; i < body.n; i += piece) {
		struct str bytes = str_sub(body, i, piece);

		xml_reader_feed(r, bytes.p, bytes.n);
	}
	xml_reader_end(r);
	if (xml_reader_root(r) != NULL)
		t->root(t, xml_reader_root(r));
	xml_reader_free(r);
}

#endif
