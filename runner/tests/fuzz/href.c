/* A reference and a base, each on a line: what splitting, resolving, the forms
   for comparing and comparing itself owe each other. */
#include "fuzz.h"

#include "dav/href.h"

static void
compare(struct str x, struct str y, struct arena *a)
{
	enum href_match match = href_compare(x, y);
	bool same = str_eq(href_normal(x, a), href_normal(y, a));

	assert(href_compare(x, x) == HREF_SAME);
	assert(href_compare(y, x) == match);
	assert(same == (match == HREF_SAME));
	if (match <= HREF_ESCAPES)
		assert(str_eq(href_key(x, a), href_key(y, a)));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str rest = fuzz_input(data, n), reference, base, url, relative;
	struct arena a = {0};
	struct href h;
	bool encoded;

	str_cut(&rest, '\n', &reference);
	base = arena_strf(&a, "http://h/%.*s", STRF(rest));
	h = href_split(reference);
	url = href_resolve(base, reference, &a);
	assert(href_split(url).scheme.p != NULL);
	if (!h.scheme.p && h.path.n > 0)
		assert(!href_has_dot_segments(href_split(url).path, &encoded));
	if (!h.scheme.p && !h.authority.p && href_illegal(url) == url.n)
		assert(str_eq(href_normal(href_normal(url, &a), &a),
		    href_normal(url, &a)));
	compare(url, base, &a);
	assert(href_below(base, base, &a, &relative) && relative.n == 0);
	href_below(base, url, &a, &relative);
	url = href_encode_path(reference, &a);
	assert(href_illegal(url) == url.n);
	assert(str_eq(href_decode(url, &a), reference));
	arena_release(&a);
	return 0;
}
