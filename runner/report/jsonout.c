#include "report/jsonout.h"

#include "report/words.h"

void
jsonout_set(json_t *object, const char *key, json_t *value)
{
	if (value != NULL && json_object_set_new(object, key, value) != 0)
		fatal("no memory for a JSON report");
}

void
jsonout_push(json_t *array, json_t *value)
{
	if (value == NULL || json_array_append_new(array, value) != 0)
		fatal("no memory for a JSON report");
}

json_t *
jsonout_number(uint64_t n)
{
	return json_integer((json_int_t)n);
}

json_t *
jsonout_text(struct str s)
{
	struct buf b;
	json_t *value;

	if (s.p == NULL)
		return NULL;
	if (utf8_valid(s)) {
		value = json_stringn(s.p, s.n);
		if (value != NULL)
			return value;
	}
	buf_init(&b, SIZE_MAX / 2);
	words_text(&b, s);
	value = json_stringn(b.p, b.n);
	buf_release(&b);
	return value;
}

json_t *
jsonout_texts(const struct str *v, size_t n)
{
	json_t *array = json_array();

	for (size_t i = 0; i < n; i++)
		jsonout_push(array, jsonout_text(v[i]));
	return array;
}

json_t *
jsonout_line(struct str s)
{
	struct arena a = {0};
	struct str line;
	json_t *value;

	if (s.n == 0)
		return NULL;
	line = words_line_in(&a, s);
	value = json_stringn(line.p, line.n);
	arena_release(&a);
	return value;
}

json_t *
jsonout_word(const char *word)
{
	return jsonout_line(str_from(word));
}

json_t *
jsonout_counts(const struct result *r)
{
	json_t *o = json_object();
	size_t counts[VERDICTS];

	result_count(r, counts);
	for (size_t v = 0; v < VERDICTS; v++)
		jsonout_set(o, verdict_name((enum verdict)v),
		    jsonout_number(counts[v]));
	return o;
}

json_t *
jsonout_target(const struct result *r, json_t *(*written)(struct str s))
{
	json_t *o = json_object();

	jsonout_set(o, "url", written(r->target_url));
	jsonout_set(o, "name", written(r->target_name));
	jsonout_set(o, "version", written(r->target_version));
	jsonout_set(o, "server", written(r->server));
	jsonout_set(o, "dav", written(r->dav));
	jsonout_set(o, "allow", written(r->allow));
	return o;
}

bool
jsonout_end(FILE *out, json_t *value)
{
	bool ok =
	    json_dumpf(value, out, JSON_INDENT(1) | JSON_ENSURE_ASCII) == 0;

	json_decref(value);
	return ok && fputc('\n', out) != EOF && !ferror(out);
}
