#include "refserver/locking.h"

#include "refserver/xmlin.h"

#define SECONDS_USUAL 3600
#define SECONDS_MAX ((uint64_t)7 * 24 * 3600)
#define SECONDS_SHORT 180

static uint64_t
grantable(const struct request *rq, uint64_t seconds)
{
	uint64_t most =
	    varied(rq, VARIANT_short_timeout) ? SECONDS_SHORT : SECONDS_MAX;

	if (varied(rq, VARIANT_infinite_timeout))
		return 0;
	if (seconds == 0)
		return 1;
	return seconds < most ? seconds : most;
}

/* Section 10.7: a list, the one liked best first; the first legal counts. */
uint64_t
lock_seconds(struct request *rq, uint64_t usual)
{
	struct str rest = request_field(rq, "Timeout"), part;
	uint64_t n;

	while (str_cut(&rest, ',', &part)) {
		part = str_trim(part);
		if (str_is_nocase(part, "Infinite"))
			return grantable(rq, SECONDS_MAX);
		if (str_eq_nocase(str_sub(part, 0, 7), STR("Second-")) &&
		    str_to_u64(str_from_at(part, 7), &n))
			return grantable(rq, n);
	}
	return grantable(rq, usual);
}

/* 14.13: exactly one of the two; 14.15: write. */
static bool
read_lockinfo(
    struct request *rq, const struct _xmlNode *root, struct lock_request *out)
{
	const struct _xmlNode *scope, *type, *owner;
	struct dom_keep keep = {
	    .no_elements = faulty(rq, FAULT_lock_owner_text_only),
	    .no_lang = faulty(rq, FAULT_lock_owner_without_lang),
	    .no_inherited_lang = faulty(rq, FAULT_lock_owner_without_lang),
	    .no_default = varied(rq, VARIANT_default_namespace)};
	bool exclusive, shared;

	if (!dom_is(root, "lockinfo"))
		return false;
	scope = dom_child(root, "lockscope");
	type = dom_child(root, "locktype");
	owner = dom_child(root, "owner");
	if (scope == NULL || type == NULL || dom_child(type, "write") == NULL)
		return false;
	if ((owner == NULL && faulty(rq, FAULT_lock_owner_required)) ||
	    (faulty(rq, FAULT_element_order_counts) &&
		dom_first(root) != scope))
		return false;
	exclusive = dom_child(scope, "exclusive") != NULL;
	shared = dom_child(scope, "shared") != NULL;
	if (exclusive == shared)
		return false;
	out->exclusive = exclusive;
	if (owner != NULL)
		out->owner = dom_fragment(&rq->arena, owner, &keep);
	return true;
}

bool
lock_request_read(
    struct request *rq, const struct _xmlNode *root, struct lock_request *out)
{
	enum depth depth = request_depth(rq);

	*out = (struct lock_request){.exclusive = true, .owner = STR_NONE};
	if (root != NULL && !read_lockinfo(rq, root, out)) {
		if (faulty(rq, FAULT_lockinfo_incomplete_200)) {
			answer_code(rq, 200);
			return false;
		}
		answer_senseless(
		    rq, "the body is no lockinfo with a scope and a type");
		return false;
	}
	if (faulty(rq, FAULT_lock_scope_ignored))
		out->exclusive = true;
	if (depth == DEPTH_INVALID ||
	    (depth == DEPTH_1 && !faulty(rq, FAULT_lock_any_depth))) {
		answer_refuse(rq, 400, "Depth is 0 or infinity");
		return false;
	}
	if (!out->exclusive && varied(rq, VARIANT_no_shared_locks)) {
		answer_refuse(rq, 403, "there are no shared locks");
		return false;
	}
	out->infinite =
	    depth != DEPTH_0 || faulty(rq, FAULT_lock_depth_0_covers_members);
	if (faulty(rq, FAULT_lock_depth_0_always) ||
	    (depth == DEPTH_ABSENT && faulty(rq, FAULT_lock_no_depth_is_0)))
		out->infinite = false;
	out->seconds = lock_seconds(rq, SECONDS_USUAL);
	return true;
}

