#include "refserver/method.h"

#include "refserver/area.h"
#include "refserver/guard.h"
#include "refserver/ifeval.h"
#include "refserver/multistatus.h"
#include "refserver/transfer.h"

#define DESTINATION_MAX 4096

struct transfer {
	bool move, overwrite;
	size_t levels;
	struct path path;
	struct node *src, *dst, *parent; /* dst: NULL if nothing is there */
	struct str name;
};

static bool
read_destination(struct request *rq, struct transfer *t)
{
	struct str d = request_field(rq, "Destination"), authority;
	bool raw = faulty(rq, FAULT_destination_not_decoded);

	if (d.p == NULL && faulty(rq, FAULT_destination_missing_204)) {
		answer_code(rq, 204);
		return false;
	}
	if (d.p != NULL && faulty(rq, FAULT_destination_cut))
		d = str_sub(d, 0, strcspn(d.p, " ,%"));
	if (str_index(d, '#') < d.n &&
	    faulty(rq, FAULT_destination_fragment_kept))
		d = arena_strf(&rq->arena, "%.*s%%23%.*s",
		    STRF(str_sub(d, 0, str_index(d, '#'))),
		    STRF(str_from_at(d, str_index(d, '#') + 1)));
	if (d.n > DESTINATION_MAX && faulty(rq, FAULT_destination_long_414)) {
		answer_refuse(rq, 414, "too long");
		return false;
	}
	if (d.p == NULL || d.n > DESTINATION_MAX ||
	    !(raw ? path_parse_raw(&rq->arena, d, &t->path, &authority)
		  : path_parse(&rq->arena, d, &t->path, &authority)) ||
	    (t->path.dots && !faulty(rq, FAULT_destination_dots_accepted)) ||
	    faulty(rq, authority.p == NULL ? FAULT_destination_path_refused
					   : FAULT_destination_uri_refused)) {
		answer_refuse(rq, 400,
		    "a Destination is needed: the URI or "
		    "absolute path of a resource");
		return false;
	}
	if (authority.p != NULL && !is_own_authority(rq, authority)) {
		if (faulty(rq, FAULT_copy_remote_201))
			answer_code(rq, 201);
		else
			answer_refuse(rq,
			    faulty(rq, FAULT_copy_remote_404) ? 404 : 502,
			    "that is another server");
		return false;
	}
	return true;
}

static bool
read_overwrite(struct request *rq, struct transfer *t)
{
	struct str o = request_field(rq, "Overwrite");

	t->overwrite = true;
	if (o.p == NULL)
		t->overwrite = !faulty(rq, FAULT_overwrite_absent_is_f);
	else if (str_is_nocase(o, "F"))
		t->overwrite = faulty(rq, FAULT_overwrite_f_ignored);
	else if (!str_is_nocase(o, "T") &&
		 !faulty(rq, FAULT_overwrite_invalid_is_t)) {
		answer_refuse(rq, 400, "Overwrite is T or F");
		return false;
	}
	return true;
}

/* Sections 9.8.3 and 9.9.2; of what has no members Depth is ignored. */
static bool
read_depth(struct request *rq, struct transfer *t)
{
	enum depth d = request_depth(rq);

	t->levels = SIZE_MAX;
	if (faulty(rq, FAULT_copy_shallow) && !t->move)
		t->levels = 1;
	if (d == DEPTH_0 && !t->move && t->src->collection)
		t->levels =
		    faulty(rq, FAULT_copy_depth_0_is_deep) ? SIZE_MAX : 0;
	if (d == DEPTH_ABSENT && !t->move && t->src->collection &&
	    faulty(rq, FAULT_copy_no_depth_is_0))
		t->levels = 0;
	if (d == DEPTH_1 && !t->move &&
	    faulty(rq, FAULT_copy_depth_1_accepted)) {
		t->levels = 1;
		return true;
	}
	if (d == DEPTH_0 && t->move && faulty(rq, FAULT_move_depth_0))
		return true;
	if (d == DEPTH_INVALID ||
	    (t->src->collection &&
		(d == DEPTH_1 || (d == DEPTH_0 && t->move)))) {
		answer_refuse(rq, 400, "not a Depth for this method");
		return false;
	}
	return true;
}

