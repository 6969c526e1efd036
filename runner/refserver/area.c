#include "refserver/area.h"

bool
area_has(const struct path *path, const char *area)
{
	return path->seg.n > 0 && str_is(path->seg.v[0], area);
}

bool
area_is_secret(struct prop_name p)
{
	return str_is(p.ns, "urn:davproof:reference") &&
	       str_is(p.name, "secret");
}

bool
area_takes_content(struct request *rq)
{
	struct str type = request_field(rq, "Content-Type");

	if (!area_has(&rq->path, "picky") ||
	    str_eq_nocase(str_sub(type, 0, 5), STR("text/")))
		return true;
	answer_refuse(rq, faulty(rq, FAULT_inconsistent_403) ? 403 : 415,
	    "only text is taken here");
	return false;
}

void
area_post(struct request *rq)
{
	struct str slug = request_field(rq, "Slug");
	struct str name = slug.n > 0 ? slug : STR("posted");
	struct node *n = node_member(rq->node, name);

	if (n == NULL)
		n = store_add(rq->site->store, rq->node, name, false);
	store_set_body(rq->site->store, n, blob_take(rq->body, rq->body_n));
	rq->body = NULL;
	answer_code(rq, 201);
	if (!faulty(rq, FAULT_post_without_location))
		answer_header(
		    rq, "Location", "%.*s", STRF(node_path(&rq->arena, n)));
}
