#include "base/buf.h"

#include "base/arena.h"

void
buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){.max = max, .cap = max < 64 ? max + 1 : 64};
	b->p = xmalloc(b->cap);
	b->p[0] = '\0';
}

void
buf_release(struct buf *b)
{
	free(b->p);
	*b = (struct buf){0};
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
	b->full = false;
	if (b->p != NULL)
		b->p[0] = '\0';
}

bool
buf_add(struct buf *b, const void *p, size_t n)
{
	bool fits = n <= b->max - b->n;

	if (!fits) {
		n = b->max - b->n;
		b->full = true;
	}
	if (b->n + n + 1 > b->cap) {
		while (b->n + n + 1 > b->cap)
			b->cap = b->cap > b->max / 2 ? b->max + 1 : b->cap * 2;
		b->p = xrealloc(b->p, b->cap);
	}
	if (n > 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
	return fits;
}

bool
buf_str(struct buf *b, struct str s)
{
	return buf_add(b, s.p, s.n);
}

bool
buf_puts(struct buf *b, const char *s)
{
	return buf_add(b, s, strlen(s));
}

bool
buf_putc(struct buf *b, char c)
{
	return buf_add(b, &c, 1);
}

bool
buf_printf(struct buf *b, const char *fmt, ...)
{
	struct arena a = {0};
	va_list ap;
	bool fits;

	va_start(ap, fmt);
	fits = buf_puts(b, arena_vprintf(&a, fmt, ap));
	va_end(ap);
	arena_release(&a);
	return fits;
}

struct str
buf_view(const struct buf *b)
{
	return (struct str){b->p, b->n};
}
