#include "dav/pattern.h"

#include "base/utf8.h"

/* ------------------------------------------------------------- text */

/* Tab, line end and what is printable in ASCII, but "<", ">" and "&". */
static bool
is_plain(unsigned char c)
{
	return (c >= ' ' && c < 0x80 && c != '<' && c != '>' && c != '&') ||
	       c == '\t' || c == '\n';
}

static const struct entity {
	struct str name;
	char c;
} entities[] = {
    {{"&quot;", 6}, '"' },
    {{"&amp;", 5},  '&' },
    {{"&lt;", 4},	  '<' },
    {{"&gt;", 4},	  '>' },
    {{"&apos;", 6}, '\''},
};

static const struct entity *
entity_at(struct str text)
{
	for (size_t i = 0; i < countof(entities); i++)
		if (str_starts(text, entities[i].name))
			return &entities[i];
	return NULL;
}

/* Beyond ASCII; false: it is not UTF-8, or no character of XML. */
static bool
skip_character(struct str *rest)
{
	uint32_t cp;

	return utf8_next(rest, &cp) && cp >= 0x80 && cp != 0xFFFE &&
	       cp != 0xFFFF;
}

static struct extent
extent_of(struct str s)
{
	struct extent e = {0};

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			e = (struct extent){e.lines + 1, 0};
		else
			e.cols += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	}
	return e;
}

/* The text up to the next "<"; false: it is not plain, or not whole. */
static bool
find_text(struct stretch *s, struct str bytes)
{
	struct str rest = bytes;

	s->escaped = false;
	while (rest.n > 0 && rest.p[0] != '<') {
		const struct entity *e;

		if (is_plain((unsigned char)rest.p[0])) {
			rest = (struct str){rest.p + 1, rest.n - 1};
		} else if (rest.p[0] == '&') {
			e = entity_at(rest);
			if (e == NULL)
				return false;
			s->escaped = true;
			rest = str_from_at(rest, e->name.n);
		} else if (!skip_character(&rest)) {
			return false;
		}
	}
	s->found = str_sub(bytes, 0, bytes.n - rest.n);
	s->found_size = extent_of(s->found);
	return rest.n > 0;
}

static struct str
unescape(struct str raw, char *to)
{
	size_t n = 0;

	while (raw.n > 0) {
		const struct entity *e =
		    raw.p[0] == '&' ? entity_at(raw) : NULL;

		to[n++] = e != NULL ? e->c : raw.p[0];
		raw = str_from_at(raw, e != NULL ? e->name.n : 1);
	}
	to[n] = '\0';
	return (struct str){to, n};
}

/* Where a node is it is a node still, and where is none there will be none. */
static bool
fits(const struct stretch *s)
{
	bool blank = str_trim(s->found).n == 0;
	bool is_node = s->found.n > 0 && !(s->layout && blank);

	return is_node == (s->text != NULL);
}

static void
move(struct position *at, struct extent by)
{
	at->line += by.lines;
	at->col = by.lines > 0 ? 1 + by.cols : at->col + by.cols;
}

/* ------------------------------------------------------------- learning */

/* From "<" to ">", which may stand in an attribute's value too. */
static bool
find_tag(struct stretch *s, struct str bytes)
{
	char quote = '\0';

	if (bytes.n < 3 || bytes.p[1] == '!' || bytes.p[1] == '?')
		return false;
	for (size_t i = 1; i < bytes.n; i++) {
		char c = bytes.p[i];

		if (quote == '\0' && c == '>') {
			s->tag = str_sub(bytes, 0, i + 1);
			s->tag_size = extent_of(s->tag);
			return true;
		}
		if (quote == '\0' && (c == '"' || c == '\''))
			quote = c;
		else if (c == quote)
			quote = '\0';
	}
	return false;
}

/* Where the walk through the tree is: in an element, behind a child of it. */
struct walk {
	struct xml_node *response;
	struct xml_node *in;	 /* NULL: outside of the response */
	struct xml_node *behind; /* NULL: before all children */
};

static struct xml_node *
next_node(const struct walk *w)
{
	if (w->behind != NULL)
		return w->behind->next;
	return w->in != NULL ? w->in->first : w->response;
}

/* The text before the tag: is there a node of it? */
static bool
learn_text(struct stretch *s, struct walk *w, struct arena *a)
{
	struct xml_node *n = w->in != NULL ? next_node(w) : NULL;
	char *plain;

	s->layout = w->in == NULL || w->in->structure;
	if (n == NULL || n->local.p != NULL)
		return fits(s);
	s->text = n;
	w->behind = n;
	plain = arena_alloc(a, s->found.n + 1);
	return fits(s) && str_eq(unescape(s->found, plain), n->text);
}

/* The tag, which starts the next node or ends the one that is open. */
static bool
learn_tag(struct stretch *s, struct walk *w)
{
	bool closed = s->tag.p[s->tag.n - 2] == '/';

	if (s->tag.p[1] == '/') {
		if (w->in == NULL || next_node(w) != NULL)
			return false;
		w->behind = w->in;
		w->in = w->in != w->response ? w->in->parent : NULL;
		return true;
	}
	s->starts = next_node(w);
	if (s->starts == NULL || s->starts->local.p == NULL)
		return false;
	w->behind = closed ? s->starts : NULL;
	w->in = closed ? w->in : s->starts;
	return true;
}

