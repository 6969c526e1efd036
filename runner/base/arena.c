#include "base/arena.h"

#define BLOCK_SIZE ((size_t)16 * 1024)
#define ALIGN (sizeof(union align))

/* Under AddressSanitizer each piece is a block of its own and of its exact
   size, so that it sees a read or write beyond one. */
#if defined(__SANITIZE_ADDRESS__) ||                                           \
    defined(FUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION)
#define EXACT 1
#else
#define EXACT 0
#endif

union align {
	long double d;
	void *p;
	long long l;
};

struct arena_block {
	struct arena_block *next;
	size_t size, used;
	union align data[];
};

static struct arena_block *
block_new(size_t size)
{
	struct arena_block *b = xmalloc(sizeof(*b) + size);

	b->next = NULL;
	b->size = size;
	b->used = 0;
	return b;
}

/* A large piece gets a block of its own, behind the one being filled. */
static struct arena_block *
block_for(struct arena *a, size_t size)
{
	struct arena_block *b;

	if (a->head != NULL && a->head->size - a->head->used >= size)
		return a->head;
	b = block_new(size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE);
	if (a->head != NULL && size > BLOCK_SIZE / 4) {
		b->next = a->head->next;
		a->head->next = b;
	} else {
		b->next = a->head;
		a->head = b;
	}
	return b;
}

static void *
exact(struct arena *a, size_t size)
{
	struct arena_block *b = block_new(size);

	b->next = a->head;
	a->head = b;
	a->used += (size + ALIGN - 1) / ALIGN * ALIGN;
	return memset(b->data, 0, size);
}

void *
arena_alloc(struct arena *a, size_t size)
{
	struct arena_block *b;
	void *p;

	if (size > SIZE_MAX - ALIGN)
		fatal("out of memory (%zu bytes)", size);
	if (EXACT)
		return exact(a, size);
	size = (size + ALIGN - 1) / ALIGN * ALIGN;
	if (size == 0)
		size = ALIGN;
	b = block_for(a, size);
	p = (char *)b->data + b->used;
	b->used += size;
	a->used += size;
	return memset(p, 0, size);
}

void *
arena_alloc_array(struct arena *a, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		fatal("out of memory (%zu times %zu bytes)", n, size);
	return arena_alloc(a, n * size);
}

struct str
arena_str(struct arena *a, struct str s)
{
	char *p;

	if (s.p == NULL)
		return STR_NONE;
	p = arena_alloc(a, s.n + 1);
	if (s.n > 0)
		memcpy(p, s.p, s.n);
	return (struct str){p, s.n};
}

char *
arena_strdup(struct arena *a, const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(arena_alloc(a, n), s, n);
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list again;
	char *p;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		fatal("a message could not be formatted: %s", fmt);
	p = arena_alloc(a, (size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	return p;
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return p;
}

struct str
arena_strf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *p;

	va_start(ap, fmt);
	p = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return str_from(p);
}

void
arena_release(struct arena *a)
{
	while (a->head != NULL) {
		struct arena_block *next = a->head->next;

		free(a->head);
		a->head = next;
	}
	a->used = 0;
}

void
arena_clear(struct arena *a)
{
	struct arena_block *kept = a->head;

	if (EXACT || kept == NULL || kept->size != BLOCK_SIZE) {
		arena_release(a);
		return;
	}
	a->head = kept->next;
	arena_release(a);
	kept->next = NULL;
	kept->used = 0;
	a->head = kept;
}
