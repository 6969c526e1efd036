#include "http/capture.h"

#include "base/buf.h"
#include "http/framing.h"

#define HEAD_MAX ((size_t)1024 * 1024)
/* Enough for "HTTP/1" and for the size of a chunk with its line end. */
#define LOOK 24

enum state {
	IN_HEAD,
	LOOKING, /* before a body, or behind one: what comes now? */
	IN_BODY,
	STOPPED,
};

struct capture {
	const struct capture_events *events;
	bool answers_head;
	enum state state;
	struct buf head;
	size_t line_length; /* of the head's last line */
	bool any;	    /* there was a head */
	bool open;	    /* a response has begun and not ended */
	bool ended;	    /* its body is whole: this looks behind it */
	struct framing framing;
	struct buf look;
	bool begins;	  /* the next bytes of the body begin on a new line */
	unsigned outside; /* line ends that are not of the body */
	unsigned inside;  /* those of the body */
};

struct capture *
capture_new(const struct capture_events *events, bool answers_head)
{
	struct capture *c = xcalloc(1, sizeof(*c));

	c->events = events;
	c->answers_head = answers_head;
	buf_init(&c->head, HEAD_MAX);
	buf_init(&c->look, LOOK);
	return c;
}

static unsigned
count_lines(const char *p, size_t n)
{
	const char *end = p + n;
	unsigned lines = 0;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		lines++;
		p++;
	}
	return lines;
}

static void
stop(struct capture *c, unsigned line, const char *why)
{
	c->state = STOPPED;
	c->events->problem(c->events->arg, line, why);
}

static void
end_response(struct capture *c)
{
	if (c->open)
		c->events->end(c->events->arg);
	c->open = false;
	c->outside += c->inside;
	c->inside = 0;
}

bool
capture_begins(struct str bytes)
{
	return bytes.n > 5 && str_starts(bytes, STR("HTTP/")) &&
	       bytes.p[5] >= '0' && bytes.p[5] <= '9';
}

bool
capture_is_chunked(const struct capture *c)
{
	return c->framing.kind == FRAMING_CHUNKED;
}

/* ------------------------------------------------------------- the head */

static bool
has_header(const struct reply *r, const char *name)
{
	return headers_get(&r->headers, name).p != NULL;
}

/* curl --compressed undoes the content coding and leaves Content-Length. */
static void
frame(struct capture *c, const struct reply *r)
{
	framing_init(&c->framing, r, c->answers_head);
	if (c->framing.kind == FRAMING_LENGTH && c->framing.left > 0 &&
	    has_header(r, "Content-Encoding"))
		c->framing.kind = FRAMING_CLOSE;
}

static void
end_head(struct capture *c)
{
	struct arena a = {0};
	struct reply reply;
	unsigned line = c->outside + 1;

	if (reply_parse(buf_view(&c->head), &a, &reply) == 0) {
		stop(c, line, "this is not the head of an HTTP response");
	} else {
		c->any = true;
		c->outside += count_lines(c->head.p, c->head.n);
		c->open = reply.status < 100 || reply.status > 199;
		frame(c, &reply);
		c->ended = framing_complete(&c->framing);
		c->state = LOOKING;
		c->begins = true;
		c->events->reply(c->events->arg, &reply, line);
	}
	buf_clear(&c->head);
	c->line_length = 0;
	arena_release(&a);
}

static bool
is_blank(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '\r' && s.p[i] != '\n')
			return false;
	return true;
}

/* Takes up to the end of a line; returns how many bytes. */
static size_t
head_bytes(struct capture *c, const char *p, size_t n)
{
	const char *lf = memchr(p, '\n', n);
	size_t taken = lf != NULL ? (size_t)(lf - p) + 1 : n;

	if (!buf_add(&c->head, p, taken)) {
		stop(c, c->outside + 1, "a head of more than 1 MiB");
		return taken;
	}
	for (size_t i = 0; i < taken; i++)
		c->line_length += p[i] != '\r' && p[i] != '\n';
	if (lf == NULL)
		return taken;
	/* Empty lines before a status line are passed over (RFC 9112 2.2). */
	if (c->line_length == 0 && is_blank(buf_view(&c->head))) {
		buf_clear(&c->head);
		c->outside++;
	} else if (c->line_length == 0) {
		end_head(c);
	}
	c->line_length = 0;
	return taken;
}

/* ------------------------------------------------------------- the body */

