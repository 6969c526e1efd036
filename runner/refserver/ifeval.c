#include "refserver/ifeval.h"

static struct str
without_default_port(struct str authority)
{
	if (authority.n > 3 &&
	    str_is(str_from_at(authority, authority.n - 3), ":80"))
		return str_sub(authority, 0, authority.n - 3);
	return authority;
}

bool
is_own_authority(struct request *rq, struct str authority)
{
	const char *const names[] = {"127.0.0.1", "localhost"};

	if (str_eq_nocase(without_default_port(authority),
		without_default_port(rq->authority)))
		return true;
	for (size_t i = 0; i < countof(names); i++)
		if (str_eq_nocase(authority, arena_strf(&rq->arena, "%s:%u",
						 names[i], rq->site->port)))
			return true;
	return false;
}

struct node *
if_resource(struct request *rq, const struct if_list *list)
{
	struct str authority;
	struct path path;

	if (list->tag.p == NULL && faulty(rq, FAULT_if_untagged_elsewhere) &&
	    path_parse(&rq->arena, request_field(rq, "Destination"), &path,
		&authority))
		return store_find(rq->site->store, &path);
	if (list->tag.p == NULL || faulty(rq, FAULT_if_tag_ignored))
		return rq->node;
	if (!path_parse(&rq->arena, list->tag, &path, &authority))
		return NULL;
	if (authority.p != NULL && !is_own_authority(rq, authority))
		return NULL;
	return store_find(rq->site->store, &path);
}

static bool
token_true(struct request *rq, const struct node *n, struct str token)
{
	struct lock_list on = {{0}};

	if (faulty(rq, FAULT_if_no_lock_matches) &&
	    str_is(token, "DAV:no-lock"))
		return true;
	locks_on(&rq->site->locks, n, &rq->arena, &on);
	for (size_t i = 0; i < on.list.n; i++) {
		struct lock *l = on.list.v[i];

		if (faulty(rq, FAULT_if_root_only) && l->root != n)
			continue;
		if (faulty(rq, FAULT_if_token_anywhere) ||
		    str_is(token, l->token))
			return true;
	}
	return false;
}

static bool
condition_true(
    struct request *rq, const struct node *n, const struct if_condition *c)
{
	bool holds;

	/* 10.4.4: an unmapped URL has no state, so nothing matches it. */
	if (n == NULL)
		holds = faulty(rq, FAULT_if_unmapped_true);
	else if (c->is_etag && faulty(rq, FAULT_if_etag_false))
		holds = false;
	else if (c->is_etag)
		holds = etag_equal_weak(node_etag(rq, n), c->value);
	else
		holds = token_true(rq, n, c->value);
	return c->not &&!faulty(rq, FAULT_if_not_ignored) ? !holds : holds;
}

static bool
list_true(struct request *rq, const struct if_list *list)
{
	const struct node *n = if_resource(rq, list);
	size_t held = 0;

	for (size_t i = 0; i < list->conditions.n; i++)
		held += condition_true(rq, n, &list->conditions.v[i]);
	return faulty(rq, FAULT_if_any_condition) ? held > 0
						  : held == list->conditions.n;
}

bool
if_true(struct request *rq)
{
	size_t n = rq->cond.lists.n;

	if (!rq->has_if || faulty(rq, FAULT_if_ignored))
		return true;
	if (faulty(rq, FAULT_if_first_list_only))
		n = 1;
	for (size_t i = 0; i < n; i++)
		if (list_true(rq, &rq->cond.lists.v[i]))
			return true;
	return false;
}

bool
if_submits(struct request *rq, const struct lock *l)
{
	struct str field = request_field(rq, "Lock-Token");

	if (faulty(rq, FAULT_lock_token_submits) && field.n > 2 &&
	    str_is(str_sub(field, 1, field.n - 2), l->token))
		return true;
	if (!rq->has_if)
		return false;
	for (size_t i = 0; i < rq->cond.lists.n; i++) {
		const struct if_list *list = &rq->cond.lists.v[i];

		if ((faulty(rq, FAULT_if_true_list_submits) &&
			!list_true(rq, list)) ||
		    (faulty(rq, FAULT_if_tagged_submits_not) &&
			list->tag.p != NULL))
			continue;
		for (size_t k = 0; k < list->conditions.n; k++)
			if (!list->conditions.v[k].is_etag &&
			    str_is(list->conditions.v[k].value, l->token))
				return true;
	}
	return false;
}
