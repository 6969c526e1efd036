#include "refserver/method.h"

#include "refserver/area.h"
#include "refserver/jsonin.h"

/*
 * A small batch API with JSON bodies below /json/, one resource for each of
 * the shapes that such APIs have. A batch that can be read is answered with
 * 207 and an item for each of its parts, in the shape of the request:
 *
 *	/json/files	{"files": [{"filename", "content"}]}
 *	/json/updates	{"updates": [{"id", "name"}]}
 *	/json/sources	{"sources": [{"source"}]}
 *	/json/array	[{"id", "name"}]
 *	/json/object	{ID: {"name"}}
 *
 * Nothing is kept: records 1 to 9 exist, and the sources main and mirror,
 * and archive, which is down.
 */

struct part {
	struct str id;	/* decoded */
	struct str raw; /* the same as the client spelled it */
	unsigned status;
	const char *message; /* NULL: it went well */
};

struct batch {
	struct request *rq;
	const struct shape *shape;
	VEC(struct part) parts;
	unsigned refused; /* status, if the batch as a whole cannot be taken */
	const char *why;
};

struct shape {
	const char *name; /* the last segment of the path */
	const char *list; /* the member with the array; NULL: the body */
	const char *id;	  /* the member of a part; NULL: its key */
	void (*decide)(struct part *p, const struct jsonin *v);
};

#define FILE_MAX ((size_t)1 << 20)
#define PARTS_MAX 2000

static bool
refuse(struct batch *b, unsigned status, const char *why)
{
	b->refused = status;
	b->why = why;
	return false;
}

static void
fail(struct part *p, unsigned status, const char *message)
{
	p->status = status;
	p->message = message;
}

static void
decide_file(struct part *p, const struct jsonin *v)
{
	const struct jsonin *content = jsonin_member(v, "content");

	p->status = 201;
	if (p->id.n == 0)
		fail(p, 422, "a file needs a name");
	else if (str_index(p->id, '/') < p->id.n)
		fail(p, 422, "a name has no slash");
	else if (content != NULL && content->kind != JSONIN_STRING)
		fail(p, 422, "content is text");
	else if (content != NULL && content->text.n > FILE_MAX)
		fail(p, 413, "a file has 1 MiB at most");
}

static void
decide_record(struct part *p, const struct jsonin *v)
{
	const struct jsonin *name = jsonin_member(v, "name");

	p->status = 200;
	if (p->id.n != 1 || p->id.p[0] < '1' || p->id.p[0] > '9')
		fail(p, 404, "there is no such record");
	else if (name != NULL &&
		 (name->kind != JSONIN_STRING || name->text.n == 0))
		fail(p, 422, "a name is a text, and not empty");
}

static void
decide_source(struct part *p, const struct jsonin *v)
{
	(void)v;
	p->status = 200;
	if (str_is(p->id, "archive"))
		fail(p, 503, "the source does not answer");
	else if (!str_is(p->id, "main") && !str_is(p->id, "mirror"))
		fail(p, 404, "there is no such source");
}

static const struct shape shapes[] = {
    {"files",   "files",   "filename", decide_file  },
    {"updates", "updates", "id",	 decide_record},
    {"sources", "sources", "source",   decide_source},
    {"array",   NULL,	    "id",	  decide_record},
    {"object",  NULL,	     NULL,	   decide_record},
};

/* ------------------------------------------------------------- the request */

static bool
has_part(const struct batch *b, struct str id)
{
	for (size_t i = 0; i < b->parts.n; i++)
		if (str_eq(b->parts.v[i].id, id))
			return true;
	return false;
}

/* "x" as it stands in JSON: only quotes and what is below a space count. */
static struct str
quoted(struct request *rq, struct str text)
{
	struct buf b;
	struct str made;

	buf_init(&b, text.n * 6 + 3);
	buf_putc(&b, '"');
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c < 0x20)
			buf_printf(&b, "\\u%04x", c);
		else if (c == '"' || c == '\\')
			buf_printf(&b, "\\%c", c);
		else
			buf_putc(&b, (char)c);
	}
	buf_putc(&b, '"');
	made = arena_str(&rq->arena, buf_view(&b));
	buf_release(&b);
	return made;
}

static bool
add_part(struct batch *b, const struct jsonin *v)
{
	const struct jsonin *id =
	    b->shape->id != NULL ? jsonin_member(v, b->shape->id) : NULL;
	struct part *p;
	struct str name = b->shape->id == NULL ? v->name : STR_NONE;

	if (id != NULL && id->kind == JSONIN_STRING)
		name = id->text;
	if (id != NULL && id->kind == JSONIN_NUMBER)
		name = id->raw;
	/* Without an identifier there is nothing to answer for. */
	if (v->kind != JSONIN_OBJECT || name.p == NULL)
		return refuse(b, 400, "a part of the batch has no identifier");
	if (has_part(b, name))
		return refuse(b, 400, "two parts have the same identifier");
	if (b->parts.n == PARTS_MAX)
		return refuse(b, 413, "a batch has 2000 parts at most");
	p = vec_add(&b->parts, &b->rq->arena);
	p->id = name;
	p->raw = id != NULL && id->kind == JSONIN_NUMBER ? id->raw
							 : quoted(b->rq, name);
	b->shape->decide(p, v);
	return true;
}

