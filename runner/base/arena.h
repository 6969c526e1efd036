/*
 * Memory that is given back all at once.
 *
 * Data (cases, requests, responses, findings) lives in an arena and holds no
 * pointers that anybody must free: it dies with its arena. There are three
 * lifetimes: the suite (load to exit), the run of one case, one function.
 *
 * A zeroed struct arena is a valid, empty one. Nothing here fails: without
 * memory the program ends (base.h).
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena_block;

struct arena {
	struct arena_block *head;
	size_t used; /* bytes handed out, for bounds and statistics */
};

/* Zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *a, size_t size);
#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))
#define arena_array(a, type, n) \
	((type *)arena_alloc_array((a), (n), sizeof(type)))
void *arena_alloc_array(struct arena *a, size_t n, size_t size);

/* Copies, NUL behind the last byte. arena_str of nothing is nothing. */
char *arena_strdup(struct arena *a, const char *s);
struct str arena_str(struct arena *a, struct str s);
PRINTF(2, 3) char *arena_printf(struct arena *a, const char *fmt, ...);
PRINTF(2, 3) struct str arena_strf(struct arena *a, const char *fmt, ...);
char *arena_vprintf(struct arena *a, const char *fmt, va_list ap);

/* Frees everything; the arena is empty and usable again. */
void arena_release(struct arena *a);
/* Empties it and keeps some memory, for what is filled again and again. */
void arena_clear(struct arena *a);

#endif
