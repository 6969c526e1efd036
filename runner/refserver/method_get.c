#include "refserver/method.h"

#include "refserver/area.h"
#include "refserver/guard.h"
#include "refserver/httpdate.h"
#include "refserver/precondition.h"
#include "refserver/props.h"

#define RANGES_MAX 32

struct range {
	size_t first, last;
};

/* What a byte-range-set selects of a representation. */
struct ranges {
	struct range v[RANGES_MAX];
	size_t n;
	bool valid; /* the field obeys the grammar; else it is ignored */
};

void
method_options(struct request *rq)
{
	if (faulty(rq, FAULT_conditions_for_options) &&
	    !guard_conditions(rq, rq->node))
		return;
	if (faulty(rq, FAULT_options_star_404) && str_is(rq->target, "*")) {
		answer_refuse(rq, 404, "there is no such resource");
		return;
	}
	if (faulty(rq, FAULT_options_creates) && rq->node == NULL &&
	    request_parent(rq, &rq->path) != NULL)
		store_add(rq->site->store, request_parent(rq, &rq->path),
		    rq->path.seg.v[rq->path.seg.n - 1], false);
	answer_code(rq, 200);
	if (!faulty(rq, FAULT_options_without_allow))
		answer_header(rq, "Allow", "%s",
		    str_is(rq->target, "*")
			? "OPTIONS, GET, HEAD, PUT, DELETE, MKCOL, PROPFIND, "
			  "PROPPATCH, COPY, MOVE, LOCK, UNLOCK"
			: allowed_methods(rq));
	if (faulty(rq, FAULT_options_without_dav) ||
	    (area_has(&rq->path, "json") && !faulty(rq, FAULT_dav_on_others)))
		return;
	if (faulty(rq, FAULT_options_without_class_1))
		answer_header(rq, "DAV", "2, 3");
	else if (faulty(rq, FAULT_bind_for_collections) && rq->node != NULL &&
		 rq->node->collection)
		answer_header(rq, "DAV", "1, 2, 3, bind");
	else
		answer_header(rq, "DAV", "%s",
		    varied(rq, VARIANT_class_1) ? "1, 3" : "1, 2, 3");
	if (rq->node != NULL)
		answer_collection_url(rq);
}

/* "first-", "first-last" or "-suffix"; what lies beyond the end is left out. */
static bool
add_range(struct str spec, size_t size, struct ranges *out)
{
	size_t dash = str_index(spec, '-');
	uint64_t first = 0, last = UINT64_MAX, suffix;
	struct str a = str_sub(spec, 0, dash), b = str_from_at(spec, dash + 1);

	if (dash == spec.n || out->n == RANGES_MAX)
		return false;
	if (a.n == 0) {
		if (!str_to_u64(b, &suffix))
			return false;
		if (suffix == 0 || size == 0)
			return true;
		first = suffix < size ? size - suffix : 0;
	} else if (!str_to_u64(a, &first) ||
		   (b.n > 0 && (!str_to_u64(b, &last) || last < first))) {
		return false;
	}
	if (first >= size)
		return true;
	if (last >= size)
		last = size - 1;
	out->v[out->n++] = (struct range){(size_t)first, (size_t)last};
	return true;
}

static struct ranges
parse_ranges(struct str field, size_t size)
{
	struct ranges out = {.n = 0};
	struct str rest, part;

	if (!str_eq_nocase(str_sub(field, 0, 6), STR("bytes=")))
		return out;
	rest = str_from_at(field, 6);
	out.valid = true;
	while (str_cut(&rest, ',', &part)) {
		part = str_trim(part);
		if (part.n > 0 && !add_range(part, size, &out))
			out.valid = false;
	}
	return out;
}

static void
send_part(struct request *rq, struct blob *blob, struct range r)
{
	struct answer *an = &rq->answer;

	an->blob = blob_ref(blob);
	an->from = r.first;
	an->n = r.last - r.first + 1;
	if (faulty(rq, FAULT_range_off_by_one) && r.last + 1 < blob->n)
		an->n++;
	answer_code(rq, 206);
	answer_header(
	    rq, "Content-Range", "bytes %zu-%zu/%zu", r.first, r.last, blob->n);
}

/* RFC 9110 14.6: several ranges, each with a header of its own. */
static void
send_multipart(struct request *rq, const struct blob *blob,
    const struct ranges *ranges, const char *type)
{
	const char *boundary = "davproof-part-4b1e7c9a2f";
	struct buf *b = &rq->answer.body;

	for (size_t i = 0; i < ranges->n; i++) {
		struct range r = ranges->v[i];

		buf_printf(b, "\r\n--%s\r\n", boundary);
		if (type != NULL)
			buf_printf(b, "Content-Type: %s\r\n", type);
		buf_printf(b, "Content-Range: bytes %zu-%zu/%zu\r\n\r\n",
		    r.first, r.last, blob->n);
		buf_add(b, blob->p + r.first, r.last - r.first + 1);
	}
	buf_printf(b, "\r\n--%s--\r\n", boundary);
	answer_code(rq, 206);
	if (faulty(rq, FAULT_range_multipart_header))
		answer_header(rq, "Content-Range", "bytes %zu-%zu/%zu",
		    ranges->v[0].first, ranges->v[0].last, blob->n);
	answer_header(
	    rq, "Content-Type", "multipart/byteranges; boundary=%s", boundary);
}

static void
send_whole(struct request *rq, struct blob *blob, const char *type)
{
	struct answer *an = &rq->answer;

	answer_code(rq, 200);
	if (type != NULL)
		answer_header(rq, "Content-Type", "%s", type);
	an->blob = blob_ref(blob);
	an->from = 0;
	an->n = blob->n;
	if (faulty(rq, FAULT_get_half_body))
		an->n = blob->n / 2;
	if (faulty(rq, FAULT_get_empty_body))
		an->n = 0;
}

