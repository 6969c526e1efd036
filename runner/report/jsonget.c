#include "report/jsonget.h"

#include "report/words.h"

void
jsonget_fail(struct jsonget *r, const char *fmt, ...)
{
	struct str message;
	va_list ap;

	if (r->failed)
		return;
	r->failed = true;
	va_start(ap, fmt);
	message = str_from(arena_vprintf(r->arena, fmt, ap));
	va_end(ap);
	if (r->id.n > 0)
		buf_printf(r->why,
		    "case %.*s: ", STRF(words_line_in(r->arena, r->id)));
	buf_printf(r->why, "%.*s", STRF(message));
}

struct str
jsonget_as_text(struct jsonget *r, const json_t *v, const char *key)
{
	struct str s = STR_NONE;

	if (v == NULL || json_is_null(v))
		return s;
	if (!json_is_string(v)) {
		jsonget_fail(r, "\"%s\" is not a string", key);
		return s;
	}
	s.p = json_string_value(v);
	s.n = json_string_length(v);
	return arena_str(r->arena, s);
}

struct str
jsonget_text(struct jsonget *r, const json_t *o, const char *key)
{
	return jsonget_as_text(r, json_object_get(o, key), key);
}

uint64_t
jsonget_number(
    struct jsonget *r, const json_t *o, const char *key, uint64_t max)
{
	const json_t *v = json_object_get(o, key);

	if (v == NULL)
		return 0;
	if (!json_is_integer(v) || json_integer_value(v) < 0 ||
	    (uint64_t)json_integer_value(v) > max) {
		jsonget_fail(r, "\"%s\" is not a number from 0 to %llu", key,
		    (unsigned long long)max);
		return 0;
	}
	return (uint64_t)json_integer_value(v);
}

unsigned
jsonget_unsigned(struct jsonget *r, const json_t *o, const char *key)
{
	return (unsigned)jsonget_number(r, o, key, UINT32_MAX);
}

bool
jsonget_bool(struct jsonget *r, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);

	if (v != NULL && !json_is_boolean(v))
		jsonget_fail(r, "\"%s\" is not true or false", key);
	return json_is_true(v);
}

size_t
jsonget_array(
    struct jsonget *r, const json_t *o, const char *key, const json_t **array)
{
	*array = json_object_get(o, key);
	if (*array != NULL && !json_is_array(*array))
		jsonget_fail(r, "\"%s\" is not an array", key);
	return json_array_size(*array);
}

const json_t *
jsonget_element(
    struct jsonget *r, const json_t *array, size_t i, const char *key)
{
	const json_t *v = json_array_get(array, i);

	if (!json_is_object(v))
		jsonget_fail(r, "\"%s\" holds what is not an object", key);
	return v;
}
