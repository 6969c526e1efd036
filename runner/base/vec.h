/*
 * Typed growing arrays that live in an arena.
 *
 *	VEC(struct step) steps = {0};
 *	*vec_add(&steps, arena) = step;
 *	for (size_t i = 0; i < steps.n; i++) use(&steps.v[i]);
 *
 * A zeroed vector is empty. Elements move when it grows: keep indices.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(type)                \
	struct {                 \
		type *v;         \
		size_t n, cap;   \
	}

/* A pointer to a new, zeroed last element. */
#define vec_add(vec, arena)                                             \
	((vec)->v = vec_grow((arena), (vec)->v, (vec)->n, &(vec)->cap,  \
	     sizeof(*(vec)->v)),                                        \
	    &(vec)->v[(vec)->n++])

/* The same for three members of a struct: v, its count, its room. */
#define vec_add_to(v, n, cap, arena)                              \
	((v) = vec_grow((arena), (v), (n), &(cap), sizeof(*(v))), \
	    &(v)[(n)++])

/* For these two only: room for one element more. */
void *vec_grow(
    struct arena *a, void *v, size_t n, size_t *cap, size_t size);

#endif
