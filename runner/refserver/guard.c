#include "refserver/guard.h"

#include "refserver/ifeval.h"
#include "refserver/precondition.h"

#define QUOTA ((size_t)20 << 20)
/* No resource is larger, wherever it is. */
#define RESOURCE_MAX ((size_t)100 << 20)
#define NESTING_MAX 1000

static struct node *
top_of(struct request *rq, const struct path *path)
{
	return path->seg.n == 0 ? NULL : store_find_n(rq->site->store, path, 1);
}

bool
guard_guest(struct request *rq, const struct path *path)
{
	const struct node *top = top_of(rq, path);

	if (rq->user.n > 0 || top == NULL || !top->closed)
		return true;
	answer_refuse(rq, 401, "only users may come here");
	rq->answer.challenge = true;
	return false;
}

bool
top_exists(struct request *rq, const struct path *path)
{
	return path->seg.n == 0 || top_of(rq, path) != NULL;
}

void
top_claim(struct request *rq, const struct path *path)
{
	struct node *top = top_of(rq, path);

	if (top != NULL)
		top->closed = rq->user.n > 0;
}

bool
guard_rights(struct request *rq, const struct node *n)
{
	if (!node_read_only(n) || faulty(rq, FAULT_read_only_writable))
		return true;
	answer_refuse(rq, 403, "this part cannot be written");
	return false;
}

static bool
has_token(const struct request *rq)
{
	for (size_t i = 0; i < rq->cond.lists.n; i++)
		for (size_t k = 0; k < rq->cond.lists.v[i].conditions.n; k++)
			if (!rq->cond.lists.v[i].conditions.v[k].is_etag)
				return true;
	return false;
}

bool
guard_if(struct request *rq)
{
	if (rq->has_if && !has_token(rq) && if_true(rq) &&
	    faulty(rq, FAULT_if_true_403)) {
		answer_refuse(rq, 403, "conditions are not liked");
		return false;
	}
	if (if_true(rq))
		return true;
	answer_refuse(rq, 412, "the If header is false");
	return false;
}

/* RFC 4918 6.4: the token helps none but the lock's creator. */
static bool
may_use(struct request *rq, const struct lock *l)
{
	return str_is(rq->user, l->user) || faulty(rq, FAULT_lock_of_anybody);
}

static bool
submitted(struct request *rq, struct lock *l)
{
	if (!if_submits(rq, l) || !may_use(rq, l))
		return false;
	if (faulty(rq, FAULT_lock_timer_restarts))
		lock_renew(l, l->seconds, rq->now);
	return true;
}

/*
 * Several locks on a node are shared ones, and whoever holds one of them may
 * write (section 6.2).
 */
static bool
free_to_write(struct request *rq, const struct lock_list *on, bool *foreign)
{
	if (on->list.n == 0)
		return true;
	for (size_t i = 0; i < on->list.n; i++) {
		if (submitted(rq, on->list.v[i]))
			return true;
		*foreign = *foreign || if_submits(rq, on->list.v[i]);
	}
	return false;
}

bool
guard_locks(struct request *rq, struct node *const *nodes, size_t n)
{
	VEC(struct node *) roots = {0};
	bool foreign = false;

	for (size_t i = 0; i < n; i++) {
		struct lock_list on = {{0}};
		bool known = false;

		if (nodes[i] == NULL)
			continue;
		locks_on(&rq->site->locks, nodes[i], &rq->arena, &on);
		if (free_to_write(rq, &on, &foreign))
			continue;
		for (size_t k = 0; k < roots.n; k++)
			known = known || roots.v[k] == on.list.v[0]->root;
		if (!known)
			*vec_add(&roots, &rq->arena) = on.list.v[0]->root;
	}
	if (roots.n == 0)
		return true;
	if (foreign)
		answer_refuse(rq, 403, "the lock is somebody else's");
	else
		answer_condition_nodes(
		    rq, 423, "lock-token-submitted", roots.v, roots.n);
	return false;
}

bool
guard_lock(struct request *rq, struct node *n)
{
	return guard_locks(rq, &n, 1);
}

bool
guard_conditions(struct request *rq, const struct node *n)
{
	switch (precondition_check(rq, n)) {
	case PRECONDITION_HOLDS:
		return true;
	case PRECONDITION_NOT_MODIFIED:
		answer_code(rq, 304);
		return false;
	case PRECONDITION_FAILED:
		break;
	}
	answer_refuse(rq, 412, "a condition of the request does not hold");
	return false;
}

bool
is_under_quota(const struct request *rq, const struct node *n)
{
	return node_within(
	    n, node_member(store_root(rq->site->store), STR("quota")));
}

bool
has_space(struct request *rq, const struct node *parent, size_t more)
{
	size_t used;

	if (faulty(rq, FAULT_quota_ignored))
		return true;
	if (!is_under_quota(rq, parent))
		return rq->body_n <= RESOURCE_MAX;
	used =
	    node_bytes(node_member(store_root(rq->site->store), STR("quota")));
	/* Not even an empty resource fits once all is used up. */
	return used < QUOTA && more <= QUOTA - used;
}

bool
guard_space(struct request *rq, const struct node *parent, size_t more)
{
	if (has_space(rq, parent, more))
		return true;
	answer_refuse(rq, faulty(rq, FAULT_no_space_403) ? 403 : 507,
	    "there is no room for it");
	return false;
}

bool
guard_nesting(struct request *rq, size_t levels)
{
	if (levels <= NESTING_MAX)
		return true;
	answer_refuse(rq, 403, "collections are not nested so deeply");
	return false;
}

struct lock *
lock_in_the_way(struct request *rq, const struct node *n)
{
	struct lock_list at = {{0}}, on = {{0}};
	bool foreign = false;

	locks_at(&rq->site->locks, n, &rq->arena, &at);
	if (at.list.n == 0)
		return NULL;
	if (faulty(rq, FAULT_members_tokens_ignored) && n != rq->node)
		return at.list.v[0];
	locks_on(&rq->site->locks, n, &rq->arena, &on);
	return free_to_write(rq, &on, &foreign) ? NULL : at.list.v[0];
}

void
nodes_in_the_way(
    struct request *rq, const struct node *n, struct node_list *out)
{
	struct lock_list below = {{0}};

	locks_below(&rq->site->locks, n, &rq->arena, &below);
	for (size_t i = 0; i < below.list.n; i++) {
		struct node *root = below.list.v[i]->root;
		bool known = false;

		for (size_t k = 0; k < out->list.n; k++)
			known = known || out->list.v[k] == root;
		if (!known && lock_in_the_way(rq, root) != NULL)
			*vec_add(&out->list, &rq->arena) = root;
	}
}
