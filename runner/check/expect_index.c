#include "check/expecting.h"

#include "base/vec.h"
#include "dav/href.h"

static int
ref_cmp(const void *p, const void *q)
{
	const struct response_ref *a = p, *b = q;
	int c = str_cmp(a->key, b->key);

	if (c != 0)
		return c;
	return (a->response->index > b->response->index) -
	       (a->response->index < b->response->index);
}

/* Of several hrefs of a response the one that has this key. */
static const struct dav_href *
href_with_key(const struct expect_input *in, const struct seen_response *seen,
    struct arena *scratch)
{
	const struct response *r = seen->response;

	for (size_t i = 1; i < r->n_hrefs; i++) {
		struct str url = href_resolve(
		    in->place->request_url, r->hrefs[i].text, scratch);

		if (str_eq(href_key(url, scratch), seen->key))
			return &r->hrefs[i];
	}
	return &r->hrefs[0];
}

struct response_index *
index_build(const struct expect_input *in, struct arena *a)
{
	struct response_index *index = arena_new(a, struct response_index);
	const struct observation *o = in->seen;
	struct arena scratch = {0};

	for (size_t i = 0; in->race == NULL && o != NULL && i < o->seen.n;
	     i++) {
		const struct seen_response *s = &o->seen.v[i];

		*vec_add(index, a) = (struct response_ref){
		    s->key, s->response, href_with_key(in, s, &scratch)};
	}
	arena_release(&scratch);
	if (index->n > 1)
		qsort(index->v, index->n, sizeof(*index->v), ref_cmp);
	return index;
}

static size_t
find_key(const struct response_index *index, struct str key, size_t *at)
{
	size_t lo = 0, hi = index->n, n = 0;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (str_cmp(index->v[mid].key, key) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	while (lo + n < index->n && str_eq(index->v[lo + n].key, key))
		n++;
	*at = lo;
	return n;
}

static bool
is_ascii(struct str url)
{
	for (size_t i = 0; i + 1 < url.n; i++)
		if (url.p[i] == '%' && url.p[i + 1] >= '8')
			return false;
	return true;
}

bool
is_other_form(const struct expecting *x, struct str url, struct str href)
{
	return !is_ascii(url) &&
	       href_compare(url, href_resolve(x->in->place->request_url, href,
				     x->env.arena)) == HREF_UNICODE;
}

const struct other_response *
index_other_form(const struct expecting *x, struct str url)
{
	const struct observation *o = x->in->seen;

	for (size_t i = 0; !is_ascii(url) && i < o->others.n; i++)
		if (is_other_form(x, url, o->others.v[i].href))
			return &o->others.v[i];
	return NULL;
}

size_t
index_find(const struct expecting *x, struct str url,
    const struct response_ref **first)
{
	const struct response_index *index = x->index;
	size_t at, n = find_key(index, href_key(url, x->env.arena), &at);

	*first = n > 0 ? &index->v[at] : NULL;
	for (size_t i = 0; n == 0 && !is_ascii(url) && i < index->n; i++)
		if (is_other_form(x, url, index->v[i].href->text)) {
			*first = &index->v[i];
			return 1;
		}
	return n;
}

struct str
path_url(const struct path *p, const struct place *place, struct arena *a)
{
	struct href h;

	switch (p->kind) {
	case PATH_SCRATCH:
		/* Without a scratch collection: below what was asked. */
		if (place->scratch.n == 0)
			return href_resolve(place->request_url,
			    href_encode_path(p->text, a), a);
		return arena_strf(a, "%.*s%.*s", STRF(place->scratch),
		    STRF(href_encode_path(p->text, a)));
	case PATH_RAW:
		h = href_split(p->text);
		if (href_form(&h) == HREF_ABSOLUTE_URI)
			return p->text;
		return arena_strf(
		    a, "%.*s%.*s", STRF(place->origin), STRF(p->text));
	case PATH_HREF:
		return href_resolve(place->request_url, p->text, a);
	case PATH_NONE:
		break;
	}
	return STR("");
}
