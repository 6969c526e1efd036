#include "refserver/request.h"

#include "refserver/xmlin.h"

/* Far more than any body of RFC 4918 needs. */
#define XML_BODY_MAX ((size_t)8 << 20)

bool
faulty(const struct request *rq, enum fault f)
{
	return fault_on(rq->site->faults, f);
}

bool
varied(const struct request *rq, enum variant v)
{
	return variant_on(rq->site->variants, v);
}

struct str
request_field(struct request *rq, const char *name)
{
	struct str found = STR_NONE;

	for (size_t i = 0; i < rq->headers.n; i++) {
		struct str v = rq->headers.v[i].value;

		if (!str_is_nocase(rq->headers.v[i].name, name) ||
		    (faulty(rq, FAULT_header_names_with_case) &&
			!str_is(rq->headers.v[i].name, name)))
			continue;
		found = found.p ? arena_strf(&rq->arena, "%.*s, %.*s",
				      STRF(found), STRF(v))
				: v;
	}
	return found.p ? str_trim(found) : found;
}

size_t
request_header_lines(const struct request *rq, const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < rq->headers.n; i++)
		n += str_is_nocase(rq->headers.v[i].name, name);
	return n;
}

enum depth
request_depth(struct request *rq)
{
	struct str d = request_field(rq, "Depth");

	if (d.p == NULL)
		return DEPTH_ABSENT;
	if (str_is(d, "0"))
		return DEPTH_0;
	if (str_is(d, "1"))
		return DEPTH_1;
	if (faulty(rq, FAULT_depth_with_case) ? str_is(d, "infinity")
					      : str_is_nocase(d, "infinity"))
		return DEPTH_INFINITY;
	return DEPTH_INVALID;
}

/* Type and charset of the Content-Type; nothing where they are absent. */
static struct str
media_type(struct request *rq, struct str *charset)
{
	struct str rest = request_field(rq, "Content-Type"), part, type;

	*charset = STR_NONE;
	if (!str_cut(&rest, ';', &type))
		return STR_NONE;
	while (str_cut(&rest, ';', &part)) {
		struct str p = str_trim(part);

		if (!str_eq_nocase(str_sub(p, 0, 8), STR("charset=")))
			continue;
		p = str_from_at(p, 8);
		if (p.n >= 2 && p.p[0] == '"' && p.p[p.n - 1] == '"')
			p = str_sub(p, 1, p.n - 2);
		*charset = p;
	}
	return str_trim(type);
}

bool
request_body_is_xml(struct request *rq)
{
	struct str charset, type = media_type(rq, &charset);

	if ((faulty(rq, FAULT_text_xml_refused) &&
		str_is_nocase(type, "text/xml")) ||
	    (faulty(rq, FAULT_application_xml_refused) &&
		str_is_nocase(type, "application/xml")))
		return false;
	/* RFC 4918 8.2: application/xml and text/xml are both accepted. */
	return type.p == NULL || str_is_nocase(type, "application/xml") ||
	       str_is_nocase(type, "text/xml") ||
	       (type.n > 4 &&
		   str_is_nocase(str_from_at(type, type.n - 4), "+xml"));
}

/* A processing instruction besides the XML declaration. */
static bool
has_instruction(struct str body)
{
	size_t at = str_find(body, STR("<?"));

	if (at == 0 && str_starts(body, STR("<?xml ")))
		at = 1 + str_find(str_from_at(body, 1), STR("<?"));
	return at < body.n;
}

static bool
has(struct str body, const char *text)
{
	return str_find(body, str_from(text)) < body.n;
}

