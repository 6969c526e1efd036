#include "refserver/method.h"

#include "refserver/guard.h"
#include "refserver/multistatus.h"

bool
method_needs_resource(struct request *rq)
{
	if (rq->node != NULL)
		return true;
	answer_refuse(rq, 404, "there is no such resource");
	return false;
}

void
answer_collection_url(struct request *rq)
{
	if (!rq->node->collection || rq->path.slash || rq->path.seg.n == 0 ||
	    faulty(rq, FAULT_no_slash_no_content_location))
		return;
	answer_header(rq, "Content-Location", "%.*s",
	    STRF(node_path(&rq->arena, rq->node)));
}

void
method_not_allowed(struct request *rq)
{
	answer_not_allowed(rq);
}

void
failure_add(struct request *rq, struct failure_list *out, struct node *n)
{
	struct lock *l = lock_in_the_way(rq, n);

	if (faulty(rq, FAULT_failure_names_request)) {
		if (out->list.n == 0)
			*vec_add(&out->list, &rq->arena) = (struct failure){
			    node_path(&rq->arena, rq->node), rq->node};
		return;
	}
	*vec_add(&out->list, &rq->arena) =
	    (struct failure){node_path(&rq->arena, n), l ? l->root : n};
}

void
answer_failures(struct request *rq, const struct failure_list *failed)
{
	struct multistatus ms;
	struct str top = node_path(&rq->arena, rq->node);

	if (faulty(rq, FAULT_failure_without_207)) {
		answer_code(rq, 403);
		return;
	}

	ms_begin(&ms, rq);
	if (faulty(rq, FAULT_delete_207_with_424))
		ms_failure(&ms, top, 424, NULL, NULL, 0);
	if (faulty(rq, FAULT_delete_207_with_204))
		ms_failure(&ms, arena_strf(&rq->arena, "%.*sgone", STRF(top)),
		    204, NULL, NULL, 0);
	for (size_t i = 0; i < failed->list.n; i++)
		ms_failure(&ms, failed->list.v[i].path, 423,
		    "lock-token-submitted", &failed->list.v[i].root, 1);
	ms_end(&ms);
}

/* RFC 4918 9.6.1: no ancestor of what cannot be deleted is deleted. */
bool
remove_tree(struct request *rq, struct node *n, struct failure_list *failed)
{
	struct site *site = rq->site;
	struct node_list held = {{0}};

	if (lock_in_the_way(rq, n) != NULL) {
		failure_add(rq, failed, n);
		return false;
	}
	nodes_in_the_way(rq, n, &held);
	if (held.list.n == 0 && !n->fixed) {
		locks_drop(&site->locks, n);
		store_remove(site->store, n);
		return true;
	}
	for (size_t i = n->members; i-- > 0;)
		remove_tree(rq, n->member[i], failed);
	return false;
}

/* The fault: what held the name passes its locks on to whoever has it next. */
static void
remove_but_keep_locks(struct request *rq, struct node *n)
{
	struct site *site = rq->site;
	struct lock_list at = {{0}};

	locks_at(&site->locks, n, &rq->arena, &at);
	for (size_t i = 0; i < at.list.n; i++) {
		at.list.v[i]->root->locks--;
		at.list.v[i]->root = n->parent;
		at.list.v[i]->infinite = true;
		n->parent->locks++;
	}
	locks_drop(&site->locks, n);
	store_remove(site->store, n);
}

/* The fault: the lock of a member outlives it. */
static void
keep_ghost(struct request *rq, struct node *n)
{
	struct site *site = rq->site;
	struct lock_list below = {{0}};

	locks_below(&site->locks, n, &rq->arena, &below);
	if (below.list.n == 0)
		return;
	site->ghost = *below.list.v[0];
	snprintf(
	    site->ghost_user, sizeof(site->ghost_user), "%s", site->ghost.user);
	site->ghost.user = site->ghost_user;
	site->ghost.owner = NULL;
	node_set_text(
	    &site->ghost_path, node_path(&rq->arena, below.list.v[0]->root));
}

static void
remove_files(struct request *rq, struct node *n)
{
	for (size_t i = n->members; i-- > 0;)
		if (n->member[i]->collection) {
			remove_files(rq, n->member[i]);
		} else {
			locks_drop(&rq->site->locks, n->member[i]);
			store_remove(rq->site->store, n->member[i]);
		}
}

static bool
may_delete(struct request *rq)
{
	struct node *n = rq->node;
	enum depth depth = request_depth(rq);
	struct node *touched[2] = {n, n->parent};

	if (depth == DEPTH_INVALID ||
	    (n->collection && depth != DEPTH_ABSENT &&
		!faulty(rq, FAULT_delete_depth_0_shallow) &&
		depth != DEPTH_INFINITY)) {
		answer_refuse(rq, 400, "DELETE has Depth infinity");
		return false;
	}
	if (n->fixed) {
		answer_refuse(rq, 403, "this resource stays");
		return false;
	}
	if (faulty(rq, FAULT_lock_member_deletable))
		touched[1] = NULL;
	return guard_rights(rq, n) && guard_if(rq) &&
	       guard_locks(rq, touched, 2) && guard_conditions(rq, n);
}

/* The switched-on violations of DELETE itself; true if one did the work. */
static bool
delete_wrongly(struct request *rq)
{
	struct node *n = rq->node;

	if (faulty(rq, FAULT_delete_does_nothing) && !n->collection)
		return true;
	if ((faulty(rq, FAULT_delete_shallow) ||
		(faulty(rq, FAULT_delete_depth_0_shallow) &&
		    request_depth(rq) == DEPTH_0)) &&
	    n->collection) {
		remove_files(rq, n);
		return true;
	}
	if (faulty(rq, FAULT_delete_keeps_locks) && n->locks > 0) {
		remove_but_keep_locks(rq, n);
		return true;
	}
	return false;
}

void
method_delete(struct request *rq)
{
	struct failure_list failed = {{0}};
	struct node_list held = {{0}};

	if (rq->node == NULL && faulty(rq, FAULT_delete_unmapped_204)) {
		answer_code(rq, 204);
		return;
	}
	if (!method_needs_resource(rq) || !may_delete(rq))
		return;
	if (delete_wrongly(rq)) {
		answer_done(rq);
		return;
	}
	nodes_in_the_way(rq, rq->node, &held);
	if (faulty(rq, FAULT_delete_keeps_member_locks) && held.list.n == 0 &&
	    rq->node->collection && rq->node->locks == 0) {
		keep_ghost(rq, rq->node);
		remove_tree(rq, rq->node, &failed);
		answer_done(rq);
		return;
	}
	if (held.list.n > 0 && varied(rq, VARIANT_atomic_delete)) {
		answer_condition_nodes(
		    rq, 423, "lock-token-submitted", held.list.v, held.list.n);
		return;
	}
	if (faulty(rq, FAULT_delete_success_207) && held.list.n == 0) {
		struct multistatus ms;

		ms_begin(&ms, rq);
		ms_failure(
		    &ms, node_path(&rq->arena, rq->node), 200, NULL, NULL, 0);
		ms_end(&ms);
		remove_tree(rq, rq->node, &failed);
		return;
	}
	if (remove_tree(rq, rq->node, &failed)) {
		answer_done(rq);
		return;
	}
	answer_failures(rq, &failed);
	if (faulty(rq, FAULT_delete_ancestors_of_failed)) {
		locks_drop(&rq->site->locks, rq->node);
		store_remove(rq->site->store, rq->node);
	}
}
