#include "dav/reading.h"

#include "base/vec.h"
#include "dav/elements.h"
#include "dav/response.h"

/* The reader's tree: libxml2's events become nodes, a response at a time. */

static struct str
from_xml(const xmlChar *s)
{
	return str_from((const char *)s);
}

static struct arena *
arena_now(struct xml_reader *r)
{
	return r->response != NULL ? &r->part : r->arena;
}

/* ------------------------------------------------------------- the tree */

static struct xml_node *
append(struct xml_reader *r, struct xml_node *parent)
{
	struct xml_node *n = arena_new(arena_now(r), struct xml_node);

	n->parent = parent;
	if (parent == NULL)
		return n;
	n->lang = parent->lang;
	if (parent->last != NULL)
		parent->last->next = n;
	else
		parent->first = n;
	parent->last = n;
	return n;
}

/* White space between elements means nothing where RFC 4918 has elements only,
   and a long body of it would grow without end. */
static bool
is_layout(const struct xml_reader *r, struct str text)
{
	return r->current->structure && str_trim(text).n == 0;
}

static bool
is_structure(const struct xml_node *n)
{
	const struct element *row = element_find(n);

	return row != NULL && row->content == CONTENT_ELEMENTS &&
	       (n->parent == NULL || n->parent->structure);
}

/* The text so far becomes a node. */
static void
flush_text(struct xml_reader *r)
{
	struct str text = buf_view(&r->text);
	struct xml_node *n;

	if (text.n == 0 || r->current == NULL)
		return;
	if (r->text.full)
		reading_too_much(r, XML_TOO_LARGE, "text of more than 16 MiB");
	if (!is_layout(r, text)) {
		size_t before = r->arena->used;

		n = append(r, r->current);
		n->text = arena_str(arena_now(r), text);
		r->document += r->arena->used - before;
		n->line = r->line;
		n->col = r->col;
	}
	buf_clear(&r->text);
}

static void
learn_name(struct known_name *k, const xmlChar *name)
{
	k->p = name;
	k->s = from_xml(name);
	k->element = element_named(k->s);
}

/* The names that came last need not be measured and looked up again. */
static inline const struct known_name *
known_name(struct xml_reader *r, const xmlChar *name)
{
	uintptr_t at = (uintptr_t)name;
	struct known_name *k = &r->names[(at ^ at >> 8) % KNOWN_NAMES];

	if (k->p != name)
		learn_name(k, name);
	return k;
}

/* Names are of the parser's dictionary, which outlives a response: they are
   copied into the document only. */
static inline struct str
name_of(struct xml_reader *r, const xmlChar *name)
{
	struct str s = name != NULL ? known_name(r, name)->s : STR("");

	return r->response != NULL || s.n == 0 ? s : arena_str(r->arena, s);
}

static inline struct str
uri_of(struct xml_reader *r, const xmlChar *uri)
{
	if (uri != NULL && str_is(known_name(r, uri)->s, "DAV:"))
		return STR("DAV:");
	return name_of(r, uri);
}

static void
add_attributes(struct xml_reader *r, struct xml_node *node, size_t n,
    const xmlChar **attributes)
{
	struct arena *a = arena_now(r);

	if (n == 0)
		return;
	node->attrs = arena_array(a, struct xml_attr, n);
	node->n_attrs = n;
	for (size_t i = 0; i < n; i++) {
		const xmlChar **t = attributes + 5 * i;
		struct str value = {
		    (const char *)t[3],
		    (size_t)(t[4] - t[3]),
		};

		node->attrs[i] = (struct xml_attr){
		    .local = name_of(r, t[0]),
		    .prefix = name_of(r, t[1]),
		    .uri = uri_of(r, t[2]),
		    .value = arena_str(a, value),
		};
		if (str_is(node->attrs[i].prefix, "xml") &&
		    str_is(node->attrs[i].local, "lang"))
			node->lang = node->attrs[i].value;
	}
}

/* An unbound prefix stays part of the local name. */
static struct str
local_name(struct xml_reader *r, const xmlChar *local, const xmlChar *prefix,
    const xmlChar *uri)
{
	if (prefix != NULL && uri == NULL)
		return arena_strf(arena_now(r), "%s:%s", (const char *)prefix,
		    (const char *)local);
	return name_of(r, local);
}

static void
root_begins(struct xml_reader *r, struct xml_node *n)
{
	r->root = n;
	r->multistatus = xml_is(n, "multistatus");
	if (r->events->root != NULL)
		r->events->root(r->events->arg, n);
}