static bool
read_batch(struct batch *b)
{
	struct request *rq = b->rq;
	struct str body = {rq->body ? rq->body : "", rq->body_n};
	const struct jsonin *v = jsonin_parse(body, &rq->arena);
	enum jsonin_kind wanted =
	    b->shape->id != NULL ? JSONIN_ARRAY : JSONIN_OBJECT;

	if (b->shape->list != NULL)
		v = jsonin_member(v, b->shape->list);
	if (v == NULL || v->kind != wanted || v->first == NULL)
		return refuse(b, 400, "the body holds no batch of this kind");
	for (v = v->first; v != NULL; v = v->next)
		if (!add_part(b, v))
			return false;
	return true;
}

/* ------------------------------------------------------------- the answer */

static void
write_status(struct batch *b, const struct part *p)
{
	struct buf *out = &b->rq->answer.body;
	const char *quote = faulty(b->rq, FAULT_json_status_text) ? "\"" : "";
	unsigned status = p->status;

	if (faulty(b->rq, FAULT_json_all_200))
		status = 200;
	if (faulty(b->rq, FAULT_json_status_interim) && p->message == NULL)
		status = 102;
	buf_printf(out, "\"status\": %s%u%s", quote, status, quote);
}

static void
write_item(struct batch *b, const struct part *p)
{
	struct request *rq = b->rq;
	struct buf *out = &rq->answer.body;
	bool failed = p->message != NULL;
	bool nameless = failed && faulty(rq, FAULT_json_item_without_id);
	const char *comma = "";

	if (b->shape->id == NULL)
		buf_printf(
		    out, "%.*s: ", STRF(nameless ? STR("\"\"") : p->raw));
	buf_putc(out, '{');
	if (b->shape->id != NULL && !nameless) {
		buf_printf(out, "\"%s\": %.*s", b->shape->id, STRF(p->raw));
		comma = ", ";
	}
	if (!failed || !faulty(rq, FAULT_json_item_without_status)) {
		buf_puts(out, comma);
		write_status(b, p);
		comma = ", ";
	}
	if (failed)
		buf_printf(out, "%s\"message\": \"%s\"", comma, p->message);
	buf_putc(out, '}');
}

static void
write_items(struct batch *b)
{
	struct buf *out = &b->rq->answer.body;
	bool twice = faulty(b->rq, FAULT_json_item_twice);

	if (b->shape->list != NULL)
		buf_printf(out, "{\"%s\": ", b->shape->list);
	buf_puts(out, b->shape->id != NULL ? "[" : "{");
	for (size_t i = 0; i < b->parts.n; i++) {
		buf_puts(out, i > 0 ? ",\n  " : "\n  ");
		write_item(b, &b->parts.v[i]);
		if (i == 0 && twice) {
			buf_puts(out, ",\n  ");
			write_item(b, &b->parts.v[i]);
		}
	}
	buf_puts(out, b->shape->id != NULL ? "\n]" : "\n}");
	buf_puts(out, b->shape->list != NULL ? "}\n" : "\n");
}

/* What some APIs say instead. */
static void
write_prose(struct batch *b, bool json)
{
	struct buf *out = &b->rq->answer.body;
	size_t done = 0;

	for (size_t i = 0; i < b->parts.n; i++)
		done += b->parts.v[i].message == NULL;
	buf_printf(out,
	    json ? "{\"status\": \"%zu of %zu done\"}\n" : "%zu of %zu done\n",
	    done, b->parts.n);
}

static void
answer_batch(struct batch *b)
{
	struct request *rq = b->rq;
	const char *type = "application/json";
	bool plain = faulty(rq, FAULT_json_plain_text);

	if (faulty(rq, FAULT_json_text_html))
		type = "text/html; charset=utf-8";
	answer_code(rq, faulty(rq, FAULT_json_batch_200) ? 200 : 207);
	if (plain || faulty(rq, FAULT_json_prose))
		write_prose(b, !plain);
	else
		write_items(b);
	if (!faulty(rq, FAULT_json_untyped))
		answer_header(rq, "Content-Type", "%s",
		    plain ? "text/plain; charset=utf-8" : type);
}

static const struct shape *
shape_of(const struct request *rq)
{
	const struct path *p = &rq->path;

	if (rq->node != NULL || p->seg.n != 2 || p->slash ||
	    !str_is(p->seg.v[0], "json"))
		return NULL;
	for (size_t i = 0; i < countof(shapes); i++)
		if (str_is(p->seg.v[1], shapes[i].name))
			return &shapes[i];
	return NULL;
}

void
method_post(struct request *rq)
{
	struct batch b = {.rq = rq, .shape = shape_of(rq)};
	struct str type = request_field(rq, "Content-Type");

	if (b.shape == NULL && rq->node != NULL && rq->node->collection &&
	    rq->path.seg.n == 1 && area_has(&rq->path, "picky")) {
		area_post(rq);
		return;
	}
	if (b.shape == NULL) {
		answer_not_allowed(rq);
		return;
	}
	type = str_trim(str_sub(type, 0, str_index(type, ';')));
	if (!str_is_nocase(type, "application/json"))
		answer_refuse(rq, 415, "a batch is application/json");
	else if (!read_batch(&b))
		answer_refuse(rq, b.refused, "%s", b.why);
	else
		answer_batch(&b);
}
