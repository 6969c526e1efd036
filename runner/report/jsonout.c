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
