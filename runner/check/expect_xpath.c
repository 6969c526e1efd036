#include "check/expecting.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

/* Steps of an evaluation; no expression of a case comes near. */
#define XPATH_STEPS 10000000

/* What is wrong is told by the result; libxml2 would print it. */
static void
ignore_error(void *arg, xmlErrorPtr error)
{
	(void)arg;
	(void)error;
}

/* A document whose entities cannot grow: one with a DOCTYPE is refused. */
static xmlDocPtr
read_document(const struct observation *o, struct str *why)
{
	xmlDocPtr doc;

	if (o->length > o->body.n || o->body.n > BODY_KEPT) {
		*why = STR("the body is longer than 1 MiB");
		return NULL;
	}
	if (o->length == 0) {
		*why = STR("there is no body");
		return NULL;
	}
	doc = xmlReadMemory(o->body.p, (int)o->body.n, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	if (doc == NULL) {
		*why = STR("the body is not well-formed XML");
		return NULL;
	}
	if (xmlGetIntSubset(doc) != NULL) {
		*why = STR("the body has a DOCTYPE");
		xmlFreeDoc(doc);
		return NULL;
	}
	return doc;
}

static void
declare_prefixes(
    xmlXPathContextPtr context, const struct expect_input *in, struct arena *a)
{
	for (size_t i = 0; i < in->n_namespaces; i++) {
		const struct namespace_decl *d = &in->namespaces[i];

		xmlXPathRegisterNs(context,
		    BAD_CAST arena_printf(a, "%.*s", STRF(d->prefix)),
		    BAD_CAST arena_printf(a, "%.*s", STRF(d->uri)));
	}
}

static void
take_value(xmlXPathObjectPtr object, struct arena *a, struct shown *out)
{
	xmlChar *text;

	*out = (struct shown){0};
	if (object->type == XPATH_NODESET &&
	    (object->nodesetval == NULL || object->nodesetval->nodeNr == 0))
		return;
	text = xmlXPathCastToString(object);
	*out = shown_text(arena_strf(a, "%s", (const char *)text));
	xmlFree(text);
}

static bool
evaluate(xmlXPathContextPtr context, struct str expression, struct arena *a,
    struct shown *out, struct str *why)
{
	xmlXPathObjectPtr object;

	context->opLimit = XPATH_STEPS;
	context->error = ignore_error;
	object = xmlXPathEvalExpression(
	    BAD_CAST arena_printf(a, "%.*s", STRF(expression)), context);
	if (object == NULL) {
		*why = STR("the XPath expression cannot be evaluated");
		return false;
	}
	take_value(object, a, out);
	xmlXPathFreeObject(object);
	return true;
}

bool
xpath_value(const struct expect_input *in, struct str expression,
    struct arena *a, struct shown *out, struct str *why)
{
	xmlDocPtr doc = read_document(in->seen, why);
	xmlXPathContextPtr context;
	bool ok;

	if (doc == NULL)
		return false;
	context = xmlXPathNewContext(doc);
	if (context == NULL)
		fatal("out of memory");
	declare_prefixes(context, in, a);
	ok = evaluate(context, expression, a, out, why);
	xmlXPathFreeContext(context);
	xmlFreeDoc(doc);
	return ok;
}

void
part_xpath(struct expecting *x, const struct expectations *e)
{
	for (size_t i = 0; i < e->xpath.n; i++) {
		const struct named_match *m = &e->xpath.v[i];
		struct shown s = {0};
		struct mismatch why = {0};
		struct str reason = STR_NONE;
		struct finding *f;

		if (!xpath_value(x->in, m->name, x->out->arena, &s, &reason)) {
			f = expect_fail(x, m->match.loc, "%.*s", STRF(reason));
			f->expected = arena_strf(
			    x->out->arena, "XML with %.*s", STRF(m->name));
			finding_in_body(f, NULL);
			continue;
		}
		if (match_holds(&m->match, &s, &x->env, &why))
			continue;
		f = expect_fail(x, m->match.loc,
		    "the value of %.*s is not as expected", STRF(m->name));
		f->expected = why.expected;
		f->actual = why.actual;
		finding_in_body(f, NULL);
	}
}