bool
request_xml(struct request *rq, struct xmlin **out)
{
	struct str charset, body = {rq->body, rq->body_n};

	*out = NULL;
	if (body.n == 0)
		return true;
	if (!request_body_is_xml(rq)) {
		answer_refuse(rq, 415, "the body has to be XML");
		return false;
	}
	if (body.n > XML_BODY_MAX) {
		answer_refuse(rq, 413, "so much XML is not read");
		return false;
	}
	if ((faulty(rq, FAULT_utf16_refused) &&
		(memchr(body.p, '\0', body.n) != NULL)) ||
	    (faulty(rq, FAULT_instructions_refused) && has_instruction(body)) ||
	    (faulty(rq, FAULT_prefix_d_expected) && !has(body, "<D:")) ||
	    (faulty(rq, FAULT_empty_pair_refused) && has(body, "allprop></")) ||
	    (faulty(rq, FAULT_dtd_obeyed) && has(body, " (allprop)>") &&
		has(body, "<propname/>"))) {
		answer_refuse(rq, 400, "that XML is not liked");
		return false;
	}
	media_type(rq, &charset);
	switch (xmlin_parse(
	    body, charset, faulty(rq, FAULT_unbound_prefix_accepted), out)) {
	case XMLIN_OK:
		return true;
	case XMLIN_EXTERNAL:
		if (faulty(rq, FAULT_external_entity_accepted))
			answer_refuse(rq, 403, "external entity");
		else
			answer_condition(rq, 403, "no-external-entities");
		return false;
	case XMLIN_ENTITY:
		if (faulty(rq, FAULT_entities_500)) {
			answer_refuse(rq, 500, "out of memory");
			return false;
		}
		answer_refuse(rq, 400, "the body declares an entity");
		return false;
	case XMLIN_MALFORMED:
		break;
	}
	if (faulty(rq, FAULT_malformed_xml_accepted))
		return true;
	if (faulty(rq, FAULT_malformed_xml_500)) {
		answer_refuse(rq, 500, "unexpected end");
		return false;
	}
	answer_refuse(rq, 400, "the body is not well-formed XML");
	return false;
}

static void
path_of(struct buf *b, const struct node *n)
{
	if (n->parent == NULL) {
		buf_putc(b, '/');
		return;
	}
	path_of(b, n->parent);
	path_encode(b, n->name);
	if (n->collection)
		buf_putc(b, '/');
}

struct str
node_path(struct arena *a, const struct node *n)
{
	struct buf b;
	struct str s;

	buf_init(&b, (size_t)16 << 20);
	path_of(&b, n);
	s = arena_str(a, buf_view(&b));
	buf_release(&b);
	return s;
}

struct str
node_etag(struct request *rq, const struct node *n)
{
	const char *weak = varied(rq, VARIANT_weak_etags) ? "W/" : "";

	if (varied(rq, VARIANT_no_etags))
		return STR_NONE;
	if (faulty(rq, FAULT_etag_follows_size) && n->body)
		return arena_strf(
		    &rq->arena, "%s\"size-%zu\"", weak, n->body->n);
	if (faulty(rq, FAULT_etag_reused))
		return arena_strf(
		    &rq->arena, "%s\"%lld\"", weak, (long long)n->modified);
	if (varied(rq, VARIANT_coarse_etags))
		return arena_strf(&rq->arena, "%s\"%lld-%zu\"",
		    n->modified == time(NULL) ? "W/" : weak,
		    (long long)n->modified, n->body ? n->body->n : 0);
	return arena_strf(
	    &rq->arena, "%s\"%llx\"", weak, (unsigned long long)n->serial);
}

time_t
node_modified(const struct request *rq, const struct node *n)
{
	if (faulty(rq, FAULT_last_modified_constant))
		return 784111777;
	if (faulty(rq, FAULT_last_modified_frozen))
		return n->created;
	if (faulty(rq, FAULT_last_modified_ahead))
		return n->modified + 3600;
	return n->modified;
}

struct node *
request_parent(struct request *rq, const struct path *path)
{
	struct node *n;

	if (path->seg.n == 0 || path->seg.v[path->seg.n - 1].n == 0)
		return NULL;
	n = store_find_n(rq->site->store, path, path->seg.n - 1);
	return n != NULL && n->collection ? n : NULL;
}

bool
is_under_file(struct request *rq, const struct path *path)
{
	const struct node *n;

	if (path->seg.n < 2)
		return false;
	n = store_find_n(rq->site->store, path, path->seg.n - 1);
	return n != NULL && !n->collection;
}

void
make_parents(struct request *rq, const struct path *path)
{
	struct node *at = store_root(rq->site->store);

	for (size_t i = 0; i + 1 < path->seg.n && at->collection; i++) {
		struct node *next = node_member(at, path->seg.v[i]);

		at = next
			 ? next
			 : store_add(rq->site->store, at, path->seg.v[i], true);
	}
}
