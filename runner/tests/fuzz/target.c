/* A target profile: what is accepted has what a run counts on. */
#include "fuzz.h"

#include <unistd.h>

#include "case/target.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static FILE *file, *nowhere;
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct target t;
	bool ok;

	if (file == NULL) {
		file = tmpfile();
		nowhere = fopen("/dev/null", "w");
		assert(file != NULL && nowhere != NULL);
	}
	rewind(file);
	assert(fwrite(data, 1, n, file) == n && fflush(file) == 0);
	assert(ftruncate(fileno(file), (off_t)n) == 0);
	ok = target_load(
	    arena_printf(&a, "/dev/fd/%d", fileno(file)), &a, &t, &diags);
	assert(ok == (diags.list.n == 0));
	if (ok)
		assert(t.url.n > 0 || t.start.n > 0);
	diags_print(&diags, nowhere);
	arena_release(&a);
	return 0;
}
