#include "refserver/xmlin.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>

#include "base/buf.h"
#include "base/utf8.h"

struct xmlin {
	xmlDoc *doc;
};

/* Hangs on the parser context while it runs. */
struct watch {
	enum xmlin_result result;
};

static const xmlChar *
xc(const char *s)
{
	return (const xmlChar *)s;
}

static struct str
view(const xmlChar *s)
{
	return str_from((const char *)s);
}

/*
 * RFC 4918 20.6: entities that expand to more entities are refused early. No
 * body of WebDAV needs one, so none may be declared at all.
 */
static void
on_entity(void *ctx, const xmlChar *name, int type, const xmlChar *public_id,
    const xmlChar *system_id, xmlChar *content)
{
	xmlParserCtxt *p = ctx;
	struct watch *w = p->_private;

	(void)name;
	(void)type;
	(void)public_id;
	(void)content;
	w->result = system_id ? XMLIN_EXTERNAL : XMLIN_ENTITY;
	xmlStopParser(p);
}

static bool
has_bom(struct str s)
{
	return str_starts(s, STR("\xef\xbb\xbf")) ||
	       str_starts(s, STR("\xff\xfe")) || str_starts(s, STR("\xfe\xff"));
}

/* NULL where the document itself says it, or begins as only UTF-16 can. */
static const char *
encoding_of(struct arena *a, struct str body, struct str charset)
{
	if (charset.n == 0 || has_bom(body) ||
	    str_eq_nocase(str_sub(charset, 0, 6), STR("utf-16")))
		return NULL;
	return arena_strdup(a, arena_strf(a, "%.*s", STRF(charset)).p);
}

/* A reference that is left could only be to an entity of elsewhere. */
static bool
has_references(const xmlNode *n)
{
	for (; n != NULL; n = n->next)
		if (n->type == XML_ENTITY_REF_NODE ||
		    (n->type == XML_ELEMENT_NODE &&
			has_references(n->children)))
			return true;
	return false;
}