/* As far as a runaway recursion got: by the fault without noticing. */
static void
make_chain(struct request *rq, const struct transfer *t)
{
	struct node *at = t->parent;

	for (int i = 0; i < 10; i++) {
		struct node *next = node_member(at, t->name);

		at =
		    next ? next : store_add(rq->site->store, at, t->name, true);
	}
	answer_code(rq, varied(rq, VARIANT_nesting_500) ? 500 : 201);
}

/* Nothing is put onto itself, and what is fixed stays. */
static bool
fits(struct request *rq, const struct transfer *t)
{
	if (t->dst == t->src && faulty(rq, FAULT_copy_same_204)) {
		answer_code(rq, 204);
		return false;
	}
	if (t->dst == t->src || (t->dst != NULL && t->dst->fixed) ||
	    (t->move && t->src->fixed)) {
		answer_refuse(rq, 403, "source and destination do not fit");
		return false;
	}
	return true;
}

static bool
find_parent(struct request *rq, struct transfer *t)
{
	t->parent = request_parent(rq, &t->path);
	if (t->parent == NULL && faulty(rq, FAULT_put_under_file_201) &&
	    is_under_file(rq, &t->path)) {
		answer_code(rq, 201);
		return false;
	}
	if (t->parent == NULL && varied(rq, VARIANT_under_file_502) &&
	    is_under_file(rq, &t->path)) {
		answer_refuse(rq, 502, "a file has no members");
		return false;
	}
	if (t->parent == NULL ||
	    (t->dst == NULL && t->path.slash && !t->src->collection)) {
		answer_refuse(rq,
		    faulty(rq, FAULT_copy_missing_parent_404) ? 404 : 409,
		    "there is no such parent collection");
		return false;
	}
	t->name = t->path.seg.v[t->path.seg.n - 1];
	return true;
}

/* Nothing goes into itself; a copy of a collection without members may. */
static bool
lies_apart(struct request *rq, struct transfer *t, bool deep)
{
	bool within = node_within(t->parent, t->src);

	if (t->move && within && faulty(rq, FAULT_move_into_own_201)) {
		answer_code(rq, 201);
		return false;
	}
	if (!t->move && deep && within &&
	    (faulty(rq, FAULT_copy_into_itself_repeats) ||
		varied(rq, VARIANT_nesting_500))) {
		make_chain(rq, t);
		return false;
	}
	if (((t->move || deep) && within) ||
	    (t->dst != NULL && node_within(t->src, t->dst))) {
		answer_refuse(rq, 403, "one lies within the other");
		return false;
	}
	return true;
}

/* True if the destination can be: 403 and 409 of sections 9.8.5 and 9.9.4. */
static bool
find_destination(struct request *rq, struct transfer *t)
{
	bool deep = t->src->collection && t->levels > 0;

	if (faulty(rq, FAULT_copy_makes_parents))
		make_parents(rq, &t->path);
	if (!guard_guest(rq, &t->path))
		return false;
	t->dst = store_find_n(rq->site->store, &t->path, t->path.seg.n);
	if (!fits(rq, t) || !find_parent(rq, t))
		return false;
	if (area_has(&t->path, "picky")) {
		if (faulty(rq, FAULT_live_lost_403))
			answer_refuse(rq, 403, "nothing comes here like that");
		else
			answer_condition(rq, 409, "preserved-live-properties");
		return false;
	}
	return lies_apart(rq, t, deep) &&
	       guard_nesting(
		   rq, t->path.seg.n + (deep ? node_height(t->src) : 0));
}

