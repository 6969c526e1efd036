#include "refserver/method.h"

#include "refserver/area.h"
#include "refserver/guard.h"
#include "refserver/httpdate.h"

static bool
body_is_storable(struct request *rq)
{
	struct str coding = request_field(rq, "Content-Encoding");

	/* RFC 9110 14.5: a part must not be stored as the whole. */
	if (request_field(rq, "Content-Range").p != NULL &&
	    !faulty(rq, FAULT_put_accepts_content_range)) {
		answer_refuse(rq, 400, "PUT of a part is not supported");
		return false;
	}
	if (coding.p != NULL && !str_is_nocase(coding, "identity") &&
	    !varied(rq, VARIANT_any_coding)) {
		answer_refuse(rq, 415, "no content coding is supported");
		answer_header(rq, "Accept-Encoding", "identity");
		return false;
	}
	return true;
}

/* The parent of a new resource, or NULL and answered. */
static struct node *
new_parent(struct request *rq)
{
	struct node *parent;

	if (faulty(rq, FAULT_put_makes_parents))
		make_parents(rq, &rq->path);
	parent = request_parent(rq, &rq->path);
	if (parent == NULL && faulty(rq, FAULT_put_under_file_201) &&
	    is_under_file(rq, &rq->path)) {
		answer_code(rq, 201);
		return NULL;
	}
	if (parent == NULL || rq->path.slash) {
		answer_refuse(rq, 409,
		    parent == NULL ? "there is no such parent collection"
				   : "a file's URL does not end in a slash");
		return NULL;
	}
	if (!guard_nesting(rq, rq->path.seg.n))
		return NULL;
	return parent;
}

static void
store_headers(struct request *rq, struct node *n)
{
	struct str type = request_field(rq, "Content-Type");
	struct str language = request_field(rq, "Content-Language");

	if (!varied(rq, VARIANT_no_content_type) && type.n > 0)
		node_set_text(&n->type, type);
	if (language.n > 0 && !varied(rq, VARIANT_few_properties))
		node_set_text(&n->language, language);
	/* The fault: any field of PUT comes back with GET. */
	if (faulty(rq, FAULT_put_stores_fields))
		node_set_text(&n->odd, request_field(rq, "X-Davproof-Odd"));
}

/* The fault: line breaks of XML become what a parser makes of them. */
static void
drop_returns(struct request *rq)
{
	size_t n = 0;

	for (size_t i = 0; i < rq->body_n; i++)
		if (rq->body[i] != '\r')
			rq->body[n++] = rq->body[i];
	rq->body_n = n;
}

/* The fault: the same content once more. */
static void
append_same(struct request *rq, const struct node *n)
{
	size_t size = rq->body_n;

	if (size == 0 || size != n->body->n ||
	    memcmp(rq->body, n->body->p, size) != 0)
		return;
	rq->body = xrealloc(rq->body, 2 * size);
	memcpy(rq->body + size, n->body->p, size);
	rq->body_n = rq->body_cap = 2 * size;
}

static void
store_content(struct request *rq, struct node *n)
{
	struct blob *blob;

	if (faulty(rq, FAULT_put_again_appends))
		append_same(rq, n);
	if (faulty(rq, FAULT_put_mends_xml) && request_body_is_xml(rq))
		drop_returns(rq);
	blob = blob_take(rq->body, rq->body_n);
	rq->body = NULL;
	/* The fault: the content is written into what copies share. */
	if (faulty(rq, FAULT_copy_shares) && n->body->refs > 1) {
		free(n->body->p);
		n->body->p = blob->p;
		n->body->n = blob->n;
		blob->p = NULL;
		blob_unref(blob);
		store_touch(rq->site->store, n);
		return;
	}
	store_set_body(rq->site->store, n, blob);
}

static void
tell_validators(struct request *rq, const struct node *n)
{
	struct str etag = node_etag(rq, n);

	if (faulty(rq, FAULT_put_wrong_etag))
		etag = STR("\"put\"");
	if (etag.p != NULL && !varied(rq, VARIANT_put_without_etag))
		answer_header(rq, "ETag", "%.*s", STRF(etag));
}

static void
put_new(struct request *rq)
{
	struct node *parent = new_parent(rq), *n;

	if (parent == NULL || !guard_rights(rq, parent) || !guard_if(rq))
		return;
	if (!faulty(rq, FAULT_lock_new_member_free) && !guard_lock(rq, parent))
		return;
	if (!guard_conditions(rq, NULL) || !guard_space(rq, parent, rq->body_n))
		return;
	n = store_add(
	    rq->site->store, parent, rq->path.seg.v[rq->path.seg.n - 1], false);
	store_content(rq, n);
	store_headers(rq, n);
	if (rq->site->ghost_path != NULL &&
	    str_is(node_path(&rq->arena, n), rq->site->ghost_path)) {
		rq->site->ghost.root = n;
		lock_add(&rq->site->locks, &rq->site->ghost, rq->now);
	}
	answer_code(rq, faulty(rq, FAULT_put_create_204) ? 204 : 201);
	tell_validators(rq, n);
}

static void
put_over(struct request *rq)
{
	struct node *n = rq->node;
	size_t more = rq->body_n > n->body->n ? rq->body_n - n->body->n : 0;

	if (!guard_rights(rq, n) || !guard_if(rq))
		return;
	if (!faulty(rq, FAULT_lock_content_free) && !guard_lock(rq, n))
		return;
	if (!guard_conditions(rq, n) || !guard_space(rq, n, more))
		return;
	if (!(n->made_by_lock && faulty(rq, FAULT_lock_made_stays_empty)) &&
	    !faulty(rq, FAULT_put_stores_nothing) &&
	    !(faulty(rq, FAULT_put_empty_ignored) && rq->body_n == 0)) {
		store_content(rq, n);
		store_headers(rq, n);
	}
	if (faulty(rq, FAULT_put_drops_properties))
		propset_release(&n->props);
	if (faulty(rq, FAULT_put_replace_201))
		answer_code(rq, 201);
	else
		answer_done(rq);
	tell_validators(rq, n);
}

/* The fault: Content-Location is taken for the target. */
static struct node *
go_elsewhere(struct request *rq, struct node *at)
{
	struct str url = request_field(rq, "Content-Location"), authority;
	struct path path;

	if (url.p == NULL || !path_parse(&rq->arena, url, &path, &authority))
		return at;
	rq->path = path;
	rq->node = store_find(rq->site->store, &path);
	return store_find_n(rq->site->store, &path, path.seg.n);
}

void
method_put(struct request *rq)
{
	struct node *at =
	    store_find_n(rq->site->store, &rq->path, rq->path.seg.n);

	if (faulty(rq, FAULT_put_obeys_content_location))
		at = go_elsewhere(rq, at);
	if (!body_is_storable(rq) || !area_takes_content(rq))
		return;
	if (rq->node == NULL && at == NULL)
		put_new(rq);
	else if (rq->node == NULL)
		answer_refuse(rq, 409, "a file's URL does not end in a slash");
	else if (rq->node->collection &&
		 faulty(rq, FAULT_lock_collection_body_free))
		answer_code(rq, 204);
	else if (rq->node->collection && varied(rq, VARIANT_put_collection_409))
		answer_refuse(rq, 409, "there is a collection");
	else if (rq->node->collection)
		answer_not_allowed(rq);
	else
		put_over(rq);
}