enum xmlin_result
xmlin_parse(struct str body, struct str charset, bool lax, struct xmlin **out)
{
	xmlParserCtxt *p = xmlNewParserCtxt();
	struct watch w = {XMLIN_OK};
	struct arena a = {0};
	xmlDoc *doc;

	*out = NULL;
	if (p == NULL)
		fatal("no XML parser is to be had");
	p->_private = &w;
	p->sax->entityDecl = on_entity;
	doc = body.n > INT32_MAX
		  ? NULL
		  : xmlCtxtReadMemory(p, body.p, (int)body.n, NULL,
			encoding_of(&a, body, charset),
			XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_NOENT |
			    XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (w.result == XMLIN_OK &&
	    (doc == NULL || !p->wellFormed || (!p->nsWellFormed && !lax) ||
		has_references(doc->children)))
		w.result = XMLIN_MALFORMED;
	xmlFreeParserCtxt(p);
	arena_release(&a);
	if (w.result != XMLIN_OK) {
		xmlFreeDoc(doc);
		return w.result;
	}
	*out = xcalloc(1, sizeof(**out));
	(*out)->doc = doc;
	return XMLIN_OK;
}

void
xmlin_free(struct xmlin *x)
{
	if (x == NULL)
		return;
	xmlFreeDoc(x->doc);
	free(x);
}

const struct _xmlNode *
xmlin_root(const struct xmlin *x)
{
	return xmlDocGetRootElement(x->doc);
}

static const xmlNode *
element_from(const xmlNode *n)
{
	while (n != NULL && n->type != XML_ELEMENT_NODE)
		n = n->next;
	return n;
}

const struct _xmlNode *
dom_first(const struct _xmlNode *e)
{
	return element_from(e->children);
}

const struct _xmlNode *
dom_next(const struct _xmlNode *e)
{
	return element_from(e->next);
}

bool
dom_is(const struct _xmlNode *e, const char *dav_name)
{
	return str_is(dom_name(e), dav_name) && str_is(dom_ns(e), "DAV:");
}

const struct _xmlNode *
dom_child(const struct _xmlNode *e, const char *dav_name)
{
	const xmlNode *c = dom_first(e);

	while (c != NULL && !dom_is(c, dav_name))
		c = dom_next(c);
	return c;
}

struct str
dom_name(const struct _xmlNode *e)
{
	return view(e->name);
}

struct str
dom_ns(const struct _xmlNode *e)
{
	return e->ns && e->ns->href ? view(e->ns->href) : STR("");
}

struct str
dom_text(struct arena *a, const struct _xmlNode *e)
{
	xmlChar *text = xmlNodeGetContent(e);
	struct str s = arena_str(a, text ? view(text) : STR(""));

	xmlFree(text);
	return s;
}

static void
drop_attributes(xmlNode *e)
{
	for (xmlNode *c = e->children; c != NULL; c = c->next)
		if (c->type == XML_ELEMENT_NODE) {
			while (c->properties != NULL)
				xmlRemoveProp(c->properties);
			drop_attributes(c);
		}
}

static void
replace_text(xmlNode *e, struct str text)
{
	xmlNodeSetContent(e, NULL);
	xmlNodeAddContentLen(e, (const xmlChar *)text.p, (int)text.n);
}

/* What a deliberate violation takes away from the copy. */
static void
mutilate(struct arena *a, xmlNode *e, const struct dom_keep *keep)
{
	if (keep->no_attributes)
		drop_attributes(e);
	if (keep->no_lang)
		xmlUnsetNsProp(
		    e, xmlSearchNs(e->doc, e, xc("xml")), xc("lang"));
	if (keep->no_elements)
		replace_text(e, dom_text(a, e));
	if (keep->trimmed && dom_first(e) == NULL)
		replace_text(e, str_trim(dom_text(a, e)));
}

static void
rename_prefixes(xmlNode *e)
{
	for (xmlNs *ns = e->nsDef; ns != NULL; ns = ns->next)
		if (ns->prefix != NULL) {
			xmlChar *new =
			    xmlStrcat(xmlStrdup(xc("n")), ns->prefix);

			xmlFree((xmlChar *)(uintptr_t)ns->prefix);
			ns->prefix = new;
		}
	for (xmlNode *c = e->children; c != NULL; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			rename_prefixes(c);
}

/* libxml2 writes the name of a namespace as it stands, "&" and all. */
static void
escape_namespaces(xmlNode *e)
{
	for (xmlNs *ns = e->nsDef; ns != NULL; ns = ns->next)
		if (ns->href != NULL) {
			xmlChar *href = xmlEncodeSpecialChars(NULL, ns->href);

			xmlFree((xmlChar *)(uintptr_t)ns->href);
			ns->href = href;
		}
	for (xmlNode *c = e->children; c != NULL; c = c->next)
		if (c->type == XML_ELEMENT_NODE)
			escape_namespaces(c);
}

static struct str
ascii(struct arena *a, struct str s)
{
	struct str left = s;
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;
	uint32_t cp;

	while (utf8_next(&left, &cp))
		p[n++] = cp < 0x80 ? (char)cp : '?';
	return (struct str){p, n};
}

/* Elements without a namespace stay so wherever the piece is put. */
static void
end_default_namespace(xmlNode *e)
{
	const xmlNs *ns = e->nsDef;

	while (ns != NULL && ns->prefix != NULL)
		ns = ns->next;
	if (ns == NULL)
		xmlNewNs(e, xc(""), NULL);
}

struct str
dom_fragment(
    struct arena *a, const struct _xmlNode *e, const struct dom_keep *keep)
{
	static const struct dom_keep all;
	xmlDoc *doc = xmlNewDoc(xc("1.0"));
	xmlChar *lang = xmlNodeGetLang(e);
	xmlNode *copy = xmlDocCopyNode((xmlNode *)(uintptr_t)e, doc, 1);
	xmlBuffer *out = xmlBufferCreate();
	struct str s;

	if (doc == NULL || copy == NULL || out == NULL)
		fatal("out of memory");
	if (keep == NULL)
		keep = &all;
	xmlDocSetRootElement(doc, copy);
	if (lang != NULL && !keep->no_inherited_lang)
		xmlNodeSetLang(copy, lang);
	mutilate(a, copy, keep);
	if (keep->other_prefixes)
		rename_prefixes(copy);
	escape_namespaces(copy);
	if (keep->no_default)
		end_default_namespace(copy);
	doc->encoding = xmlStrdup(xc("UTF-8"));
	xmlNodeDump(out, doc, copy, 0, 0);
	s = arena_str(a, view(xmlBufferContent(out)));
	if (keep->ascii_only)
		s = ascii(a, s);
	xmlBufferFree(out);
	xmlFreeDoc(doc);
	xmlFree(lang);
	return s;
}
