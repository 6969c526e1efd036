/* A captured answer through the judge: whole and in pieces, the findings and
   what was observed are the same. */
#include "judged.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = {0};
	struct example x;

	if (judged_read(&x, fuzz_input(data, n), &a))
		judged_alike(&x, x.body, judged_whole, fuzz_piece);
	arena_release(&a);
	return 0;
}
