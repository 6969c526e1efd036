#include "run/body.h"

#include "base/buf.h"

#define BODY_MAX ((size_t)64 * 1024 * 1024)

static void
put_escaped(struct buf *b, struct str s, bool attribute)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '&')
			buf_puts(b, "&amp;");
		else if (c == '<')
			buf_puts(b, "&lt;");
		else if (c == '>')
			buf_puts(b, "&gt;");
		else if (attribute && c == '"')
			buf_puts(b, "&quot;");
		else if (c == '\r')
			buf_puts(b, "&#13;");
		else if (attribute && (c == '\n' || c == '\t'))
			buf_printf(b, "&#%d;", c);
		else
			buf_putc(b, c);
	}
}

static void
begin(struct buf *b, const char *root, const struct case_file *f)
{
	buf_init(b, BODY_MAX);
	buf_puts(b, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
	buf_printf(b, "<D:%s", root);
	for (size_t i = 0; i < f->n_namespaces; i++) {
		buf_printf(b, " xmlns:%.*s=\"",
		    STRF(f->namespaces[i].prefix));
		put_escaped(b, f->namespaces[i].uri, true);
		buf_putc(b, '"');
	}
	buf_puts(b, ">");
}

static struct str
end(struct buf *b, const char *root, struct arena *a)
{
	struct str body;

	buf_printf(b, "</D:%s>\n", root);
	body = arena_str(a, buf_view(b));
	buf_release(b);
	return body;
}

static struct str
prefix_of(struct str uri, const struct case_file *f)
{
	for (size_t i = 0; i < f->n_namespaces; i++)
		if (str_eq(f->namespaces[i].uri, uri))
			return f->namespaces[i].prefix;
	return STR_NONE;
}

/* "<x:p" or "<p xmlns="uri"", and the name for the end tag. */
static struct str
open_tag(struct buf *b, const struct qname *q, const struct case_file *f,
    struct arena *a)
{
	struct str prefix = q->uri.n ? prefix_of(q->uri, f) : STR_NONE;
	struct str tag = q->local;

	if (prefix.p != NULL)
		tag = arena_strf(a, "%.*s:%.*s", STRF(prefix), STRF(q->local));
	buf_printf(b, "<%.*s", STRF(tag));
	if (prefix.p == NULL) {
		buf_puts(b, " xmlns=\"");
		put_escaped(b, q->uri, true);
		buf_putc(b, '"');
	}
	return tag;
}

static void
put_names(struct buf *b, const char *parent, const struct qnames *names,
    const struct case_file *f, struct arena *a)
{
	buf_printf(b, "<D:%s>", parent);
	for (size_t i = 0; i < names->n; i++) {
		open_tag(b, &names->v[i], f, a);
		buf_puts(b, "/>");
	}
	buf_printf(b, "</D:%s>", parent);
}

static void
put_set(struct buf *b, const struct tree_prop *set, size_t n,
    const struct case_file *f, struct arena *a)
{
	buf_puts(b, "<D:set><D:prop>");
	for (size_t i = 0; i < n; i++) {
		const struct value *v = &set[i].value;
		struct str tag = open_tag(b, &set[i].name, f, a);

		if (v->lang.p != NULL) {
			buf_puts(b, " xml:lang=\"");
			put_escaped(b, v->lang, true);
			buf_putc(b, '"');
		}
		buf_putc(b, '>');
		if (v->is_xml)
			buf_str(b, v->content);
		else
			put_escaped(b, v->content, false);
		buf_printf(b, "</%.*s>", STRF(tag));
	}
	buf_puts(b, "</D:prop></D:set>");
}

struct str
body_propfind(
    const struct qnames *names, const struct case_file *f, struct arena *a)
{
	struct buf b;

	begin(&b, "propfind", f);
	put_names(&b, "prop", names, f, a);
	return end(&b, "propfind", a);
}

struct str
body_proppatch(const struct tree_prop *set, size_t n,
    const struct case_file *f, struct arena *a)
{
	struct buf b;

	begin(&b, "propertyupdate", f);
	put_set(&b, set, n, f, a);
	return end(&b, "propertyupdate", a);
}

static struct str
propfind_body(
    const struct step *s, const struct case_file *f, struct arena *a)
{
	struct buf b;

	begin(&b, "propfind", f);
	if (s->propname)
		buf_puts(&b, "<D:propname/>");
	if (s->allprop || s->include.n > 0)
		buf_puts(&b, "<D:allprop/>");
	if (s->include.n > 0)
		put_names(&b, "include", &s->include, f, a);
	if (s->props.n > 0)
		put_names(&b, "prop", &s->props, f, a);
	return end(&b, "propfind", a);
}

static struct str
proppatch_body(
    const struct step *s, const struct case_file *f, struct arena *a)
{
	struct buf b;

	begin(&b, "propertyupdate", f);
	if (s->n_set > 0)
		put_set(&b, s->set, s->n_set, f, a);
	if (s->remove.n > 0) {
		buf_puts(&b, "<D:remove>");
		put_names(&b, "prop", &s->remove, f, a);
		buf_puts(&b, "</D:remove>");
	}
	return end(&b, "propertyupdate", a);
}

static struct str
lock_body(const struct step *s, const struct case_file *f, struct arena *a)
{
	struct buf b;

	begin(&b, "lockinfo", f);
	buf_printf(&b, "<D:lockscope><D:%.*s/></D:lockscope>",
	    STRF(s->lock_scope));
	buf_puts(&b, "<D:locktype><D:write/></D:locktype>");
	if (s->has_owner) {
		buf_puts(&b, "<D:owner>");
		if (s->owner.is_xml)
			buf_str(&b, s->owner.content);
		else
			put_escaped(&b, s->owner.content, false);
		buf_puts(&b, "</D:owner>");
	}
	return end(&b, "lockinfo", a);
}

struct str
body_for(const struct step *s, const struct case_file *f, struct arena *a)
{
	switch (s->body_kind) {
	case BODY_PROPFIND:
		return propfind_body(s, f, a);
	case BODY_PROPPATCH:
		return proppatch_body(s, f, a);
	case BODY_LOCK:
		return lock_body(s, f, a);
	case BODY_BYTES:
		break;
	}
	return STR_NONE;
}