static void
give(struct capture *c, struct str piece)
{
	if (piece.n == 0)
		return;
	c->events->body(
	    c->events->arg, piece.p, piece.n, c->begins, c->outside);
	c->begins = false;
	c->inside += count_lines(piece.p, piece.n);
}

/* The chunked coding: its own bytes are counted and not given. */
static void
chunk_bytes(struct capture *c, struct str *in)
{
	struct str before = *in, piece = STR_NONE;
	bool more = framing_next(&c->framing, in, &piece);
	size_t coding;

	/* What comes behind the last chunk is no piece of this body. */
	if (more && c->framing.part == CHUNK_DONE) {
		*in = (struct str){
		    piece.p, before.n - (size_t)(piece.p - before.p)};
		more = false;
	}
	coding = more ? (size_t)(piece.p - before.p) : before.n - in->n;
	c->outside += count_lines(before.p, coding);
	c->begins |= coding > 0;
	if (more)
		give(c, piece);
	if (c->framing.broken)
		stop(c, c->outside + c->inside + 1,
		    "the chunked coding is broken here");
}

/* All that is left of a body whose length is known, or of the file. */
static void
plain_bytes(struct capture *c, struct str *in)
{
	struct str piece = *in;

	if (c->framing.kind == FRAMING_LENGTH && c->framing.left < piece.n)
		piece.n = (size_t)c->framing.left;
	if (c->framing.kind == FRAMING_LENGTH)
		c->framing.left -= piece.n;
	*in = str_from_at(*in, piece.n);
	give(c, piece);
}

/* Returns how many bytes are of this body. */
static size_t
body_bytes(struct capture *c, const char *p, size_t n)
{
	struct str in = {p, n};

	while (in.n > 0 && c->state == IN_BODY) {
		if (c->framing.kind == FRAMING_CHUNKED)
			chunk_bytes(c, &in);
		else
			plain_bytes(c, &in);
		if (c->state == IN_BODY && framing_complete(&c->framing)) {
			c->ended = true;
			c->state = LOOKING;
		}
	}
	return n - in.n;
}

/* ------------------------------------------------------------- looking */

/* The size of a chunk: digits, perhaps an extension, and the line ends. */
static bool
looks_chunked(struct str s)
{
	size_t digits = 0;

	while (digits < s.n && str_hex(s.p[digits]) >= 0)
		digits++;
	return digits > 0 && digits < s.n && strchr("\r\n; ", s.p[digits]) &&
	       s.p[digits] != '\0';
}

/* What was looked at is the next head, the body, or more than was told. */
static void
looked(struct capture *c)
{
	struct arena a = {0};
	struct str bytes = arena_str(&a, buf_view(&c->look));

	buf_clear(&c->look);
	if (capture_begins(bytes) || !c->open) {
		end_response(c);
		c->state = IN_HEAD;
		capture_feed(c, bytes.p, bytes.n);
	} else {
		if (c->ended || (c->framing.kind == FRAMING_CHUNKED &&
				    !looks_chunked(bytes)))
			c->framing.kind = FRAMING_CLOSE;
		c->state = IN_BODY;
		capture_feed(c, bytes.p, bytes.n);
	}
	arena_release(&a);
}

void
capture_feed(struct capture *c, const char *p, size_t n)
{
	while (n > 0 && c->state != STOPPED) {
		size_t taken = n;

		if (c->state == IN_HEAD) {
			taken = head_bytes(c, p, n);
		} else if (c->state == LOOKING) {
			size_t room = LOOK - c->look.n;

			taken = n < room ? n : room;
			buf_add(&c->look, p, taken);
			if (c->look.n == LOOK)
				looked(c);
		} else {
			taken = body_bytes(c, p, n);
		}
		p += taken;
		n -= taken;
	}
}

/* ------------------------------------------------------------- the end */

void
capture_end(struct capture *c)
{
	/* Line ends behind a body that is whole are an editor's. */
	while (c->state == LOOKING && c->look.n > 0 &&
	       !(c->ended && is_blank(buf_view(&c->look))))
		looked(c);
	/* A head alone, perhaps without its last empty line. */
	if (c->state == IN_HEAD && !is_blank(buf_view(&c->head))) {
		buf_puts(&c->head, "\n\n");
		end_head(c);
	}
	if (c->state == STOPPED)
		return;
	if (!c->any)
		stop(c, 1, "there is nothing but empty lines");
	else
		end_response(c);
}

void
capture_free(struct capture *c)
{
	if (c == NULL)
		return;
	buf_release(&c->head);
	buf_release(&c->look);
	free(c);
}
