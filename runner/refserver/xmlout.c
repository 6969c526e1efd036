#include "refserver/xmlout.h"

#include "base/utf8.h"

static const char *
colon(const struct xml *x)
{
	return x->prefix[0] != '\0' ? ":" : "";
}

void
out_begin(struct xml *x, const char *root)
{
	char q = x->single_quotes ? '\'' : '"';

	if (x->mark)
		buf_puts(x->b, "\xef\xbb\xbf");
	if (!x->bare)
		buf_printf(x->b, "<?xml version=%c1.0%c encoding=%c%s%c?>\n", q,
		    q, q, x->encoding, q);
	buf_printf(x->b, "<%s%s%s xmlns%s%s=%c%s%c>", x->prefix, colon(x), root,
	    colon(x), x->prefix, q, x->ns, q);
}

void
out_open(struct xml *x, const char *name)
{
	buf_printf(x->b, "<%s%s%s>", x->prefix, colon(x), name);
}

void
out_close(struct xml *x, const char *name)
{
	buf_printf(x->b, "</%s%s%s>", x->prefix, colon(x), name);
}

void
out_empty(struct xml *x, const char *name)
{
	buf_printf(x->b, "<%s%s%s/>", x->prefix, colon(x), name);
}

/* Bytes that no XML document may hold become question marks. */
static void
put_char(struct buf *b, uint32_t cp)
{
	switch (cp) {
	case '<':
		buf_puts(b, "&lt;");
		break;
	case '>':
		buf_puts(b, "&gt;");
		break;
	case '&':
		buf_puts(b, "&amp;");
		break;
	case '"':
		buf_puts(b, "&quot;");
		break;
	case '\r':
		buf_puts(b, "&#13;");
		break;
	default:
		if ((cp < ' ' && cp != '\t' && cp != '\n') || cp == 0xfffe ||
		    cp == 0xffff)
			cp = '?';
		utf8_put(b, cp);
	}
}

void
out_text(struct xml *x, struct str text)
{
	uint32_t cp;

	while (text.n > 0) {
		if (utf8_next(&text, &cp)) {
			put_char(x->b, cp);
			continue;
		}
		buf_putc(x->b, '?');
		text = str_from_at(text, 1);
	}
}

void
out_leaf(struct xml *x, const char *name, struct str text)
{
	out_open(x, name);
	out_text(x, text);
	out_close(x, name);
}

void
out_raw(struct xml *x, struct str piece)
{
	buf_str(x->b, piece);
}

void
out_empty_ns(struct xml *x, struct str ns, struct str name)
{
	if (str_is(ns, "DAV:")) {
		buf_printf(
		    x->b, "<%s%s%.*s/>", x->prefix, colon(x), STRF(name));
	} else if (ns.n == 0) {
		buf_printf(x->b, "<%.*s xmlns=\"\"/>", STRF(name));
	} else {
		buf_printf(x->b, "<x:%.*s xmlns:x=\"", STRF(name));
		out_text(x, ns);
		buf_puts(x->b, "\"/>");
	}
}