/* Section 9.10.5: only shared locks stand beside each other. */
static bool
goes_with(
    struct request *rq, const struct lock_request *want, const struct lock *l)
{
	if (want->exclusive && !l->exclusive &&
	    faulty(rq, FAULT_lock_shared_exclusive))
		return true;
	if (l->exclusive && faulty(rq, FAULT_lock_second_exclusive))
		return true;
	return !want->exclusive && !l->exclusive;
}

static void
add_root(struct request *rq, struct node_list *out, struct node *root)
{
	for (size_t i = 0; i < out->list.n; i++)
		if (out->list.v[i] == root)
			return;
	*vec_add(&out->list, &rq->arena) = root;
}

void
lock_conflicts(struct request *rq, const struct lock_request *want,
    const struct node *n, const struct node *parent, struct node_list *out)
{
	struct lock_list on = {{0}};
	bool direct = faulty(rq, FAULT_lock_indirect_conflict);

	locks_on(&rq->site->locks, n != NULL ? n : parent, &rq->arena, &on);
	for (size_t i = 0; i < on.list.n; i++) {
		struct lock *l = on.list.v[i];

		if ((n == NULL && !l->infinite) || (direct && l->root != n) ||
		    goes_with(rq, want, l))
			continue;
		add_root(rq, out, l->root);
	}
}

void
lock_conflicts_below(struct request *rq, const struct lock_request *want,
    const struct node *n, struct node_list *out)
{
	struct lock_list below = {{0}};

	if (faulty(rq, FAULT_lock_indirect_conflict))
		return;
	locks_below(&rq->site->locks, n, &rq->arena, &below);
	for (size_t i = 0; i < below.list.n; i++)
		if (!goes_with(rq, want, below.list.v[i]))
			add_root(rq, out, below.list.v[i]->root);
}

struct lock *
lock_grant(struct request *rq, const struct lock_request *want, struct node *n)
{
	struct lock l = {
	    .root = n,
	    .exclusive = want->exclusive,
	    .infinite = want->infinite,
	    .seconds = want->seconds,
	    .user = arena_printf(&rq->arena, "%.*s", STRF(rq->user)),
	};

	if (want->owner.p != NULL)
		l.owner = arena_printf(&rq->arena, "%.*s", STRF(want->owner));
	lock_token_new(l.token,
	    varied(rq, VARIANT_opaque_tokens) ? "opaquelocktoken:"
	    : varied(rq, VARIANT_token_urls)  ? "http://127.0.0.1/locks/"
					      : "urn:uuid:");
	if (faulty(rq, FAULT_lock_token_reused))
		snprintf(l.token, sizeof(l.token),
		    "urn:uuid:8a1f6c3e-5f0d-4d0b-9f4e-7a2b1c3d4e5f");
	if (faulty(rq, FAULT_lock_token_no_uuid))
		memcpy(l.token + strlen("urn:uuid:"), "lock", 4);
	if (faulty(rq, FAULT_lock_scope_frozen))
		l.newest = store_newest(rq->site->store);
	return lock_add(&rq->site->locks, &l, rq->now);
}

bool
if_single_token(struct request *rq, struct str *token)
{
	*token = STR_NONE;
	for (size_t i = 0; rq->has_if && i < rq->cond.lists.n; i++) {
		const struct if_list *l = &rq->cond.lists.v[i];

		for (size_t k = 0; k < l->conditions.n; k++) {
			const struct if_condition *c = &l->conditions.v[k];

			if (c->is_etag || c->not )
				continue;
			if (token->p != NULL && !str_eq(*token, c->value))
				return false;
			*token = c->value;
		}
	}
	return token->p != NULL;
}
