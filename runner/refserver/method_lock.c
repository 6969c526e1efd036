#include "refserver/method.h"

#include "refserver/area.h"
#include "refserver/guard.h"
#include "refserver/ifeval.h"
#include "refserver/locking.h"
#include "refserver/multistatus.h"
#include "refserver/props.h"
#include "refserver/xmlin.h"

static bool
takes_locks(struct request *rq)
{
	if (!varied(rq, VARIANT_class_1))
		return true;
	answer_not_allowed(rq);
	return false;
}

static size_t
tokens_sent(const struct request *rq)
{
	size_t n = 0;

	for (size_t i = 0; rq->has_if && i < rq->cond.lists.n; i++)
		n += rq->cond.lists.v[i].conditions.n;
	return n;
}

/* RFC 4918 9.10.1 and 9.10.2: a prop with lockdiscovery, new or refreshed. */
static void
answer_lock(struct request *rq, unsigned status, const struct node *n)
{
	bool bare = faulty(rq, FAULT_lock_bare_body);
	struct xml x = answer_xml(rq, status);
	struct lock_list on = {{0}};

	locks_on(&rq->site->locks, n, &rq->arena, &on);
	out_begin(&x, bare ? "lockdiscovery" : "prop");
	if (!bare)
		out_open(&x, "lockdiscovery");
	if (faulty(rq, FAULT_refresh_of_two_empty) && tokens_sent(rq) > 1)
		on.list.n = 0;
	for (size_t i = 0; i < on.list.n; i++)
		activelock_write(rq, &x, on.list.v[i], n, false);
	if (!bare)
		out_close(&x, "lockdiscovery");
	out_close(&x, bare ? "lockdiscovery" : "prop");
	answer_collection_url(rq);
}

/* The node to be locked; what the LOCK itself would create comes later. */
static bool
find_place(struct request *rq, struct node **parent)
{
	*parent = NULL;
	if (rq->node != NULL)
		return guard_rights(rq, rq->node);
	if (faulty(rq, FAULT_lock_missing_parent_201))
		make_parents(rq, &rq->path);
	*parent = request_parent(rq, &rq->path);
	if (*parent == NULL || rq->path.slash) {
		answer_refuse(rq, 409,
		    *parent == NULL ? "there is no such parent collection"
				    : "LOCK does not create collections");
		return false;
	}
	return guard_nesting(rq, rq->path.seg.n) && guard_rights(rq, *parent);
}

static void
answer_conflict(struct request *rq, struct node_list *roots)
{
	if (faulty(rq, FAULT_lock_conflict_no_condition))
		answer_refuse(rq, 423, "locked");
	else
		answer_condition_nodes(rq, 423, "no-conflicting-lock",
		    roots->list.v, roots->list.n);
}

/*
 * 9.10.3: a 207 that names who prevented it, and the Request-URI with 424.
 * Section 7.4 would have a plain 423; both are in use.
 */
static void
answer_deep_conflict(struct request *rq, struct node_list *roots)
{
	struct multistatus ms;

	if (varied(rq, VARIANT_plain_423)) {
		answer_conflict(rq, roots);
		return;
	}
	ms_begin(&ms, rq);
	for (size_t i = 0;
	     i < roots->list.n && !faulty(rq, FAULT_lock_207_without_culprit);
	     i++)
		ms_failure(&ms, node_path(&rq->arena, roots->list.v[i]), 423,
		    faulty(rq, FAULT_lock_conflict_no_condition)
			? NULL
			: "no-conflicting-lock",
		    &roots->list.v[i], 1);
	if (!faulty(rq, FAULT_lock_207_without_424))
		ms_failure(
		    &ms, node_path(&rq->arena, rq->node), 424, NULL, NULL, 0);
	ms_end(&ms);
}

static bool
guard_conflicts(struct request *rq, const struct lock_request *want,
    const struct node *parent)
{
	struct node_list roots = {{0}};

	lock_conflicts(rq, want, rq->node, parent, &roots);
	if (roots.list.n > 0) {
		answer_conflict(rq, &roots);
		return false;
	}
	if (rq->node == NULL || !want->infinite)
		return true;
	lock_conflicts_below(rq, want, rq->node, &roots);
	if (roots.list.n == 0)
		return true;
	answer_deep_conflict(rq, &roots);
	if (faulty(rq, FAULT_lock_partial))
		lock_grant(rq, want, rq->node);
	return false;
}