/*
 * COPY changes what is at the destination, and the parent if a mapping is
 * new or its kind changes; MOVE changes four resources (section 7.5).
 */
static bool
guard_transfer_locks(struct request *rq, struct transfer *t)
{
	struct node *touched[4] = {t->dst, t->parent, NULL, NULL};

	if (!t->move && t->dst != NULL &&
	    t->dst->collection == t->src->collection)
		touched[1] = NULL;
	if ((t->move && !faulty(rq, FAULT_lock_move_free)) ||
	    (!t->move && faulty(rq, FAULT_lock_copy_source))) {
		touched[2] = t->src;
		touched[3] = t->move ? t->src->parent : NULL;
	}
	if (!t->move && faulty(rq, FAULT_lock_copy_free))
		return true;
	if ((t->dst == NULL && faulty(rq, t->move ? FAULT_lock_move_in_free
						  : FAULT_lock_copy_in_free)) ||
	    (t->parent == t->src->parent && faulty(rq, FAULT_lock_rename_free)))
		touched[1] = NULL;
	if (faulty(rq, FAULT_lock_move_out_free) ||
	    (t->parent == t->src->parent && faulty(rq, FAULT_lock_rename_free)))
		touched[3] = NULL;
	return guard_locks(rq, touched, countof(touched));
}

static bool
may_transfer(struct request *rq, struct transfer *t)
{
	bool stays = t->move && is_under_quota(rq, t->src);

	if (!guard_rights(rq, t->parent) ||
	    (t->move && !guard_rights(rq, t->src)) || !guard_if(rq))
		return false;
	if (t->dst != NULL && !t->move && t->src->collection &&
	    !t->dst->collection &&
	    faulty(rq, FAULT_copy_collection_over_file_409)) {
		answer_refuse(rq, 409, "a collection does not go there");
		return false;
	}
	if ((t->dst != NULL || faulty(rq, FAULT_overwrite_f_unmapped_412)) &&
	    !t->overwrite) {
		answer_refuse(rq, faulty(rq, FAULT_overwrite_f_409) ? 409 : 412,
		    "there is something at the destination");
		return false;
	}
	return guard_transfer_locks(rq, t) && guard_conditions(rq, t->src) &&
	       (stays || guard_space(rq, t->parent, node_bytes(t->src)));
}

/* A member that a lock holds stops all of it, where that is wanted. */
static bool
is_held(struct request *rq, const struct transfer *t)
{
	struct node_list held = {{0}};
	bool atomic = varied(rq, VARIANT_atomic_delete);
	struct failure_list failed = {{0}};

	if (t->dst != NULL && (t->move || atomic))
		nodes_in_the_way(rq, t->dst, &held);
	if (t->move && atomic)
		nodes_in_the_way(rq, t->src, &held);
	if (held.list.n == 0)
		return false;
	for (size_t i = 0; i < held.list.n; i++)
		failure_add(rq, &failed, held.list.v[i]);
	if (atomic)
		answer_condition_nodes(
		    rq, 423, "lock-token-submitted", held.list.v, held.list.n);
	else
		answer_failures(rq, &failed);
	return true;
}

static void
tell_success(struct request *rq, const struct transfer *t)
{
	const struct node *n = node_member(t->parent, t->name);
	struct multistatus ms;
	bool always_201 =
	    faulty(rq, t->move ? FAULT_move_always_201 : FAULT_copy_always_201);

	if (faulty(rq, FAULT_copy_success_207)) {
		ms_begin(&ms, rq);
		ms_failure(&ms, node_path(&rq->arena, n), 200, NULL, NULL, 0);
		ms_end(&ms);
		return;
	}
	if (t->dst != NULL && !always_201) {
		answer_code(rq, 204);
		return;
	}
	answer_code(rq,
	    faulty(rq, t->move ? FAULT_move_200 : FAULT_copy_200) ? 200 : 201);
	/* RFC 9110 15.3.2: what was created is not what was asked. */
	answer_header(rq, "Location", "%.*s", STRF(node_path(&rq->arena, n)));
}

