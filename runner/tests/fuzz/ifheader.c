/* The reference server's If header: what is read is of the grammar. */
#include "fuzz.h"

#include "refserver/ifheader.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = {0};
	struct if_header h;

	if (if_parse(&a, fuzz_input(data, n), &h)) {
		assert(h.lists.n > 0);
		for (size_t i = 0; i < h.lists.n; i++) {
			struct if_list *l = &h.lists.v[i];

			assert(l->conditions.n > 0);
			assert(
			    (l->tag.p == NULL) == (h.lists.v[0].tag.p == NULL));
			for (size_t k = 0; k < l->conditions.n; k++)
				assert(l->conditions.v[k].value.n > 0);
		}
	}
	arena_release(&a);
	return 0;
}
