/*
 * A server for tests that plays literal bytes and keeps what it was sent.
 *
 * The plays are used up in the order in which requests arrive, over all
 * connections; the last one stays. Each connection has a thread.
 */
#ifndef TEST_HTTP_SERVER_H
#define TEST_HTTP_SERVER_H

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buf.h"

enum after {
	KEEP,
	CLOSE,
	RESET,
	HANG, /* until the client closes */
};

struct play {
	const char *answer; /* NULL: nothing */
	enum after after;
	size_t n;	     /* bytes of answer; 0: up to its NUL */
	const char *rest;    /* sent 10 ms after the answer */
	const char *interim; /* sent before the body is read */
	bool head_only;	     /* the body is not read */
	size_t wait_for; /* answers when so many requests have come in all */
	size_t flood;	 /* so many bytes 'x' after the answer */
};

enum { SERVER_MAX = 40000, CONNECTIONS_MAX = 64 };

struct server {
	int fd;
	unsigned port;
	const struct play *plays;
	size_t n_plays;
	pthread_t acceptor;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct buf *requests; /* as they came */
	size_t *connection_of;
	size_t n_requests, n_connections;
	struct connection {
		struct server *server;
		pthread_t thread;
		int fd;
		size_t number;
		struct buf in;
		bool used;
		bool over;
	} connections[CONNECTIONS_MAX];
	bool stopping;
};

static inline bool
put_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t sent = send(fd, p, n, MSG_NOSIGNAL);

		if (sent <= 0)
			return false;
		p += sent;
		n -= (size_t)sent;
	}
	return true;
}

static inline bool
get_more(struct connection *c)
{
	char block[16384];
	ssize_t n = recv(c->fd, block, sizeof(block), 0);

	return n > 0 && buf_add(&c->in, block, (size_t)n);
}

/* Bytes of the header section with the empty line. */
static inline size_t
head_size(struct str s)
{
	size_t at = str_find(s, STR("\r\n\r\n"));

	return at < s.n ? at + 4 : 0;
}

static inline struct str
line_value(struct str head, const char *name)
{
	struct str line;

	while (str_cut(&head, '\n', &line)) {
		size_t colon = str_index(line, ':');

		if (str_is_nocase(str_sub(line, 0, colon), name))
			return str_trim(str_from_at(line, colon + 1));
	}
	return STR_NONE;
}

/* Bytes of the request that begins in s, or 0 if it is not whole. */
static inline size_t
request_size(struct str s)
{
	size_t head = head_size(s), end;
	uint64_t length;
	struct str body = str_from_at(s, head);

	if (head == 0)
		return 0;
	if (str_is_nocase(line_value(str_sub(s, 0, head), "Transfer-Encoding"),
		"chunked")) {
		end = str_find(body, STR("0\r\n\r\n"));
		return end < body.n ? head + end + 5 : 0;
	}
	if (!str_to_u64(
		line_value(str_sub(s, 0, head), "Content-Length"), &length))
		length = 0;
	return body.n < length ? 0 : head + (size_t)length;
}

static inline const struct play *
next_play(struct server *s, size_t request)
{
	return &s->plays[request < s->n_plays ? request : s->n_plays - 1];
}

/* Keeps it and says which play answers it. */
static inline const struct play *
keep_request(struct connection *c, size_t n, size_t number)
{
	struct server *s = c->server;
	const struct play *play = next_play(s, number);

	pthread_mutex_lock(&s->lock);
	buf_add(&s->requests[number], c->in.p, n);
	memmove(c->in.p, c->in.p + n, c->in.n - n);
	c->in.n -= n;
	while (s->n_requests < play->wait_for && !s->stopping)
		pthread_cond_wait(&s->changed, &s->lock);
	pthread_mutex_unlock(&s->lock);
	return play;
}

static inline size_t
take_number(struct connection *c)
{
	struct server *s = c->server;
	size_t number;

	pthread_mutex_lock(&s->lock);
	number = s->n_requests++;
	assert(number < SERVER_MAX);
	buf_init(&s->requests[number], SIZE_MAX / 4);
	s->connection_of[number] = c->number;
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
	return number;
}

