/*
 * What a judge of 207 bodies cannot beat: libxml2's push parser that builds
 * each response as a tree and drops it, and looks at nothing.
 */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <string.h>

static void
drop(xmlNode *node)
{
	if (node == NULL)
		return;
	xmlUnlinkNode(node);
	xmlFreeNode(node);
}

static void
end(void *ctx, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
	xmlParserCtxt *p = ctx;
	xmlNode *node = p->node;

	xmlSAX2EndElementNs(ctx, local, prefix, uri);
	if (strcmp((const char *)local, "response") != 0)
		return;
	/* Names belong to the dictionary. */
	if (p->myDoc->dict == NULL) {
		p->myDoc->dict = p->dict;
		xmlDictReference(p->dict);
	}
	drop(node->prev);
	drop(node);
	p->nodemem = p->nodelen = 0;
}

int
main(int argc, char **argv)
{
	static char buf[65536];
	xmlParserCtxt *p = xmlCreatePushParserCtxt(NULL, NULL, NULL, 0, NULL);
	FILE *f = argc > 1 ? fopen(argv[1], "rb") : stdin;
	size_t n;

	if (p == NULL || f == NULL)
		return 2;
	p->sax->endElementNs = end;
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		xmlParseChunk(p, buf, (int)n, 0);
	xmlParseChunk(p, NULL, 0, 1);
	return p->wellFormed ? 0 : 1;
}
