#include "refserver/answer.h"

#include "refserver/request.h"
#include "refserver/vary.h"

#define BODY_MAX ((size_t)1 << 30)

void
answer_init(struct answer *an)
{
	*an = (struct answer){0};
	buf_init(&an->body, BODY_MAX);
}

void
answer_release(struct answer *an)
{
	buf_release(&an->body);
	blob_unref(an->blob);
	an->blob = NULL;
}

void
answer_header(struct request *rq, const char *name, const char *fmt, ...)
{
	struct header *h = vec_add(&rq->answer.headers, &rq->arena);
	va_list ap;

	va_start(ap, fmt);
	h->name = str_from(name);
	h->value = str_from(arena_vprintf(&rq->arena, fmt, ap));
	va_end(ap);
}

void
answer_code(struct request *rq, unsigned status)
{
	rq->answer.status = status;
}

void
answer_done(struct request *rq)
{
	if (!varied(rq, VARIANT_status_200)) {
		answer_code(rq, 204);
		return;
	}
	answer_code(rq, 200);
	answer_header(rq, "Content-Type", "text/plain; charset=utf-8");
	buf_puts(&rq->answer.body, "done\n");
}

/* 423 comes out as the switched-on fault wants it. */
static unsigned
status_of(const struct request *rq, unsigned status)
{
	if (status == 423 && faulty(rq, FAULT_locked_403))
		return 403;
	if (status == 423 && faulty(rq, FAULT_locked_500))
		return 500;
	if (status == 405 && faulty(rq, FAULT_method_not_allowed_403))
		return 403;
	return status;
}

void
answer_refuse(struct request *rq, unsigned status, const char *fmt, ...)
{
	struct answer *an = &rq->answer;
	va_list ap;

	an->status = status_of(rq, status);
	buf_clear(&an->body);
	if (varied(rq, VARIANT_html_errors))
		buf_puts(&an->body, "<!DOCTYPE html>\n<title>No</title>\n<p>");
	va_start(ap, fmt);
	buf_puts(&an->body, arena_vprintf(&rq->arena, fmt, ap));
	va_end(ap);
	buf_putc(&an->body, '\n');
	if (faulty(rq, FAULT_error_without_text))
		buf_clear(&an->body);
	an->xml = false;
	answer_header(rq, "Content-Type", "text/%s; charset=utf-8",
	    varied(rq, VARIANT_html_errors) ? "html" : "plain");
}

void
answer_senseless(struct request *rq, const char *why)
{
	answer_refuse(
	    rq, varied(rq, VARIANT_unprocessable) ? 422 : 400, "%s", why);
}

void
answer_replace(struct request *rq, const char *from, const char *to)
{
	struct str left = buf_view(&rq->answer.body);
	struct buf out;

	buf_init(&out, rq->answer.body.max);
	while (left.n > 0) {
		size_t at = str_find(left, str_from(from));

		buf_str(&out, str_sub(left, 0, at));
		if (at == left.n)
			break;
		buf_puts(&out, to);
		left = str_from_at(left, at + strlen(from));
	}
	buf_release(&rq->answer.body);
	rq->answer.body = out;
}

static const char *
prefix_of(const struct request *rq)
{
	if (varied(rq, VARIANT_default_namespace))
		return "";
	return varied(rq, VARIANT_other_prefix) ? "lp1" : "D";
}

struct xml
answer_xml(struct request *rq, unsigned status)
{
	struct answer *an = &rq->answer;

	an->status = status_of(rq, status);
	an->xml = true;
	buf_clear(&an->body);
	return (struct xml){
	    .b = &an->body,
	    .prefix = prefix_of(rq),
	    .ns = "DAV:",
	    .encoding = varied(rq, VARIANT_utf16) ? "utf-16" : "utf-8",
	    .bare = varied(rq, VARIANT_no_declaration),
	    .mark = varied(rq, VARIANT_byte_order_mark),
	    .single_quotes = varied(rq, VARIANT_single_quotes),
	};
}

