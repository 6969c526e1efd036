#include "refserver/propfind.h"

#include "refserver/answer.h"
#include "refserver/fault.h"
#include "refserver/xmlin.h"

static void
add_names(
    struct request *rq, const struct _xmlNode *prop, struct prop_names *out)
{
	const struct _xmlNode *e = dom_first(prop);

	for (; e != NULL; e = dom_next(e)) {
		struct prop_name p = {arena_str(&rq->arena, dom_ns(e)),
		    arena_str(&rq->arena, dom_name(e))};

		if (!prop_names_have(out, p))
			*vec_add(&out->list, &rq->arena) = p;
	}
}

/*
 * RFC 4918 14.20, A.3, A.4: exactly one of propname, allprop with at most an
 * include beside it, and prop; anything unknown is as if it were not there.
 */
static bool
read_children(
    struct request *rq, const struct _xmlNode *root, struct propfind *out)
{
	const struct _xmlNode *e = dom_first(root);
	bool allprop = false, include = false, unknown = false;
	size_t kinds = 0;

	for (; e != NULL; e = dom_next(e)) {
		if (dom_is(e, "prop")) {
			out->wanted = WANTED_PROP;
			add_names(rq, e, &out->names);
			kinds++;
		} else if (dom_is(e, "propname")) {
			out->wanted = WANTED_PROPNAME;
			kinds++;
		} else if (dom_is(e, "allprop")) {
			if (include && faulty(rq, FAULT_element_order_counts))
				return false;
			allprop = true;
			out->wanted = WANTED_ALLPROP;
			kinds++;
		} else if (dom_is(e, "include")) {
			include = true;
			add_names(rq, e, &out->names);
		} else {
			unknown = true;
		}
	}
	if (unknown && faulty(rq, FAULT_propfind_unknown_sibling_400))
		return false;
	if (include && !allprop && faulty(rq, FAULT_propfind_include_alone)) {
		if (kinds == 0)
			out->wanted = WANTED_ALLPROP;
		return true;
	}
	if (kinds > 1 && faulty(rq, FAULT_propfind_contradiction_accepted)) {
		*out = (struct propfind){.wanted = WANTED_ALLPROP};
		return true;
	}
	if (kinds == 0 && faulty(rq, FAULT_propfind_unknown_child_accepted)) {
		out->wanted = WANTED_ALLPROP;
		return true;
	}
	return kinds == 1 && (!include || allprop);
}

bool
propfind_read(struct request *rq, struct propfind *out)
{
	struct xmlin *x;
	bool ok = true;

	*out = (struct propfind){.wanted = WANTED_ALLPROP};
	if (!request_xml(rq, &x))
		return false;
	if (x == NULL) {
		if (faulty(rq, FAULT_empty_propfind_is_propname))
			out->wanted = WANTED_PROPNAME;
		return true;
	}
	if (!dom_is(xmlin_root(x), "propfind") &&
	    faulty(rq, FAULT_propfind_wrong_root_accepted)) {
		xmlin_free(x);
		return true;
	}
	if (!dom_is(xmlin_root(x), "propfind") ||
	    !read_children(rq, xmlin_root(x), out)) {
		answer_refuse(rq, 400, "the body is no propfind");
		ok = false;
	}
	xmlin_free(x);
	return ok;
}
