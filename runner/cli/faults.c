#include "cli/faults.h"

static void
unknown(const struct command *c, const char *what, const char *id,
    const char *const *ids, size_t n)
{
	const char *near = str_nearest(str_from(id), ids, n);

	if (near != NULL)
		usage_error(c, "there is no %s %s: did you mean %s?", what, id,
		    near);
	else
		usage_error(c, "there is no %s %s (`davproof serve "
			       "--list-%ss` names them)", what, id, what);
}

bool
faults_parse(
    const struct command *c, const struct texts *ids, struct fault_set *out)
{
	struct arena a = {0};
	const char **names = arena_array(&a, const char *, fault_count());
	bool ok = true;

	for (size_t i = 0; i < fault_count(); i++)
		names[i] = arena_strdup(&a, fault_at(i).id);
	for (size_t i = 0; ok && i < ids->n; i++) {
		ok = fault_parse(str_from(ids->v[i]), out);
		if (!ok)
			unknown(c, "fault", ids->v[i], names, fault_count());
	}
	arena_release(&a);
	return ok;
}

bool
variants_parse(const struct command *c, const struct texts *ids,
    struct variant_set *out)
{
	struct arena a = {0};
	const char **names = arena_array(&a, const char *, variant_count());
	bool ok = true;

	for (size_t i = 0; i < variant_count(); i++)
		names[i] = arena_strdup(&a, variant_at(i).id);
	for (size_t i = 0; ok && i < ids->n; i++) {
		ok = variant_parse(str_from(ids->v[i]), out);
		if (!ok)
			unknown(c, "variant", ids->v[i], names,
			    variant_count());
	}
	arena_release(&a);
	return ok;
}