void
answer_condition_nodes(struct request *rq, unsigned status,
    const char *condition, struct node *const *nodes, size_t n)
{
	bool empty = faulty(rq, FAULT_lock_token_submitted_empty) &&
		     strcmp(condition, "lock-token-submitted") == 0;
	struct xml x;

	if (faulty(rq, FAULT_error_body_removed) ||
	    varied(rq, VARIANT_no_xml_errors)) {
		answer_code(rq, status_of(rq, status));
		return;
	}
	x = answer_xml(rq, status);
	out_begin(&x, "error");
	if (!faulty(rq, FAULT_error_empty)) {
		out_open(&x, condition);
		for (size_t i = 0; i < n && !empty; i++)
			xml_href(rq, &x, nodes[i]);
		out_close(&x, condition);
	}
	out_close(&x, "error");
}

void
answer_condition(struct request *rq, unsigned status, const char *condition)
{
	answer_condition_nodes(rq, status, condition, NULL, 0);
}

const char *
allowed_methods(const struct request *rq)
{
	const struct node *n = rq->node;
	bool locks = !varied(rq, VARIANT_class_1);

	/* A file's URL with a slash at its end: nothing can be there. */
	if (n == NULL &&
	    store_find_n(rq->site->store, &rq->path, rq->path.seg.n) != NULL)
		return "OPTIONS";
	if (n == NULL)
		return locks ? "OPTIONS, PUT, MKCOL, LOCK"
			     : "OPTIONS, PUT, MKCOL";
	if (node_read_only(n))
		return "OPTIONS, GET, HEAD, PROPFIND, COPY";
	if (n->collection && varied(rq, VARIANT_get_collection_405))
		return locks ? "OPTIONS, DELETE, PROPFIND, PROPPATCH, COPY, "
			       "MOVE, LOCK, UNLOCK"
			     : "OPTIONS, DELETE, PROPFIND, PROPPATCH, COPY, "
			       "MOVE";
	if (n->collection)
		return locks ? "OPTIONS, GET, HEAD, DELETE, PROPFIND, "
			       "PROPPATCH, COPY, MOVE, LOCK, UNLOCK"
			     : "OPTIONS, GET, HEAD, DELETE, PROPFIND, "
			       "PROPPATCH, COPY, MOVE";
	return locks ? "OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, PROPPATCH, "
		       "COPY, MOVE, LOCK, UNLOCK"
		     : "OPTIONS, GET, HEAD, PUT, DELETE, PROPFIND, PROPPATCH, "
		       "COPY, MOVE";
}

void
answer_not_allowed(struct request *rq)
{
	answer_refuse(rq, 405, "%.*s is not allowed here", STRF(rq->method));
	if (faulty(rq, FAULT_allow_lies))
		answer_header(rq, "Allow", "%.*s, %s", STRF(rq->method),
		    allowed_methods(rq));
	else if (!faulty(rq, FAULT_allow_missing))
		answer_header(rq, "Allow", "%s", allowed_methods(rq));
}

void
xml_href_path(struct request *rq, struct xml *x, struct str path)
{
	bool spaced = varied(rq, VARIANT_white_space);

	out_open(x, "href");
	if (spaced)
		buf_puts(x->b, "\n  ");
	if (varied(rq, VARIANT_absolute_hrefs) && str_starts(path, STR("/"))) {
		buf_puts(x->b, "http://");
		out_text(x, rq->authority);
	}
	vary_href(rq, x, path);
	if (faulty(rq, FAULT_href_with_child))
		out_empty(x, "collection");
	if (spaced)
		buf_puts(x->b, "\n");
	out_close(x, "href");
}

void
xml_href(struct request *rq, struct xml *x, const struct node *n)
{
	xml_href_path(rq, x, node_path(&rq->arena, n));
}

void
xml_error(struct request *rq, struct xml *x, const char *condition,
    struct node *const *nodes, size_t n)
{
	if (faulty(rq, FAULT_error_body_removed))
		return;
	out_open(x, "error");
	if (!faulty(rq, FAULT_error_empty)) {
		out_open(x, condition);
		for (size_t i = 0; i < n; i++)
			xml_href(rq, x, nodes[i]);
		out_close(x, condition);
	}
	out_close(x, "error");
}
