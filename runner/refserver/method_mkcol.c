#include "refserver/method.h"

#include "refserver/guard.h"

void
method_mkcol(struct request *rq)
{
	struct path *path = &rq->path;
	struct node *parent;

	/* RFC 4918 9.3: no body is understood. */
	if (rq->body_n > 0 && faulty(rq, FAULT_mkcol_refused_and_done) &&
	    rq->node == NULL && request_parent(rq, path) != NULL)
		store_add(rq->site->store, request_parent(rq, path),
		    path->seg.v[path->seg.n - 1], true);
	if (rq->body_n > 0 && !faulty(rq, FAULT_mkcol_body_ignored)) {
		answer_refuse(rq, 415, "MKCOL takes no body here");
		return;
	}
	if (rq->node != NULL && rq->node->made_by_lock &&
	    faulty(rq, FAULT_lock_made_converts)) {
		locks_drop(&rq->site->locks, rq->node);
		store_remove(rq->site->store, rq->node);
		rq->node = NULL;
	}
	if (store_find_n(rq->site->store, path, path->seg.n) != NULL) {
		if (faulty(rq, FAULT_mkcol_mapped_201) && rq->node != NULL &&
		    rq->node->collection)
			answer_code(rq, 201);
		else
			answer_not_allowed(rq);
		return;
	}
	if (faulty(rq, FAULT_mkcol_makes_parents))
		make_parents(rq, path);
	parent = request_parent(rq, path);
	if (parent == NULL && faulty(rq, FAULT_mkcol_under_file_201) &&
	    path->seg.n > 1 &&
	    store_find_n(rq->site->store, path, path->seg.n - 1) != NULL) {
		answer_code(rq, 201);
		return;
	}
	if (parent == NULL) {
		answer_refuse(rq,
		    faulty(rq, FAULT_mkcol_missing_ancestor_404) ? 404 : 409,
		    "there is no such parent collection");
		return;
	}
	if (!guard_nesting(rq, path->seg.n) || !guard_rights(rq, parent) ||
	    !guard_if(rq))
		return;
	if (!faulty(rq, FAULT_lock_new_member_free) && !guard_lock(rq, parent))
		return;
	if (!guard_conditions(rq, NULL) || !guard_space(rq, parent, 0))
		return;
	rq->node =
	    store_add(rq->site->store, parent, path->seg.v[path->seg.n - 1],
		!faulty(rq, FAULT_mkcol_makes_file) || path->seg.n < 3);
	if (faulty(rq, FAULT_mkcol_prefilled) && rq->node->collection)
		store_add(rq->site->store, rq->node, STR("index"), false);
	answer_code(rq, faulty(rq, FAULT_mkcol_200) ? 200 : 201);
	answer_collection_url(rq);
}
