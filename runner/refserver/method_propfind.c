#include "refserver/method.h"

#include "refserver/area.h"
#include "refserver/guard.h"
#include "refserver/multistatus.h"
#include "refserver/propfind.h"

static bool
is_left_out(struct request *rq, enum wanted wanted, struct prop_name p)
{
	if (wanted == WANTED_PROPNAME)
		return faulty(rq, FAULT_propname_without_get) &&
		       str_starts(p.name, STR("get"));
	return faulty(rq, FAULT_allprop_without_live) &&
	       (str_is(p.name, "getetag") || str_is(p.name, "resourcetype"));
}

/* What the request asks for on this resource. */
static struct prop_names
names_for(struct request *rq, const struct node *n, const struct propfind *what)
{
	struct prop_names names = {{0}}, all = {{0}};
	bool with_dead = what->wanted == WANTED_ALLPROP
			     ? !faulty(rq, FAULT_allprop_without_dead)
			     : !faulty(rq, FAULT_propname_without_dead);

	if (what->wanted == WANTED_PROP) {
		names = what->names;
		if (faulty(rq, FAULT_propfind_adds_property))
			*vec_add(&names.list, &rq->arena) =
			    (struct prop_name){STR("DAV:"), STR("displayname")};
		return names;
	}
	if (what->wanted == WANTED_ALLPROP &&
	    faulty(rq, FAULT_allprop_with_missing))
		*vec_add(&names.list, &rq->arena) =
		    (struct prop_name){STR("urn:x"), STR("missing")};
	prop_names_live(rq, n, &all);
	if (with_dead)
		prop_names_dead(rq, n, &all);
	for (size_t i = 0; i < all.list.n; i++)
		if (!is_left_out(rq, what->wanted, all.list.v[i]))
			*vec_add(&names.list, &rq->arena) = all.list.v[i];
	for (size_t i = 0; i < what->names.list.n; i++)
		if (!faulty(rq, FAULT_allprop_ignores_include) &&
		    !prop_names_have(&names, what->names.list.v[i]))
			*vec_add(&names.list, &rq->arena) =
			    what->names.list.v[i];
	return names;
}

/* What became of the properties that were asked of one resource. */
struct outcome {
	struct prop_names missing, refused;
	size_t found;
	bool bare; /* names only */
};

/* One property, in the propstat of those that are there. */
static void
write_property(struct multistatus *ms, const struct node *n, struct prop_name p,
    struct outcome *o)
{
	struct request *rq = ms->rq;

	if (o->found > 0 && (faulty(rq, FAULT_propstat_for_each_property) ||
				varied(rq, VARIANT_propstat_each))) {
		ms_propstat_end(ms, 200, NULL);
		ms_propstat(ms);
	}
	if (o->found == 0 && !o->bare && faulty(rq, FAULT_property_twice))
		prop_write(rq, &ms->x, n, p);
	if (area_is_secret(p)) {
		*vec_add(&o->refused.list, &rq->arena) = p;
		return;
	}
	if (o->bare) {
		out_empty_ns(&ms->x, p.ns, p.name);
	} else if (!prop_write(rq, &ms->x, n, p)) {
		if (!faulty(rq, FAULT_missing_property_in_200)) {
			*vec_add(&o->missing.list, &rq->arena) = p;
			return;
		}
		out_empty_ns(&ms->x, p.ns, p.name);
	}
	o->found++;
}

static void
write_others(struct multistatus *ms, const struct outcome *o)
{
	if (o->missing.list.n > 0) {
		ms_propstat(ms);
		for (size_t i = 0; i < o->missing.list.n; i++)
			ms_name(ms, o->missing.list.v[i].ns,
			    o->missing.list.v[i].name,
			    FAULT_missing_property_with_text);
		ms_propstat_end(ms, 404, NULL);
	}
	for (size_t i = 0; i < o->refused.list.n; i++) {
		ms_propstat(ms);
		out_empty_ns(
		    &ms->x, o->refused.list.v[i].ns, o->refused.list.v[i].name);
		ms_propstat_end(ms, 403, NULL);
	}
}

static void
write_resource(
    struct multistatus *ms, const struct node *n, const struct propfind *what)
{
	struct request *rq = ms->rq;
	struct prop_names names = names_for(rq, n, what);
	struct outcome o = {.bare = what->wanted == WANTED_PROPNAME &&
				    !faulty(rq, FAULT_propname_with_values)};

	ms_response(ms, n == rq->node && faulty(rq, FAULT_equivalent_as_asked)
			    ? rq->target
			    : node_path(&rq->arena, n));
	ms_propstat(ms);
	for (size_t i = 0; i < names.list.n; i++)
		write_property(ms, n, names.list.v[i], &o);
	if (faulty(rq, FAULT_propfind_drops_404_propstat))
		o.missing.list.n = 0;
	if (faulty(rq, FAULT_unreadable_left_out))
		o.refused.list.n = 0;
	if (o.found > 0 || o.missing.list.n + o.refused.list.n == 0 ||
	    varied(rq, VARIANT_empty_propstat))
		ms_propstat_end(ms,
		    o.bare && faulty(rq, FAULT_propname_404) ? 404 : 200, NULL);
	else
		ms_propstat_drop(ms);
	write_others(ms, &o);
	ms_response_end(ms);
}

