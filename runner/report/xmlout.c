#include "report/xmlout.h"

#include <libxml/xmlwriter.h>

#include "report/words.h"

#define DEPTH_MAX 32

struct xmlout {
	xmlTextWriter *writer;
	FILE *out;
	enum xmlout_form form;
	bool failed;
	/* Open elements, for HTML's rule about empty ones. */
	const char *open[DEPTH_MAX];
	size_t depth;
	struct buf text; /* scratch */
};

#define X(s) ((const xmlChar *)(s))

static void
check(struct xmlout *x, int rc)
{
	if (rc < 0)
		x->failed = true;
}

/* What fails is seen at the end; libxml2 would print it itself. */
static int
write_bytes(void *context, const char *p, int n)
{
	struct xmlout *x = context;

	if (fwrite(p, 1, (size_t)n, x->out) != (size_t)n)
		x->failed = true;
	return n;
}

struct xmlout *
xmlout_new(FILE *out, enum xmlout_form form)
{
	struct xmlout *x = xcalloc(1, sizeof(*x));
	xmlOutputBuffer *output =
	    xmlOutputBufferCreateIO(write_bytes, NULL, x, NULL);

	x->out = out;
	x->form = form;
	buf_init(&x->text, SIZE_MAX / 2);
	x->writer = output != NULL ? xmlNewTextWriter(output) : NULL;
	if (x->writer == NULL)
		fatal("no memory for a report");
	if (form == XMLOUT_XML) {
		check(x, xmlTextWriterSetIndent(x->writer, 1));
		check(x, xmlTextWriterStartDocument(
			     x->writer, "1.0", "UTF-8", NULL));
	} else {
		xmlout_raw(x, "<!DOCTYPE html>\n", 16);
	}
	return x;
}

bool
xmlout_free(struct xmlout *x)
{
	bool ok;

	while (x->depth > 0)
		xmlout_end(x);
	if (x->form == XMLOUT_XML)
		check(x, xmlTextWriterEndDocument(x->writer));
	else
		xmlout_newline(x);
	xmlFreeTextWriter(x->writer); /* writes what is left */
	ok = !x->failed && fflush(x->out) == 0 && !ferror(x->out);
	buf_release(&x->text);
	free(x);
	return ok;
}

void
xmlout_start(struct xmlout *x, const char *name)
{
	assert(x->depth < DEPTH_MAX);
	x->open[x->depth++] = name;
	check(x, xmlTextWriterStartElement(x->writer, X(name)));
}

void
xmlout_start_class(struct xmlout *x, const char *name, const char *class)
{
	xmlout_start(x, name);
	if (class[0] != '\0')
		xmlout_attr(x, "class", str_from(class));
}

/* Elements that HTML knows to have no content and no end tag. */
static bool
is_void(const char *name)
{
	static const char *const names[] = {
	    "br", "input", "link", "meta", "wbr"};

	for (size_t i = 0; i < countof(names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

void
xmlout_end(struct xmlout *x)
{
	const char *name;

	assert(x->depth > 0);
	name = x->open[--x->depth];
	if (x->form == XMLOUT_XML || is_void(name))
		check(x, xmlTextWriterEndElement(x->writer));
	else
		check(x, xmlTextWriterFullEndElement(x->writer));
}

void
xmlout_attr(struct xmlout *x, const char *name, struct str value)
{
	if (value.p == NULL)
		return;
	buf_clear(&x->text);
	words_line(&x->text, value);
	check(x, xmlTextWriterWriteAttribute(x->writer, X(name), X(x->text.p)));
}

void
xmlout_attrf(struct xmlout *x, const char *name, const char *fmt, ...)
{
	struct arena a = {0};
	va_list ap;

	va_start(ap, fmt);
	xmlout_attr(x, name, str_from(arena_vprintf(&a, fmt, ap)));
	va_end(ap);
	arena_release(&a);
}

/* libxml2 would write each quotation mark as an entity. */
static void
write_string(struct xmlout *x)
{
	struct buf escaped;

	buf_init(&escaped, SIZE_MAX / 2);
	for (size_t i = 0; i < x->text.n; i++)
		switch (x->text.p[i]) {
		case '&':
			buf_puts(&escaped, "&amp;");
			break;
		case '<':
			buf_puts(&escaped, "&lt;");
			break;
		case '>':
			buf_puts(&escaped, "&gt;");
			break;
		default:
			buf_putc(&escaped, x->text.p[i]);
		}
	xmlout_raw(x, escaped.p, escaped.n);
	buf_release(&escaped);
}

void
xmlout_text(struct xmlout *x, struct str text)
{
	buf_clear(&x->text);
	words_text(&x->text, text);
	write_string(x);
}

void
xmlout_line(struct xmlout *x, struct str text)
{
	buf_clear(&x->text);
	words_line(&x->text, text);
	write_string(x);
}

void
xmlout_puts(struct xmlout *x, const char *text)
{
	xmlout_text(x, str_from(text));
}

void
xmlout_printf(struct xmlout *x, const char *fmt, ...)
{
	struct arena a = {0};
	va_list ap;

	va_start(ap, fmt);
	xmlout_text(x, str_from(arena_vprintf(&a, fmt, ap)));
	va_end(ap);
	arena_release(&a);
}

void
xmlout_element(
    struct xmlout *x, const char *name, const char *class, struct str text)
{
	xmlout_start_class(x, name, class);
	xmlout_line(x, text);
	xmlout_end(x);
}

void
xmlout_newline(struct xmlout *x)
{
	xmlout_raw(x, "\n", 1);
}

void
xmlout_raw(struct xmlout *x, const void *p, size_t n)
{
	check(x, xmlTextWriterWriteRawLen(x->writer, X(p), (int)n));
}
