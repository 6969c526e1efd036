#include "refserver/xmlout.h"

#include "base/utf8.h"

void
out_begin(struct xml *x, const char *root)
{
	buf_printf(x->b,
	    "<?xml version=\"1.0\" encoding=\"%s\"?>\n"
	    "<%s:%s xmlns:%s=\"%s\">",
	    x->encoding, x->prefix, root, x->prefix, x->ns);
}

void
out_open(struct xml *x, const char *name)
{
	buf_printf(x->b, "<%s:%s>", x->prefix, name);
}

void
out_close(struct xml *x, const char *name)
{
	buf_printf(x->b, "</%s:%s>", x->prefix, name);
}

void
out_empty(struct xml *x, const char *name)
{
	buf_printf(x->b, "<%s:%s/>", x->prefix, name);
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
		buf_printf(x->b, "<%s:%.*s/>", x->prefix, STRF(name));
	} else if (ns.n == 0) {
		buf_printf(x->b, "<%.*s/>", STRF(name));
	} else {
		buf_printf(x->b, "<x:%.*s xmlns:x=\"", STRF(name));
		out_text(x, ns);
		buf_puts(x->b, "\"/>");
	}
}
