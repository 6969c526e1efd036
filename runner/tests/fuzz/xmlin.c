/* The reference server's XML: the first line is a charset, the rest a body.
   What is kept of it is XML that stands by itself. */
#include "fuzz.h"

#include "refserver/xmlin.h"

static void
walk(const struct _xmlNode *e, unsigned depth)
{
	const struct dom_keep keep = {0};
	struct arena a = {0};
	struct str kept = dom_fragment(&a, e, &keep);
	struct xmlin *again;

	assert(xmlin_parse(kept, STR_NONE, false, &again) == XMLIN_OK);
	assert(str_eq(dom_name(xmlin_root(again)), dom_name(e)));
	assert(str_eq(dom_ns(xmlin_root(again)), dom_ns(e)));
	assert(str_eq(dom_text(&a, xmlin_root(again)), dom_text(&a, e)));
	xmlin_free(again);
	arena_release(&a);
	if (depth < 3)
		for (e = dom_first(e); e != NULL; e = dom_next(e))
			walk(e, depth + 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str body = fuzz_input(data, n), charset;
	struct xmlin *x, *lax;

	str_cut(&body, '\n', &charset);
	if (xmlin_parse(body, charset, false, &x) == XMLIN_OK)
		walk(xmlin_root(x), 0);
	xmlin_free(x);
	(void)xmlin_parse(body, charset, true, &lax);
	xmlin_free(lax);
	return 0;
}