/* levels: how far down; it is bounded by the nesting of the store. */
static void
write_tree(struct multistatus *ms, const struct node *n, size_t levels,
    const struct propfind *what)
{
	struct request *rq = ms->rq;
	size_t count = n->members;

	if (levels == 0 || n != rq->node ||
	    !faulty(rq, FAULT_propfind_drops_itself))
		write_resource(ms, n, what);
	if (levels == 0)
		return;
	if (!n->collection && faulty(rq, FAULT_depth_of_file_counts))
		write_resource(ms, n->parent, what);
	if (count > 0 && faulty(rq, FAULT_propfind_depth_1_drops_member))
		count--;
	for (size_t i = 0; i < count; i++) {
		size_t k =
		    varied(rq, VARIANT_reverse_order) ? count - 1 - i : i;

		if (!n->member[k]->made_by_lock ||
		    !faulty(rq, FAULT_lock_made_unlisted))
			write_tree(ms, n->member[k], levels - 1, what);
	}
}

static size_t
levels_of(const struct request *rq, enum depth depth)
{
	switch (depth) {
	case DEPTH_0:
	case DEPTH_INVALID:
		return faulty(rq, FAULT_propfind_depth_0_lists_members);
	case DEPTH_1:
		return faulty(rq, FAULT_propfind_depth_1_goes_deeper) ? SIZE_MAX
								      : 1;
	case DEPTH_ABSENT:
		if (faulty(rq, FAULT_propfind_no_depth_is_0))
			return 0;
		break;
	case DEPTH_INFINITY:
		break;
	}
	return faulty(rq, FAULT_propfind_infinity_stops_at_1) ? 1 : SIZE_MAX;
}

/* The fault: the If header counts for each member too. */
static bool
guard_members(struct request *rq)
{
	struct node *n = rq->node;
	bool ok = true;

	for (size_t i = 0; i < n->members && ok; i++) {
		if (!faulty(rq, FAULT_if_counts_for_members))
			break;
		rq->node = n->member[i];
		ok = guard_if(rq);
	}
	rq->node = n;
	return ok;
}

void
method_propfind(struct request *rq)
{
	enum depth depth = request_depth(rq);
	struct multistatus ms;
	struct propfind what;

	if (depth == DEPTH_INVALID &&
	    !faulty(rq, FAULT_propfind_bad_depth_accepted)) {
		answer_refuse(rq, 400, "Depth is 0, 1 or infinity");
		return;
	}
	if (rq->node == NULL && faulty(rq, FAULT_propfind_unmapped_207)) {
		ms_begin(&ms, rq);
		ms_failure(&ms, rq->target, 404, NULL, NULL, 0);
		ms_end(&ms);
		return;
	}
	if (!method_needs_resource(rq) || !propfind_read(rq, &what))
		return;
	if (faulty(rq, FAULT_propfind_infinity_400) && rq->node->collection &&
	    (depth == DEPTH_INFINITY || depth == DEPTH_ABSENT)) {
		answer_refuse(rq, 400, "too deep");
		return;
	}
	if (faulty(rq, FAULT_propfind_changes_etag))
		store_touch(rq->site->store, rq->node);
	if (faulty(rq, FAULT_propfind_infinity_bare_403) &&
	    rq->node->collection && depth == DEPTH_INFINITY) {
		answer_refuse(rq, 403, "too deep");
		return;
	}
	if (varied(rq, VARIANT_finite_depth) && rq->node->collection &&
	    (depth == DEPTH_INFINITY || depth == DEPTH_ABSENT)) {
		answer_condition(rq, 403, "propfind-finite-depth");
		return;
	}
	if (!faulty(rq, FAULT_if_ignored_by_reads) && !guard_if(rq))
		return;
	if (!guard_conditions(rq, rq->node) ||
	    (depth != DEPTH_0 && !guard_members(rq)))
		return;
	ms_begin(&ms, rq);
	write_tree(&ms, rq->node, levels_of(rq, depth), &what);
	if (rq->node->parent == NULL && faulty(rq, FAULT_others_listed))
		ms_failure(&ms, STR("/json"), 403, NULL, NULL, 0);
	ms_end(&ms);
	if (faulty(rq, FAULT_propfind_leaves_trace))
		propset_set(
		    &rq->node->props, (struct prop){STR("urn:x"), STR("trace"),
					  STR("<x:trace xmlns:x=\"urn:x\"/>")});
	answer_collection_url(rq);
}
