#include "dav/json.h"

const struct json_value *
json_member(const struct json_value *v, struct str name)
{
	if (v == NULL || v->kind != JSON_OBJECT)
		return NULL;
	for (v = v->first; v != NULL; v = v->next)
		if (str_eq(v->name, name))
			return v;
	return NULL;
}

static const struct json_value *
element(const struct json_value *v, struct str index)
{
	uint64_t n;

	/* RFC 6901 section 4: no leading zeros. */
	if ((index.n > 1 && index.p[0] == '0') || !str_to_u64(index, &n))
		return NULL;
	for (v = v->first; v != NULL && n > 0; n--)
		v = v->next;
	return v;
}

/* "~1" is "/", "~0" is "~". */
static struct str
unescape(struct str token, struct arena *a)
{
	char *out = arena_alloc(a, token.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < token.n; i++, n++) {
		bool escaped = token.p[i] == '~' && i + 1 < token.n &&
			       (token.p[i + 1] == '0' || token.p[i + 1] == '1');

		out[n] = token.p[i];
		if (escaped)
			out[n] = token.p[++i] == '0' ? '~' : '/';
	}
	return (struct str){out, n};
}

const struct json_value *
json_at(const struct json_value *v, struct str pointer, struct arena *a)
{
	struct str token;

	if (pointer.n == 0)
		return v;
	if (pointer.p[0] != '/')
		return NULL;
	pointer = str_from_at(pointer, 1);
	while (v != NULL && str_cut(&pointer, '/', &token)) {
		token = unescape(token, a);
		v = v->kind == JSON_ARRAY ? element(v, token)
					  : json_member(v, token);
	}
	return v;
}
