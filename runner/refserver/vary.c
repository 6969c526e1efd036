#include "refserver/vary.h"

/* clang-format off */

/* Text of a 207 becomes other text. */
static const struct {
	enum variant variant;
	const char *from, *to;
} texts[] = {
    {VARIANT_local_namespaces, "<D:href>", "<h:href xmlns:h=\"DAV:\">"},
    {VARIANT_local_namespaces, "</D:href>", "</h:href>"},
    {VARIANT_local_namespaces, "<D:status>", "<status xmlns=\"DAV:\">"},
    {VARIANT_local_namespaces, "</D:status>", "</status>"},
    {VARIANT_cdata, "<D:status>", "<D:status><![CDATA["},
    {VARIANT_cdata, "</D:status>", "]]></D:status>"},
    {VARIANT_comments, "<D:multistatus", "<!-- before --><D:multistatus"},
    {VARIANT_comments, "</D:multistatus>", "</D:multistatus><!-- after -->"},
    {VARIANT_comments, "<D:propstat>", "<D:propstat><?propstat one?>"},
    {VARIANT_comments, "<D:prop>", "<D:prop><!-- values -->"},
    {VARIANT_comments, "<D:status>HTTP", "<D:status>HT<!-- of it -->TP"},
    {VARIANT_comments, "<D:lockscope>", "<D:lockscope><?lock scope?>"},
};

/* A field is there as well, or a list that is there goes on. */
static const struct {
	enum variant variant;
	const char *name, *value;
	bool goes_on;
} fields[] = {
    {VARIANT_extra_methods, "Allow", "REPORT, SEARCH, X-EXAMPLE", true},
    {VARIANT_dav_extensions, "DAV",
	"access-control, extended-mkcol, <http://example.com/propset>", true},
    {VARIANT_extra_fields, "Server", "Example/1.0 (anything)", false},
    {VARIANT_extra_fields, "MS-Author-Via", "DAV", false},
    {VARIANT_extra_fields, "Cache-Control", "no-cache, private", false},
    {VARIANT_extra_fields, "Vary", "Origin, Brief, Prefer", false},
    {VARIANT_extra_fields, "X-Example", "", false},
    {VARIANT_connection_close, "Connection", "close", false},
};
/* clang-format on */

static bool
reads(const struct request *rq)
{
	return str_is(rq->method, "GET") || str_is(rq->method, "HEAD") ||
	       str_is(rq->method, "PROPFIND");
}

/* RFC 2518 7.4: a lock-null resource knows a few methods only. */
static bool
is_null(const struct request *rq)
{
	static const char *const known[] = {
	    "PUT", "MKCOL", "OPTIONS", "PROPFIND", "LOCK", "UNLOCK"};

	if (rq->node == NULL || !rq->node->made_by_lock)
		return false;
	for (size_t i = 0; i < countof(known); i++)
		if (str_is(rq->method, known[i]))
			return false;
	return true;
}

bool
vary_target(struct request *rq)
{
	const struct node *n = rq->node;

	if (varied(rq, VARIANT_redirect_collections) && n != NULL &&
	    n->collection && !rq->path.slash && rq->path.seg.n > 0 &&
	    reads(rq)) {
		answer_refuse(rq, 301, "it has a slash at its end");
		answer_header(rq, "Location", "http://%.*s%.*s",
		    STRF(rq->authority), STRF(node_path(&rq->arena, n)));
		return false;
	}
	if (varied(rq, VARIANT_lock_null) && is_null(rq)) {
		answer_refuse(rq, 404, "there is nothing yet but a lock");
		return false;
	}
	return true;
}

/* The escapes that are there in lower case, or many more of them. */
static struct str
respelled(struct request *rq, struct str path)
{
	bool lower = varied(rq, VARIANT_lower_case_escapes),
	     more = varied(rq, VARIANT_needless_escapes);
	struct buf b;
	struct str out;

	buf_init(&b, (size_t)48 << 20);
	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if (c == '%') {
			for (size_t k = 0; k < 3 && i + k < path.n; k++)
				buf_putc(&b, lower && path.p[i + k] < 'G' &&
						     path.p[i + k] >= 'A'
						 ? (char)(path.p[i + k] | 0x20)
						 : path.p[i + k]);
			i += 2;
		} else if (more && c != '/' && strchr("-._~", c) != NULL) {
			buf_printf(&b, lower ? "%%%02x" : "%%%02X", c);
		} else {
			buf_putc(&b, (char)c);
		}
	}
	out = arena_str(&rq->arena, buf_view(&b));
	buf_release(&b);
	return out;
}

void
vary_href(struct request *rq, struct xml *x, struct str path)
{
	bool cdata = varied(rq, VARIANT_cdata),
	     references = varied(rq, VARIANT_character_references);
	struct str left = respelled(rq, path), part;

	if (varied(rq, VARIANT_no_slash_hrefs) && left.n > 1 &&
	    str_ends(left, STR("/")))
		left.n--;
	if (cdata) {
		buf_printf(x->b, "<![CDATA[%.*s]]>", STRF(left));
	} else if (references) {
		while (left.n > 0) {
			part = str_sub(left, 0, str_index(left, '/'));
			out_text(x, part);
			if (part.n < left.n)
				buf_puts(x->b, "&#x2f;");
			left = str_from_at(left, part.n + 1);
		}
	} else {
		out_text(x, left);
	}
}

static struct header *
field_of(struct answer *an, const char *name)
{
	for (size_t i = 0; i < an->headers.n; i++)
		if (str_is_nocase(an->headers.v[i].name, name))
			return &an->headers.v[i];
	return NULL;
}

/* RFC 9110 15.3.2: what a 201 says of what it made. */
static void
tell_created(struct request *rq)
{
	struct answer *an = &rq->answer;

	if (an->status != 201 || an->xml || an->body.n > 0)
		return;
	buf_puts(&an->body, "it is there now\n");
	answer_header(rq, "Content-Type", "text/plain; charset=utf-8");
	if (field_of(an, "Location") == NULL)
		answer_header(rq, "Location", "http://%.*s%.*s",
		    STRF(rq->authority), STRF(rq->target));
}

void
vary(struct request *rq)
{
	struct answer *an = &rq->answer;

	for (size_t i = 0; i < countof(texts); i++)
		if (an->xml && an->status == 207 &&
		    varied(rq, texts[i].variant))
			answer_replace(rq, texts[i].from, texts[i].to);
	for (size_t i = 0; i < countof(fields); i++) {
		struct header *h = field_of(an, fields[i].name);

		if (!varied(rq, fields[i].variant))
			continue;
		if (!fields[i].goes_on)
			answer_header(
			    rq, fields[i].name, "%s", fields[i].value);
		else if (h != NULL)
			h->value = arena_strf(&rq->arena, "%.*s, %s",
			    STRF(h->value), fields[i].value);
	}
	if (varied(rq, VARIANT_created_with_text))
		tell_created(rq);
}