static void
grant(struct request *rq, const struct lock_request *want)
{
	struct node *parent;
	const struct lock *l;
	bool creates;

	if (!find_place(rq, &parent) || !guard_if(rq) ||
	    (!faulty(rq, FAULT_lock_new_member_free) &&
		!guard_locks(rq, &parent, 1)) ||
	    !guard_conflicts(rq, want, parent) ||
	    !guard_conditions(rq, rq->node))
		return;
	creates = rq->node == NULL;
	if (creates) {
		if (!guard_space(rq, parent, 0))
			return;
		rq->node = store_add(rq->site->store, parent,
		    rq->path.seg.v[rq->path.seg.n - 1],
		    faulty(rq, FAULT_lock_unmapped_collection));
		rq->node->made_by_lock = true;
	}
	if (faulty(rq, FAULT_lock_empties) && !rq->node->collection)
		store_set_body(rq->site->store, rq->node, blob_take(NULL, 0));
	l = lock_grant(rq, want, rq->node);
	answer_lock(rq,
	    creates && !faulty(rq, FAULT_lock_unmapped_200) ? 201 : 200,
	    rq->node);
	if (creates && faulty(rq, FAULT_lock_unmapped_without_body)) {
		buf_clear(&rq->answer.body);
		rq->answer.xml = false;
	}
	if (!faulty(rq, FAULT_lock_without_token_header))
		answer_header(rq, "Lock-Token",
		    faulty(rq, FAULT_lock_token_header_bare) ? "%s" : "<%s>",
		    l->token);
}

static void
answer_refresh_mismatch(struct request *rq)
{
	if (faulty(rq, FAULT_refresh_mismatch_200) && rq->node != NULL)
		answer_lock(rq, 200, rq->node);
	else if (faulty(rq, FAULT_refresh_mismatch_no_condition))
		answer_refuse(rq, 412, "not a token of this resource");
	else
		answer_condition(rq, 412, "lock-token-matches-request-uri");
}

/* The fault: the locks beside this one go. */
static void
drop_others(struct request *rq, const struct lock *l)
{
	struct lock_list on = {{0}};

	locks_on(&rq->site->locks, rq->node, &rq->arena, &on);
	for (size_t i = 0; i < on.list.n; i++)
		if (on.list.v[i] != l)
			lock_remove(&rq->site->locks, on.list.v[i]);
}

/* 9.10.2: no body, one lock token in the If header; Depth is ignored. */
static void
refresh(struct request *rq)
{
	struct str token;
	struct lock *l;

	if (tokens_sent(rq) > 1 && rq->node != NULL &&
	    faulty(rq, FAULT_refresh_of_two_empty)) {
		answer_lock(rq, 200, rq->node);
		return;
	}
	if (!if_single_token(rq, &token)) {
		answer_refuse(rq, 400,
		    "LOCK needs a body, or an If header with one lock token");
		return;
	}
	l = lock_find(&rq->site->locks, token);
	if (rq->node == NULL || l == NULL || !if_true(rq) ||
	    !lock_covers(l, rq->node) ||
	    (faulty(rq, FAULT_refresh_root_only) && l->root != rq->node)) {
		answer_refresh_mismatch(rq);
		return;
	}
	if (!str_is(rq->user, l->user) && !faulty(rq, FAULT_lock_of_anybody)) {
		answer_refuse(rq, 403, "the lock is somebody else's");
		return;
	}
	if (!guard_conditions(rq, rq->node))
		return;
	if (faulty(rq, FAULT_refresh_drops_others))
		drop_others(rq, l);
	if (!faulty(rq, FAULT_refresh_keeps_timer))
		lock_renew(l, lock_seconds(rq, l->seconds), rq->now);
	if (faulty(rq, FAULT_refresh_obeys_depth) &&
	    request_depth(rq) == DEPTH_0)
		l->infinite = false;
	answer_lock(rq, 200, rq->node);
	if (faulty(rq, FAULT_refresh_token_header))
		answer_header(rq, "Lock-Token", "<%s>", l->token);
	if (faulty(rq, FAULT_refresh_empty_body)) {
		buf_clear(&rq->answer.body);
		rq->answer.xml = false;
	}
}