static size_t
count_tags(struct str bytes)
{
	size_t n = 0;

	for (size_t i = 0; i < bytes.n; i++)
		n += bytes.p[i] == '<';
	return n;
}

static bool
learn_stretches(struct pattern *p, struct str bytes, struct xml_node *response)
{
	struct walk w = {.response = response};
	size_t n = count_tags(bytes);

	if (n == 0 || n > PATTERN_TAGS)
		return false;
	p->v = arena_array(&p->arena, struct stretch, n);
	while (p->n < n) {
		struct stretch *s = &p->v[p->n++];

		if (!find_text(s, bytes))
			return false;
		bytes = str_from_at(bytes, s->found.n);
		if (!find_tag(s, bytes))
			return false;
		bytes = str_from_at(bytes, s->tag.n);
		if (!learn_text(s, &w, &p->arena) || !learn_tag(s, &w))
			return false;
		if (w.in == NULL)
			return w.behind == response && bytes.n == 0;
	}
	return false;
}

/* The parser must have seen each element and the end where we see them. */
static bool
agrees(const struct pattern *p, struct position at, struct position to)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct stretch *s = &p->v[i];

		move(&at, s->found_size);
		if (s->text != NULL &&
		    (s->text->line != at.line || s->text->col != at.col))
			return false;
		if (s->starts != NULL &&
		    (s->starts->line != at.line || s->starts->col != at.col))
			return false;
		move(&at, s->tag_size);
	}
	return at.line == to.line && at.col == to.col;
}

/* Text and tags as they stood, out of the bytes. */
static void
keep(struct pattern *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct stretch *s = &p->v[i];

		s->tag = arena_str(&p->arena, s->tag);
		s->raw = arena_str(&p->arena, s->found);
		s->raw_size = s->found_size;
	}
	p->changed = arena_array(&p->arena, const struct xml_node *, p->n);
}

bool
pattern_learn(struct pattern *p, struct str bytes, struct arena *nodes,
    struct xml_node *response, struct position from, struct position to)
{
	struct arena before = p->arena;

	*p = (struct pattern){.arena = *nodes};
	*nodes = before;
	arena_clear(nodes);
	if (!learn_stretches(p, bytes, response) || !agrees(p, from, to))
		return false;
	keep(p);
	p->response = response;
	return true;
}

/* ------------------------------------------------------------- matching */

static bool
is_as_before(const struct stretch *s, struct str bytes)
{
	return str_starts(bytes, s->raw) &&
	       str_starts(str_from_at(bytes, s->raw.n), s->tag);
}

size_t
pattern_match(struct pattern *p, struct str bytes)
{
	struct str rest = bytes;

	if (p->response == NULL || p->arena.used > PATTERN_MAX)
		return 0;
	for (size_t i = 0; i < p->n; i++) {
		struct stretch *s = &p->v[i];

		s->same = is_as_before(s, rest);
		if (s->same) {
			rest = str_from_at(rest, s->raw.n + s->tag.n);
			continue;
		}
		if (!find_text(s, rest) || !fits(s))
			return 0;
		rest = str_from_at(rest, s->found.n);
		if (!str_starts(rest, s->tag))
			return 0;
		rest = str_from_at(rest, s->tag.n);
	}
	return bytes.n - rest.n;
}

/* ------------------------------------------------------------- filling */

static void
make_room(struct pattern *p, struct stretch *s)
{
	if (s->found.n < s->room)
		return;
	s->room = 2 * s->found.n + 16;
	s->store = arena_alloc(&p->arena, s->room);
	s->plain = s->text != NULL ? arena_alloc(&p->arena, s->room) : NULL;
}

static void
take_text(struct pattern *p, struct stretch *s)
{
	make_room(p, s);
	if (s->found.n > 0)
		memcpy(s->store, s->found.p, s->found.n);
	s->store[s->found.n] = '\0';
	s->raw = (struct str){s->store, s->found.n};
	s->raw_size = s->found_size;
	if (s->text == NULL)
		return;
	s->text->text = s->escaped ? unescape(s->raw, s->plain) : s->raw;
	/* It may hold text before and behind an element. */
	if (p->n_changed == 0 ||
	    p->changed[p->n_changed - 1] != s->text->parent)
		p->changed[p->n_changed++] = s->text->parent;
}

void
pattern_fill(struct pattern *p, struct position *at)
{
	p->n_changed = 0;
	for (size_t i = 0; i < p->n; i++) {
		struct stretch *s = &p->v[i];

		if (!s->same)
			take_text(p, s);
		move(at, s->raw_size);
		if (s->text != NULL) {
			s->text->line = at->line;
			s->text->col = at->col;
		}
		if (s->starts != NULL) {
			s->starts->line = at->line;
			s->starts->col = at->col;
		}
		move(at, s->tag_size);
	}
}

void
pattern_release(struct pattern *p)
{
	arena_release(&p->arena);
	*p = (struct pattern){0};
}
