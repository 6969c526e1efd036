#include "case/suite.h"

#include "base/digest.h"

static int
by_id(const void *a, const void *b)
{
	const struct suite_case *x = a, *y = b;

	return str_cmp(x->id, y->id);
}

struct str
suite_digest(struct suite_case *v, size_t n, struct arena *a)
{
	struct sha256 *d = sha256_new();
	char hex[SHA256_HEX];

	if (n > 0)
		qsort(v, n, sizeof(*v), by_id);
	for (size_t i = 0; i < n; i++) {
		sha256_add(d, v[i].id.p, v[i].id.n);
		sha256_add(d, v[i].digest, strlen(v[i].digest));
	}
	sha256_hex(d, hex);
	sha256_free(d);
	return arena_strf(a, "%s", hex);
}

struct str
suite_digest_of(const struct testcases *cases, struct arena *a)
{
	struct suite_case *v = arena_array(a, struct suite_case, cases->n);

	for (size_t i = 0; i < cases->n; i++)
		v[i] = (struct suite_case){
		    cases->v[i]->id, cases->v[i]->file->digest};
	return suite_digest(v, cases->n, a);
}
