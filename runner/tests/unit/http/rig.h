/* A scripted server, a pool and a lane, and what a handler saw. */
#ifndef TEST_HTTP_RIG_H
#define TEST_HTTP_RIG_H

#include "http/pool.h"

#include <setjmp.h>

#include <cmocka.h>

#include "server.h"

struct seen {
	char order[16]; /* i: interim, r: reply, b: body, d: done */
	size_t n_order;
	int status;
	int interim; /* the last one's status */
	struct buf raw, headers, body, sent, why;
	size_t body_limit; /* of bytes, then body() says false; 0: none */
	enum outcome outcome;
	struct exchange_end end;
	unsigned number; /* which done() of the rig it was */
	struct rig *rig;
};

struct rig {
	struct server server;
	struct pool *pool;
	struct lane *lane;
	struct arena arena;
	unsigned dones;
	volatile sig_atomic_t stop;
};

static inline void
note(struct seen *s, char what)
{
	if (what == 'b' && s->n_order > 0 && s->order[s->n_order - 1] == 'b')
		return;
	assert_true(s->n_order < sizeof(s->order) - 1);
	s->order[s->n_order++] = what;
}

static inline void
seen_interim(void *arg, const struct reply *r)
{
	struct seen *s = arg;

	note(s, 'i');
	s->interim = r->status;
}

static inline void
seen_reply(void *arg, const struct reply *r)
{
	struct seen *s = arg;

	note(s, 'r');
	s->status = r->status;
	buf_str(&s->raw, r->raw);
	for (size_t i = 0; i < r->headers.n; i++)
		buf_printf(&s->headers, "%.*s=%.*s\n",
		    STRF(r->headers.v[i].name), STRF(r->headers.v[i].value));
}

static inline bool
seen_body(void *arg, const char *p, size_t n)
{
	struct seen *s = arg;

	note(s, 'b');
	buf_add(&s->body, p, n);
	return s->body_limit == 0 || s->body.n < s->body_limit;
}

static inline void
seen_done(void *arg, const struct exchange_end *end)
{
	struct seen *s = arg;

	note(s, 'd');
	s->end = *end;
	s->end.why = NULL;
	s->end.sent = STR_NONE;
	s->outcome = end->outcome;
	s->number = s->rig->dones++;
	buf_puts(&s->why, end->why);
	buf_str(&s->sent, end->sent);
}

static inline struct seen *
seen_new(struct rig *rig)
{
	struct seen *s = xcalloc(1, sizeof(*s));
	struct buf *all[] = {&s->raw, &s->headers, &s->body, &s->sent, &s->why};

	s->rig = rig;
	for (size_t i = 0; i < countof(all); i++)
		buf_init(all[i], SIZE_MAX / 4);
	return s;
}

static inline void
seen_free(struct seen *s)
{
	struct buf *all[] = {&s->raw, &s->headers, &s->body, &s->sent, &s->why};

	for (size_t i = 0; i < countof(all); i++)
		buf_release(all[i]);
	free(s);
}

static inline struct exchange_handler
handler_of(struct seen *s)
{
	return (struct exchange_handler){.arg = s,
	    .interim = seen_interim,
	    .reply = seen_reply,
	    .body = seen_body,
	    .done = seen_done};
}

/* config may be NULL; its origin and stop are filled in. */
static inline void
rig_open(struct rig *rig, const struct pool_config *config,
    const struct play *plays, size_t n)
{
	struct pool_config c =
	    config ? *config : (struct pool_config){.timeout_ms = 5000};
	struct buf why;

	*rig = (struct rig){0};
	server_start(&rig->server, plays, n);
	buf_init(&why, 1000);
	if (c.origin == NULL)
		c.origin = arena_printf(
		    &rig->arena, "http://127.0.0.1:%u", rig->server.port);
	c.stop = &rig->stop;
	rig->pool = pool_new(&c, &why);
	assert_string_equal(why.p, "");
	assert_non_null(rig->pool);
	rig->lane = lane_new(rig->pool);
	buf_release(&why);
}

#define RIG_OPEN(rig, config, plays)                                           \
	rig_open((rig), (config), (plays), countof(plays))

static inline void
rig_close(struct rig *rig)
{
	pool_free(rig->pool);
	server_stop(&rig->server);
	arena_release(&rig->arena);
}

/* One exchange from beginning to end. */
static inline struct seen *
fetch(struct rig *rig, const struct request *r)
{
	struct seen *s = seen_new(rig);
	struct exchange_handler h = handler_of(s);

	lane_send(rig->lane, r, &h);
	pool_run(rig->pool);
	assert_true(s->n_order > 0);
	assert_int_equal(s->order[s->n_order - 1], 'd');
	return s;
}

static inline struct seen *
fetch_raw(struct rig *rig, struct str bytes)
{
	struct seen *s = seen_new(rig);
	struct exchange_handler h = handler_of(s);

	lane_send_raw(rig->lane, bytes, &h);
	pool_run(rig->pool);
	assert_true(s->n_order > 0);
	assert_int_equal(s->order[s->n_order - 1], 'd');
	return s;
}

static inline struct request
request_of(const char *method, const char *target)
{
	return (struct request){
	    .method = str_from(method), .target = str_from(target)};
}

#define OK_EMPTY "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"

#define assert_str(s, text) assert_true_str((s), (text), __FILE__, __LINE__)
static inline void
assert_true_str(struct str s, const char *text, const char *file, int line)
{
	if (str_is(s, text))
		return;
	print_error("seen: [%.*s]\nwanted: [%s]\n", STRF(s), text);
	_fail(file, line);
}

#endif
