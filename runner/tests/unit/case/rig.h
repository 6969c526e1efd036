/* What the tests of this room share: a text as a file, loaded and read. */
#ifndef TESTS_CASE_RIG_H
#define TESTS_CASE_RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <unistd.h>

#include "base/file.h"
#include "case/load.h"

#define FIXTURES "runner/tests/fixtures/cases/"
#define HEAD "title: t\nproves: propfind.depth-1\n"

struct rig {
	struct arena arena;
	struct diags diags;
	struct testcases cases;
	struct variables captured;
	struct builtins builtins;
	struct reading reading;
};

static inline bool
rig_builtin(void *arg, struct str name, struct str argument, struct arena *a,
    struct str *out, struct str *why)
{
	(void)arg;
	if (str_is(name, "host"))
		*out = STR("h.example:81");
	else if (str_is(name, "authorization"))
		*out = STR("Authorization: Basic eDp5");
	else if (str_is(name, "feature") && !str_is(argument, "there")) {
		*why = STR("the profile has no such feature");
		return false;
	} else
		*out = arena_strf(a, "<%.*s %.*s>", STRF(name), STRF(argument));
	return true;
}

/* False: there were mistakes, which are in r->diags. */
static inline bool
rig_load_bytes(struct rig *r, const void *p, size_t n)
{
	char path[] = "/tmp/davproof-test-XXXXXX";
	int fd = mkstemp(path);
	FILE *f;
	bool ok;

	*r = (struct rig){0};
	r->diags.arena = &r->arena;
	assert_true(fd >= 0);
	f = fdopen(fd, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(p, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
	ok = cases_load(path, &r->arena, &r->cases, &r->diags);
	unlink(path);
	assert_int_equal(ok, r->diags.list.n == 0);
	return ok;
}

static inline void
rig_load(struct rig *r, const char *text)
{
	if (!rig_load_bytes(r, text, strlen(text)))
		fail_msg("%u:%u: %.*s", r->diags.list.v[0].loc.line,
		    r->diags.list.v[0].loc.col,
		    STRF(r->diags.list.v[0].message));
	r->builtins.get = rig_builtin;
}

/* For the row number row (from 0), with what was captured so far. */
static inline struct reading *
rig_reading(struct rig *r, size_t row)
{
	assert_true(row < r->cases.n);
	r->reading = (struct reading){.arena = &r->arena,
	    .diags = &r->diags,
	    .testcase = r->cases.v[row],
	    .captured = &r->captured,
	    .builtins = &r->builtins};
	return &r->reading;
}

static inline void
rig_capture(struct rig *r, const char *name, struct str value)
{
	*vec_add(&r->captured, &r->arena) = (struct variable){
	    .name = str_from(name), .value = value, .captured = true};
}

static inline void
rig_release(struct rig *r)
{
	arena_release(&r->arena);
}

#define assert_str(s, lit)                                                     \
	do {                                                                   \
		struct str str_ = (s);                                         \
		if (!str_is(str_, lit) || str_.p == NULL)                      \
			fail_msg("\"%.*s\" is not \"%s\"", STRF(str_), lit);   \
	} while (0)

#endif
