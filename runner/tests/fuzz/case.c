/* A case file as a run reads it: what `check` accepts can be read step by
   step, and what it refuses is told. */
#include "fuzz.h"

#include "case/casefile.h"

static bool
builtin(void *arg, struct str name, struct str argument, struct arena *a,
    struct str *out, struct str *why)
{
	(void)arg;
	*why = STR("not here");
	*out = arena_strf(a, "http://h/t/%.*s", STRF(argument));
	return !str_is(name, "feature");
}

static void
read_steps(struct testcase *tc, struct arena *a, struct diags *diags)
{
	static const struct builtins builtins = {.get = builtin};
	const struct variables none = {0};
	struct reading r = {.arena = a,
	    .diags = diags,
	    .testcase = tc,
	    .captured = &none,
	    .builtins = &builtins};
	struct tree given;
	struct step step;

	(void)testcase_given(&r, &given);
	for (size_t i = 0; i < tc->file->n_steps; i++) {
		(void)testcase_step_text(tc, i, a);
		if (testcase_request(&r, i, &step))
			(void)testcase_expects(&r, i, &step);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a = {0};
	struct diags diags = {.arena = &a};
	struct case_file file = {.path = "x.yaml", .id = STR("x")};
	struct case_source src = {.file = &file};
	struct scope s = {.arena = &a, .diags = &diags, .file = &file};
	bool ok;

	file.source = arena_str(&a, fuzz_input(data, n));
	if (yaml_parse(file.source, file.path, &a, &diags, &src.root)) {
		ok = casefile_read(&s, src.root, &src);
		ok = casefile_check(&a, &diags, &src, ok) && ok;
		assert(ok == (diags.list.n == 0));
		for (size_t i = 0; ok && i < src.rows.n && i < 5; i++)
			read_steps(src.rows.v[i], &a, &diags);
	} else {
		assert(diags.list.n > 0);
	}
	arena_release(&a);
	return 0;
}