void
method_lock(struct request *rq)
{
	struct lock_request want;
	struct xmlin *x;

	if (!takes_locks(rq) || !request_xml(rq, &x))
		return;
	if (x == NULL &&
	    !(faulty(rq, FAULT_lock_bodyless_creates) && !rq->has_if))
		refresh(rq);
	else if (lock_request_read(rq, x ? xmlin_root(x) : NULL, &want))
		grant(rq, &want);
	xmlin_free(x);
}

/* Coded-URL (section 10.5). */
static bool
read_lock_token(struct request *rq, struct str *token)
{
	struct str s = request_field(rq, "Lock-Token");

	if (s.n < 3 || s.p[0] != '<' || str_index(s, '>') != s.n - 1 ||
	    str_index(s, ':') == s.n || str_index(s, ' ') < s.n) {
		answer_refuse(rq, 400, "a Lock-Token header is needed");
		return false;
	}
	*token = str_sub(s, 1, s.n - 2);
	return true;
}

static void
unlock(struct request *rq, struct lock *l)
{
	struct node *root = l->root;
	struct lock_list on = {{0}};

	if (faulty(rq, FAULT_unlock_does_nothing))
		return;
	locks_on(&rq->site->locks, rq->node, &rq->arena, &on);
	for (size_t i = 0; i < on.list.n; i++)
		if (faulty(rq, FAULT_unlock_all) && on.list.v[i] != l)
			lock_remove(&rq->site->locks, on.list.v[i]);
	lock_remove(&rq->site->locks, l);
	if ((faulty(rq, FAULT_lock_unmapped_vanishes) ||
		varied(rq, VARIANT_lock_null)) &&
	    root->made_by_lock && root->locks == 0)
		store_remove(rq->site->store, root);
}

static struct lock *
any_lock(struct request *rq)
{
	struct lock_list on = {{0}};

	locks_on(&rq->site->locks, rq->node, &rq->arena, &on);
	return on.list.n > 0 ? on.list.v[0] : NULL;
}

void
method_unlock(struct request *rq)
{
	struct str token;
	struct lock *l;

	if (!takes_locks(rq))
		return;
	if (faulty(rq, FAULT_unlock_no_token_204) &&
	    request_field(rq, "Lock-Token").p == NULL) {
		answer_code(rq, 204);
		return;
	}
	if (faulty(rq, FAULT_unlock_needs_if) && !rq->has_if) {
		answer_refuse(rq, 400, "the token is wanted in If too");
		return;
	}
	if (!read_lock_token(rq, &token))
		return;
	l = lock_find(&rq->site->locks, token);
	if (l != NULL && faulty(rq, FAULT_unlock_outside_scope))
		rq->node = l->root;
	if (!method_needs_resource(rq) || !guard_if(rq))
		return;
	if (l == NULL && faulty(rq, FAULT_unlock_any_token))
		l = any_lock(rq);
	if (l == NULL ||
	    (!lock_covers(l, rq->node) &&
		!faulty(rq, FAULT_unlock_outside_scope)) ||
	    (faulty(rq, FAULT_unlock_root_only) && l->root != rq->node)) {
		if (faulty(rq, FAULT_unlock_no_condition))
			answer_refuse(rq, 409, "not a token of this resource");
		else
			answer_condition(
			    rq, 409, "lock-token-matches-request-uri");
		return;
	}
	if (!str_is(rq->user, l->user) &&
	    !faulty(rq, FAULT_unlock_by_anybody)) {
		answer_refuse(rq, 403, "the lock is somebody else's");
		return;
	}
	if (!guard_conditions(rq, rq->node))
		return;
	if (area_has(&rq->path, "stuck")) {
		answer_refuse(rq, 403, "one of them stays locked");
		if (faulty(rq, FAULT_unlock_in_part))
			unlock(rq, l);
		return;
	}
	unlock(rq, l);
	answer_code(rq, 204);
}