/* False when the connection is over. */
static inline bool
serve_one(struct connection *c)
{
	struct str in = buf_view(&c->in);
	const struct play *play;
	size_t number, n;

	while (head_size(buf_view(&c->in)) == 0)
		if (!get_more(c))
			return false;
	number = take_number(c);
	play = next_play(c->server, number);
	if (play->interim != NULL)
		put_all(c->fd, play->interim, strlen(play->interim));
	while (!play->head_only && request_size(buf_view(&c->in)) == 0)
		if (!get_more(c))
			break;
	in = buf_view(&c->in);
	n = play->head_only ? head_size(in) : request_size(in);
	keep_request(c, n ? n : in.n, number);
	if (play->answer != NULL &&
	    !put_all(
		c->fd, play->answer, play->n ? play->n : strlen(play->answer)))
		return false;
	for (size_t left = play->flood; left > 0; left--)
		if (!put_all(c->fd, "xxxxxxxxxxxxxxxx", 16))
			return false;
	if (play->rest != NULL) {
		poll(NULL, 0, 10);
		put_all(c->fd, play->rest, strlen(play->rest));
	}
	if (play->after == HANG)
		while (get_more(c))
			;
	if (play->after == RESET) {
		struct linger at_once = {.l_onoff = 1};

		setsockopt(
		    c->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
	}
	return play->after == KEEP;
}

static inline void *
connection_main(void *arg)
{
	struct connection *c = arg;

	while (serve_one(c))
		;
	pthread_mutex_lock(&c->server->lock);
	close(c->fd);
	c->over = true;
	buf_release(&c->in);
	pthread_mutex_unlock(&c->server->lock);
	return NULL;
}

static inline struct connection *
free_connection(struct server *s)
{
	for (size_t i = 0; i < CONNECTIONS_MAX; i++) {
		struct connection *c = &s->connections[i];

		if (c->used && c->over) {
			pthread_join(c->thread, NULL);
			c->used = false;
		}
		if (!c->used)
			return c;
	}
	abort();
}

static inline void *
acceptor_main(void *arg)
{
	struct server *s = arg;
	int fd;

	while ((fd = accept(s->fd, NULL, NULL)) >= 0) {
		struct connection *c;

		pthread_mutex_lock(&s->lock);
		if (s->stopping) {
			pthread_mutex_unlock(&s->lock);
			close(fd);
			break;
		}
		pthread_mutex_unlock(&s->lock);
		c = free_connection(s);
		*c = (struct connection){.server = s,
		    .fd = fd,
		    .number = s->n_connections++,
		    .used = true};
		buf_init(&c->in, SIZE_MAX / 4);
		if (pthread_create(&c->thread, NULL, connection_main, c) != 0)
			abort();
	}
	return NULL;
}

/* A socket that is bound to a free loopback port, listening or not. */
static inline int
loopback_socket(bool listening, unsigned *port)
{
	struct sockaddr_in at = {
	    .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(at);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&at, size) != 0 ||
	    (listening && listen(fd, 64) != 0) ||
	    getsockname(fd, (struct sockaddr *)&at, &size) != 0)
		abort();
	*port = ntohs(at.sin_port);
	return fd;
}

static inline void
server_start(struct server *s, const struct play *plays, size_t n)
{
	*s = (struct server){.plays = plays, .n_plays = n};
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->changed, NULL);
	s->requests = xcalloc(SERVER_MAX, sizeof(*s->requests));
	s->connection_of = xcalloc(SERVER_MAX, sizeof(*s->connection_of));
	s->fd = loopback_socket(true, &s->port);
	if (pthread_create(&s->acceptor, NULL, acceptor_main, s) != 0)
		abort();
}

static inline void
server_stop(struct server *s)
{
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
	shutdown(s->fd, SHUT_RDWR);
	pthread_join(s->acceptor, NULL);
	for (size_t i = 0; i < CONNECTIONS_MAX; i++) {
		struct connection *c = &s->connections[i];

		if (!c->used)
			continue;
		pthread_mutex_lock(&s->lock);
		if (!c->over)
			shutdown(c->fd, SHUT_RDWR);
		pthread_mutex_unlock(&s->lock);
		pthread_join(c->thread, NULL);
	}
	close(s->fd);
	for (size_t i = 0; i < s->n_requests; i++)
		buf_release(&s->requests[i]);
	free(s->requests);
	free(s->connection_of);
	pthread_cond_destroy(&s->changed);
	pthread_mutex_destroy(&s->lock);
}

/* Request number i as it came; nothing if there was none. */
static inline struct str
server_request(struct server *s, size_t i)
{
	struct str request = STR_NONE;

	pthread_mutex_lock(&s->lock);
	if (i < s->n_requests)
		request = buf_view(&s->requests[i]);
	pthread_mutex_unlock(&s->lock);
	return request;
}

static inline size_t
server_count(struct server *s)
{
	size_t n;

	pthread_mutex_lock(&s->lock);
	n = s->n_requests;
	pthread_mutex_unlock(&s->lock);
	return n;
}

/*
 * Until something, or the end, has come on one of this process's connections
 * to the server.
 */
static inline void
server_await_input(const struct server *s)
{
	struct pollfd watched[64];
	nfds_t n = 0;

	for (int fd = 0; fd < 1024 && n < 64; fd++) {
		struct sockaddr_in to = {0};
		socklen_t size = sizeof(to);

		if (getpeername(fd, (struct sockaddr *)&to, &size) == 0 &&
		    ntohs(to.sin_port) == s->port)
			watched[n++] =
			    (struct pollfd){.fd = fd, .events = POLLIN};
	}
	if (poll(watched, n, 10000) <= 0)
		abort();
}

#endif
