#include "check/observation.h"

#include "base/vec.h"
#include "dav/href.h"

void
observation_want(struct observation *o, struct str url)
{
	struct str key = href_key(url, o->arena);

	for (size_t i = 0; i < o->wanted.n; i++)
		if (str_eq(o->wanted.v[i], key))
			return;
	*vec_add(&o->wanted, o->arena) = key;
}

const struct response *
observation_response(const struct observation *o, struct str url)
{
	struct arena scratch = {0};
	struct str key = href_key(url, &scratch);
	const struct response *found = NULL;

	for (size_t i = 0; i < o->seen.n && found == NULL; i++)
		if (str_eq(o->seen.v[i].key, key))
			found = o->seen.v[i].response;
	arena_release(&scratch);
	return found;
}