/* The fault: seven bytes that nobody stored. */
static void
send_other(struct request *rq)
{
	blob_unref(rq->answer.blob);
	rq->answer.blob = blob_take(xstrdup("another"), 7);
	rq->answer.from = 0;
	rq->answer.n = 7;
}

static void
send_blob(struct request *rq, struct blob *blob, const char *type)
{
	struct str field = request_field(rq, "Range");
	struct ranges r = {.n = 0};

	/* RFC 9110 14.2: Range is for GET only. */
	if (field.p != NULL && !faulty(rq, FAULT_range_ignored) &&
	    !(faulty(rq, FAULT_if_range_never) &&
		request_field(rq, "If-Range").p != NULL) &&
	    (str_is(rq->method, "GET") || faulty(rq, FAULT_range_for_head)) &&
	    !varied(rq, VARIANT_no_ranges) && precondition_range(rq, rq->node))
		r = parse_ranges(field, blob->n);
	if (field.p != NULL && !r.valid &&
	    faulty(rq, FAULT_range_unknown_unit_400)) {
		answer_refuse(rq, 400, "ranges are counted in bytes");
		return;
	}
	if (!r.valid || (r.n == 0 && faulty(rq, FAULT_range_416_as_200))) {
		send_whole(rq, blob, type);
	} else if (r.n == 0) {
		answer_refuse(rq, 416, "the range lies beyond the end");
		answer_header(rq, "Content-Range", "bytes */%zu", blob->n);
	} else if (r.n == 1) {
		if (type != NULL)
			answer_header(rq, "Content-Type", "%s", type);
		send_part(rq, blob, r.v[0]);
	} else {
		send_multipart(rq, blob, &r, type);
	}
}

/* The content of GET, a reference of its own. */
static struct blob *
representation(struct request *rq)
{
	struct buf b;

	if (rq->node->made_by_lock && faulty(rq, FAULT_lock_made_has_text))
		return blob_take(xstrdup("locked\n"), 7);
	if (!rq->node->collection)
		return blob_ref(rq->node->body);
	buf_init(&b, (size_t)64 << 20);
	collection_listing(rq, rq->node, &b);
	return blob_take(b.p, b.n);
}

static const char *
type_of(const struct request *rq)
{
	if (rq->node->collection)
		return "text/html; charset=utf-8";
	if (rq->node->type == NULL && varied(rq, VARIANT_default_content_type))
		return "application/octet-stream";
	return rq->node->type;
}

static void
send_validators(struct request *rq)
{
	struct str etag = node_etag(rq, rq->node);
	char date[HTTPDATE_MAX];

	if (faulty(rq, FAULT_get_without_validators) ||
	    (faulty(rq, FAULT_head_fewer_fields) && str_is(rq->method, "HEAD")))
		return;
	if (faulty(rq, FAULT_range_without_etag) && rq->answer.status == 206)
		etag = STR_NONE;
	httpdate_write(node_modified(rq, rq->node), HTTPDATE_IMF, date);
	if (!varied(rq, VARIANT_no_last_modified))
		answer_header(rq, "Last-Modified", "%s", date);
	if (etag.p != NULL)
		answer_header(rq, "ETag", "%s%.*s",
		    faulty(rq, FAULT_get_etag_weak) ? "W/" : "", STRF(etag));
	if (!varied(rq, VARIANT_no_ranges))
		answer_header(rq, "Accept-Ranges", "bytes");
	answer_collection_url(rq);
}

void
method_get(struct request *rq)
{
	struct node *n = rq->node;
	struct blob *blob;

	if (n == NULL && faulty(rq, FAULT_get_unmapped_200)) {
		answer_code(rq, 200);
		return;
	}
	if (!method_needs_resource(rq))
		return;
	if (faulty(rq, FAULT_get_changes_etag))
		store_touch(rq->site->store, n);
	if (faulty(rq, FAULT_if_range_alone_412) &&
	    request_field(rq, "Range").p == NULL &&
	    request_field(rq, "If-Range").p != NULL) {
		answer_refuse(rq, 412, "If-Range without Range");
		return;
	}
	if (n->collection && varied(rq, VARIANT_get_collection_405)) {
		answer_not_allowed(rq);
		return;
	}
	if (!faulty(rq, FAULT_if_ignored_by_reads) && !guard_if(rq))
		return;
	if (faulty(rq, FAULT_lock_reads_refused) && !guard_lock(rq, n))
		return;
	blob = representation(rq);
	if (guard_conditions(rq, n)) {
		send_blob(rq, blob, type_of(rq));
		if (n->odd != NULL)
			answer_header(rq, "X-Davproof-Odd", "%s", n->odd);
		if (faulty(rq, FAULT_coding_without_vary) &&
		    request_field(rq, "Accept-Encoding").p != NULL)
			answer_header(rq, "Content-Encoding", "identity");
		if (faulty(rq, FAULT_head_other_length) &&
		    str_is(rq->method, "HEAD"))
			send_other(rq);
		if (n->language != NULL)
			answer_header(
			    rq, "Content-Language", "%s", n->language);
	} else if (rq->answer.status == 304) {
		/* Not sent, but its length is that of the 200 (RFC 9110
		 * 8.6). */
		rq->answer.blob = blob_ref(blob);
		rq->answer.n = blob->n;
		if (faulty(rq, FAULT_not_modified_length))
			rq->answer.n = blob->n / 2;
	}
	blob_unref(blob);
	if (rq->answer.status < 400)
		send_validators(rq);
}
