#include "base/vec.h"

void *
vec_grow(struct arena *a, void *v, size_t n, size_t *cap, size_t size)
{
	void *bigger;

	if (n < *cap)
		return v;
	*cap = *cap ? *cap * 2 : 8;
	bigger = arena_alloc_array(a, *cap, size);
	if (n > 0)
		memcpy(bigger, v, n * size);
	return bigger;
}