/* The fault: the members come to those that are there. */
static void
merge(struct request *rq, const struct transfer *t)
{
	struct failure_list failed = {{0}};

	for (size_t i = t->src->members; i-- > 0;)
		if (node_member(t->dst, t->src->member[i]->name) == NULL)
			move_tree(rq, t->src->member[i], t->dst,
			    t->src->member[i]->name, &failed);
	remove_tree(rq, t->src, &failed);
	answer_code(rq, 204);
}

/* Depth 0 gets as far as here by a fault only. */
static void
remove_members(struct request *rq, struct node *n)
{
	struct failure_list failed = {{0}};

	for (size_t i = n->members; i-- > 0;)
		remove_tree(rq, n->member[i], &failed);
}

static void
keep_old_dead(struct node *src, const struct node *dst)
{
	for (size_t i = 0; i < dst->props.list.n; i++) {
		struct prop p = dst->props.list.v[i];

		if (node_prop(src, p.ns, p.name) == NULL)
			propset_set(&src->props, p);
	}
}

static void
transfer(struct request *rq, bool move)
{
	struct transfer t = {.move = move, .src = rq->node};
	struct failure_list failed = {{0}};
	bool new;

	if (t.src == NULL && faulty(rq, FAULT_copy_unmapped_204)) {
		answer_code(rq, 204);
		return;
	}
	if (!read_destination(rq, &t) || !read_overwrite(rq, &t) ||
	    !method_needs_resource(rq) || !read_depth(rq, &t) ||
	    !find_destination(rq, &t) || !may_transfer(rq, &t) ||
	    is_held(rq, &t))
		return;
	if (faulty(rq, FAULT_copy_into_collection) && t.dst != NULL &&
	    t.dst->collection && !t.src->collection) {
		t.parent = t.dst;
		t.name = t.src->name;
	}
	/* 9.9.3: MOVE deletes what is there; COPY replaces it in place. */
	if (move && t.dst != NULL && t.dst->collection && t.src->collection &&
	    faulty(rq, FAULT_move_merges)) {
		merge(rq, &t);
		return;
	}
	if (t.dst != NULL && t.dst->collection && t.src->collection && !move &&
	    faulty(rq, FAULT_copy_nests)) {
		t.parent = t.dst;
		t.name = arena_strf(
		    &rq->arena, "%.*s-%zu", STRF(t.src->name), t.dst->members);
	}
	if (move && t.dst != NULL && faulty(rq, FAULT_move_keeps_old_dead))
		keep_old_dead(t.src, t.dst);
	if (move && t.dst != NULL && faulty(rq, FAULT_move_over_kind_loses) &&
	    t.dst->collection != t.src->collection) {
		remove_tree(rq, t.dst, &failed);
		remove_tree(rq, t.src, &failed);
		answer_code(rq, 204);
		return;
	}
	if (move && request_depth(rq) == DEPTH_0 && t.src->collection)
		remove_members(rq, t.src);
	if (move && t.dst != NULL) {
		locks_drop(&rq->site->locks, t.dst);
		store_remove(rq->site->store, t.dst);
	}
	new = t.parent->parent == NULL &&t.dst == NULL;
	if (move && !faulty(rq, FAULT_move_leaves_source))
		move_tree(rq, t.src, t.parent, t.name, &failed);
	else
		copy_tree(rq, t.src, t.parent, t.name, t.levels, &failed);
	if (new)
		top_claim(rq, &t.path);
	if (failed.list.n > 0)
		answer_failures(rq, &failed);
	else
		tell_success(rq, &t);
}

void
method_copy(struct request *rq)
{
	transfer(rq, false);
}

void
method_move(struct request *rq)
{
	transfer(rq, true);
}
