#include "refserver/blob.h"

struct blob *
blob_take(char *p, size_t n)
{
	struct blob *b = xcalloc(1, sizeof(*b));

	*b = (struct blob){.refs = 1, .n = n, .p = p};
	return b;
}

struct blob *
blob_ref(struct blob *b)
{
	b->refs++;
	return b;
}

void
blob_unref(struct blob *b)
{
	if (b == NULL || --b->refs > 0)
		return;
	free(b->p);
	free(b);
}