static void
on_start(void *arg, const xmlChar *local, const xmlChar *prefix,
    const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
    int n_attributes, int n_defaulted, const xmlChar **attributes)
{
	struct xml_reader *r = arg;
	struct xml_node *parent = r->current, *n;
	size_t before;

	(void)namespaces;
	if (r->stopped || reading_is_cut_off(r) ||
	    !reading_tag_within_bounds(r))
		return;
	flush_text(r);
	before = r->arena->used;
	if (r->multistatus && parent == r->root &&
	    known_name(r, local)->element == ELEMENT_response && uri != NULL &&
	    str_is(known_name(r, uri)->s, "DAV:")) {
		/* In an arena of its own, and not a child of the root. */
		arena_clear(&r->part);
		r->ended = NULL;
		r->response = arena_new(&r->part, struct xml_node);
		n = r->response;
		n->parent = r->root;
		n->lang = r->root->lang;
	} else {
		n = append(r, parent);
	}
	reading_tag_place(r, &n->line, &n->col);
	n->uri = uri_of(r, uri);
	n->prefix = name_of(r, prefix);
	n->local = local_name(r, local, prefix, uri);
	if (str_is(n->uri, "DAV:"))
		n->element = known_name(r, local)->element;
	n->structure = is_structure(n);
	/* Those that a DOCTYPE adds are the last. */
	add_attributes(r, n, (size_t)(n_attributes - n_defaulted), attributes);
	r->document += r->arena->used - before;
	r->current = n;
	if (parent == NULL)
		root_begins(r, n);
	reading_note_place(r, TOKEN_START);
	r->namespaces[r->depth] = (unsigned)n_namespaces;
	r->n_namespaces += (unsigned)n_namespaces;
	if (++r->depth > DEPTH_MAX)
		reading_too_much(
		    r, XML_TOO_DEEP, "elements are nested deeper than 256");
	else if (r->n_namespaces > NAMESPACES_MAX)
		reading_too_much(r, XML_TOO_LARGE,
		    "more than 1000 namespaces are declared at once");
	else
		(void)reading_within_bounds(r);
}

/* It stays until the next one begins, for who learns of it. */
static void
response_ends(struct xml_reader *r)
{
	struct response *made =
	    response_build(r->response, r->n_responses++, &r->part);

	r->note = 0;
	made->note = &r->note;
	r->events->response(r->events->arg, made);
	r->ended = r->response;
	r->response = NULL;
}

static void
on_end(
    void *arg, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	struct xml_reader *r = arg;
	struct xml_node *ended = r->current;

	(void)local;
	(void)prefix;
	(void)uri;
	if (r->stopped || ended == NULL)
		return;
	flush_text(r);
	if (r->stopped)
		return;
	r->current = ended->parent;
	r->depth--;
	r->n_namespaces -= r->namespaces[r->depth];
	if (ended == r->response)
		response_ends(r);
	reading_note_place(r, TOKEN_OTHER);
}

static void
add_to_text(struct xml_reader *r, const xmlChar *p, int n)
{
	if (!r->stopped && r->current != NULL)
		buf_add(&r->text, p, (size_t)n);
}

static void
on_text(void *arg, const xmlChar *p, int n)
{
	add_to_text(arg, p, n);
	reading_note_place(arg, TOKEN_OTHER);
}

static void
on_cdata(void *arg, const xmlChar *p, int n)
{
	add_to_text(arg, p, n);
	reading_note_cdata(arg, (struct str){(const char *)p, (size_t)n});
}

static void
on_comment(void *arg, const xmlChar *text)
{
	(void)text;
	reading_note_place(arg, TOKEN_OTHER);
}

static void
on_instruction(void *arg, const xmlChar *target, const xmlChar *data)
{
	(void)target;
	(void)data;
	reading_note_place(arg, TOKEN_OTHER);
}

/* A reference to an entity that is not one of the five. */
static void
on_reference(void *arg, const xmlChar *name)
{
	struct xml_reader *r = arg;

	if (r->current != NULL)
		buf_printf(&r->text, "&%s;", (const char *)name);
	reading_note_place(r, TOKEN_OTHER);
}

static xmlEntityPtr
on_entity(void *arg, const xmlChar *name)
{
	(void)arg;
	return xmlGetPredefinedEntity(name);
}

static void
on_doctype(void *arg, const xmlChar *name, const xmlChar *external,
    const xmlChar *system)
{
	struct xml_reader *r = arg;
	unsigned line, col;

	(void)name;
	(void)external;
	(void)system;
	/* Entities that it declares are not an error where they are used. */
	r->parser->hasPErefs = 1;
	reading_place_by_bracket(r, &line, &col);
	r->events->doctype(r->events->arg, line, col);
}

/* Each would be added to every element of its name. */
static void
on_attribute(void *arg, const xmlChar *element, const xmlChar *name, int type,
    int def, const xmlChar *value, xmlEnumerationPtr tree)
{
	struct xml_reader *r = arg;

	(void)element;
	(void)name;
	(void)type;
	(void)def;
	(void)value;
	xmlFreeEnumeration(tree);
	if (++r->n_declared > DECLARED_MAX && !r->stopped)
		reading_too_much(r, XML_TOO_LARGE,
		    "the DOCTYPE declares more than 100 attributes");
}

xmlSAXHandler reading_handlers = {
    .initialized = XML_SAX2_MAGIC,
    .internalSubset = on_doctype,
    .getEntity = on_entity,
    .attributeDecl = on_attribute,
    .reference = on_reference,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .characters = on_text,
    .ignorableWhitespace = on_text,
    .cdataBlock = on_cdata,
    .comment = on_comment,
    .processingInstruction = on_instruction,
    .serror = reading_error,
};
