#include "refserver/transfer.h"

#include "refserver/guard.h"

static struct blob *
copied_body(struct request *rq, const struct node *src)
{
	size_t n = src->body->n / 2;
	char *half;

	if (!faulty(rq, FAULT_copy_half) || n == 0)
		return blob_ref(src->body);
	half = xmalloc(n);
	memcpy(half, src->body->p, n);
	return blob_take(half, n);
}

/*
 * RFC 4918 9.8.2: dead properties and what is settable come along, the other
 * live properties are those of a new resource.
 */
static void
copy_state(struct request *rq, const struct node *src, struct node *dst)
{
	if (!dst->collection)
		store_set_body(rq->site->store, dst, copied_body(rq, src));
	dst->copied = true;
	if (!faulty(rq, FAULT_copy_loses_type))
		node_set_text(&dst->type, str_from(src->type));
	if (!faulty(rq, FAULT_copy_loses_language))
		node_set_text(&dst->language, str_from(src->language));
	if (faulty(rq, FAULT_copy_keeps_creationdate))
		dst->created = src->created;
	if (faulty(rq, FAULT_copy_keeps_old_dead) && dst->props.list.n > 0)
		return;
	if (faulty(rq, FAULT_copy_without_dead))
		propset_release(&dst->props);
	else
		propset_copy(&dst->props, &src->props);
}

static void
copy_locks(struct request *rq, const struct node *src, struct node *dst)
{
	struct lock_list at = {{0}};

	locks_at(&rq->site->locks, src, &rq->arena, &at);
	for (size_t i = 0; i < at.list.n; i++) {
		struct lock want = *at.list.v[i];

		want.root = dst;
		lock_add(&rq->site->locks, &want, rq->now);
	}
}

/* 9.8.4: the membership becomes that of the source. */
static void
remove_others(struct request *rq, const struct node *src, struct node *dst,
    size_t levels, struct failure_list *failed)
{
	for (size_t i = dst->members; i-- > 0;)
		if (levels == 0 ||
		    node_member(src, dst->member[i]->name) == NULL)
			remove_tree(rq, dst->member[i], failed);
}

static void
copy_members(struct request *rq, const struct node *src, struct node *dst,
    size_t levels, struct failure_list *failed)
{
	for (size_t i = 0; levels > 0 && i < src->members; i++) {
		struct str name = src->member[i]->name;

		if (faulty(rq, FAULT_copy_renames_members))
			name = arena_strf(&rq->arena, "%.*s-copy", STRF(name));
		if (!faulty(rq, FAULT_copy_stops_at_failure) ||
		    failed->list.n == 0)
			copy_tree(
			    rq, src->member[i], dst, name, levels - 1, failed);
	}
}

void
copy_tree(struct request *rq, const struct node *src, struct node *parent,
    struct str name, size_t levels, struct failure_list *failed)
{
	struct node *dst = node_member(parent, name);

	if (dst != NULL && lock_in_the_way(rq, dst) != NULL &&
	    !faulty(rq, FAULT_lock_copy_free)) {
		failure_add(rq, failed, dst);
		if (dst->collection && faulty(rq, FAULT_copy_enters_failed))
			copy_members(rq, src, dst, levels, failed);
		return;
	}
	if (dst != NULL && dst->collection != src->collection) {
		if (!remove_tree(rq, dst, failed))
			return;
		dst = NULL;
	}
	if (dst == NULL)
		dst = store_add(rq->site->store, parent, name, src->collection);
	else if (dst->collection && !faulty(rq, FAULT_copy_merges))
		remove_others(rq, src, dst, levels, failed);
	copy_state(rq, src, dst);
	if (faulty(rq, FAULT_copy_duplicates_locks))
		copy_locks(rq, src, dst);
	copy_members(rq, src, dst, levels, failed);
}

static void
drop_dead(struct node *n)
{
	propset_release(&n->props);
	for (size_t i = 0; i < n->members; i++)
		drop_dead(n->member[i]);
}

/* The fault: the locks that covered it hang on it from now on. */
static void
carry_locks(struct request *rq, struct node *src)
{
	struct lock_list on = {{0}};

	locks_on(&rq->site->locks, src, &rq->arena, &on);
	for (size_t i = 0; i < on.list.n; i++) {
		struct lock want = *on.list.v[i];

		want.root = src;
		lock_add(&rq->site->locks, &want, rq->now);
	}
}

static void
move_whole(
    struct request *rq, struct node *src, struct node *parent, struct str name)
{
	time_t modified = src->modified;

	/* 7.6: a lock does not move with the resource. */
	if (!faulty(rq, FAULT_move_carries_locks))
		locks_drop(&rq->site->locks, src);
	if (faulty(rq, FAULT_move_without_dead))
		drop_dead(src);
	if (faulty(rq, FAULT_move_loses_type))
		node_set_text(&src->type, STR_NONE);
	if (faulty(rq, FAULT_move_new_creationdate))
		src->created = time(NULL) + 1;
	if (faulty(rq, FAULT_move_drags_locks))
		carry_locks(rq, src);
	store_move(rq->site->store, src, parent, name);
	if (varied(rq, VARIANT_move_keeps_date))
		src->modified = modified;
}

void
move_tree(struct request *rq, struct node *src, struct node *parent,
    struct str name, struct failure_list *failed)
{
	struct node_list held = {{0}};
	struct node *dst;

	if (lock_in_the_way(rq, src) != NULL &&
	    !faulty(rq, FAULT_lock_move_free)) {
		failure_add(rq, failed, src);
		if (!src->collection || !faulty(rq, FAULT_copy_enters_failed))
			return;
		*vec_add(&held.list, &rq->arena) = src;
	}
	nodes_in_the_way(rq, src, &held);
	if (held.list.n == 0 || faulty(rq, FAULT_lock_move_free)) {
		move_whole(rq, src, parent, name);
		return;
	}
	/* 9.9.2: what is not held moves; the ancestors of what is held
	 * exist on both sides then. */
	dst = store_add(rq->site->store, parent, name, true);
	copy_state(rq, src, dst);
	dst->created = src->created;
	for (size_t i = src->members; i-- > 0;)
		if (!faulty(rq, FAULT_copy_stops_at_failure) ||
		    failed->list.n == 0)
			move_tree(rq, src->member[i], dst, src->member[i]->name,
			    failed);
}
