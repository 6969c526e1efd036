#include "check/walk.h"

#include "base/vec.h"

/* What of a response is kept for those who ask later. */

#define KEPT_ALL 10000

static bool
is_wanted(const struct observation *o, struct str key)
{
	if (o->want_all && o->seen.n < KEPT_ALL)
		return true;
	for (size_t i = 0; i < o->wanted.n; i++)
		if (str_eq(o->wanted.v[i], key))
			return true;
	return false;
}

static int
worst_of(const struct response *r)
{
	int worst = r->status.code;

	for (size_t i = 0; i < r->n_propstats; i++)
		if (r->propstats[i].status.code > worst)
			worst = r->propstats[i].status.code;
	return worst;
}

static void
note_other(
    struct observation *o, const struct response *r, const struct dav_href *h)
{
	const struct xml_node *at = h != NULL ? h->node : r->node;

	o->n_others++;
	if (o->others.n >= OTHERS_KEPT || o->others_bytes > OTHERS_BYTES)
		return;
	o->others_bytes += h != NULL ? h->text.n : 0;
	*vec_add(&o->others, o->arena) = (struct other_response){
	    .href = arena_str(o->arena, h != NULL ? h->text : STR("")),
	    .status = r->status.code,
	    .worst = worst_of(r),
	    .line = at->line,
	    .col = at->col,
	};
}

/* Nothing where nobody wants any. */
static struct str
key_if_wanted(struct judge *j, const struct dav_href *h)
{
	const struct observation *o = j->seen;

	if (!o->want_all && o->wanted.n == 0)
		return STR_NONE;
	return href_key(
	    href_resolve(j->context->url, h->text, &j->part), &j->part);
}

void
walk_observe(struct judge *j, const struct response *r)
{
	struct observation *o = j->seen;
	const struct response *copy = NULL;
	size_t before;

	o->n_responses++;
	if (r->n_hrefs == 0)
		note_other(o, r, NULL);
	for (size_t i = 0; i < r->n_hrefs; i++) {
		struct str key = key_if_wanted(j, &r->hrefs[i]);

		if (!key.p || !is_wanted(o, key) ||
		    o->seen_bytes > SEEN_BYTES) {
			note_other(o, r, &r->hrefs[i]);
			continue;
		}
		before = o->arena->used;
		if (copy == NULL)
			copy = response_copy(r, o->arena);
		*vec_add(&o->seen, o->arena) = (struct seen_response){
		    .response = copy,
		    .key = arena_str(o->arena, key),
		};
		o->seen_bytes += o->arena->used - before;
	}
}
