/*
 * Members of JSON that somebody may have changed by hand. What is missing is
 * nothing, 0 or false; a wrong type is a mistake, of which the first is told.
 */
#ifndef REPORT_JSONGET_H
#define REPORT_JSONGET_H

#include <jansson.h>

#include "base/buf.h"
#include "base/vec.h"

/* The first mistake stops the reading, but every getter may be called on. */
struct jsonget {
	struct arena *arena;
	struct buf *why;
	bool failed;
	struct str id; /* of the case being read */
};

PRINTF(2, 3) void jsonget_fail(struct jsonget *r, const char *fmt, ...);

/* v is the member of that key, or an element of it. */
struct str jsonget_as_text(
    struct jsonget *r, const json_t *v, const char *key);
struct str jsonget_text(struct jsonget *r, const json_t *o, const char *key);
uint64_t jsonget_number(
    struct jsonget *r, const json_t *o, const char *key, uint64_t max);
unsigned jsonget_unsigned(
    struct jsonget *r, const json_t *o, const char *key);
bool jsonget_bool(struct jsonget *r, const json_t *o, const char *key);
/* Its length; an empty array stands for one that is missing. */
size_t jsonget_array(struct jsonget *r, const json_t *o, const char *key,
    const json_t **array);
/* An object of it. */
const json_t *jsonget_element(
    struct jsonget *r, const json_t *array, size_t i, const char *key);

/* All texts of an array, into a vector of them. */
#define JSONGET_TEXTS(r, o, key, list)                                         \
	do {                                                                   \
		const json_t *array_;                                          \
		size_t n_ = jsonget_array((r), (o), (key), &array_);           \
		for (size_t i_ = 0; i_ < n_; i_++)                             \
			*vec_add(list, (r)->arena) = jsonget_as_text(          \
			    (r), json_array_get(array_, i_), (key));           \
	} while (0)

#endif
