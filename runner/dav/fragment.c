#include "dav/fragment.h"

#include "dav/multistatus.h"

struct fragment {
	bool bad;
	struct str why;
	struct arena *arena;
};

static void
fragment_problem(void *arg, const struct xml_error *error)
{
	struct fragment *f = arg;

	f->bad = true;
	f->why = arena_str(f->arena, error->message);
}

static void
fragment_doctype(void *arg, unsigned line, unsigned col)
{
	(void)arg;
	(void)line;
	(void)col;
}

static void
feed_escaped(struct xml_reader *r, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			xml_reader_feed(r, "&quot;", 6);
		else if (s.p[i] == '&')
			xml_reader_feed(r, "&amp;", 5);
		else if (s.p[i] == '<')
			xml_reader_feed(r, "&lt;", 4);
		else
			xml_reader_feed(r, s.p + i, 1);
	}
}

#define FEED(r, lit) xml_reader_feed((r), (lit), sizeof(lit) - 1)

static void
feed_wrapper(struct xml_reader *r, const struct xml_prefix *prefixes, size_t n)
{
	FEED(r, "<davproof-w:wrapper");
	FEED(r, " xmlns:davproof-w=\"urn:davproof:wrapper\"");
	for (size_t i = 0; i < n; i++) {
		FEED(r, " xmlns");
		if (prefixes[i].prefix.n > 0) {
			FEED(r, ":");
			xml_reader_feed(
			    r, prefixes[i].prefix.p, prefixes[i].prefix.n);
		}
		FEED(r, "=\"");
		feed_escaped(r, prefixes[i].uri);
		FEED(r, "\"");
	}
	FEED(r, ">");
}

const struct xml_node *
xml_fragment(struct arena *a, struct str content,
    const struct xml_prefix *prefixes, size_t n, struct str *why)
{
	struct fragment f = {.arena = a};
	const struct xml_events events = {
	    .arg = &f,
	    .problem = fragment_problem,
	    .doctype = fragment_doctype,
	};
	struct xml_reader *r = xml_reader_new(&events, a, STR("utf-8"));
	const struct xml_node *root;

	feed_wrapper(r, prefixes, n);
	xml_reader_feed(r, content.n > 0 ? content.p : "", content.n);
	FEED(r, "</davproof-w:wrapper>");
	xml_reader_end(r);
	root = xml_reader_root(r);
	xml_reader_free(r);
	if (f.bad) {
		*why = f.why;
		return NULL;
	}
	return root;
}
