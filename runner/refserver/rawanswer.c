#include "refserver/rawanswer.h"

#include <sys/socket.h>

#include "refserver/httpdate.h"

/* Content where there is none. */
static bool
adds_content(const struct request *rq)
{
	unsigned status = rq->answer.status;

	return (str_is(rq->method, "HEAD") &&
		   faulty(rq, FAULT_content_with_head)) ||
	       (status == 204 && faulty(rq, FAULT_content_with_204)) ||
	       (status == 304 && faulty(rq, FAULT_content_with_304));
}

static void
write_head(struct buf *b, struct request *rq)
{
	char date[HTTPDATE_MAX];

	httpdate_write((time_t)(rq->now / 1000), HTTPDATE_IMF, date);
	buf_printf(b, "HTTP/1.1 %u Answer\r\nDate: %s\r\nConnection: close\r\n",
	    rq->answer.status, date);
	for (size_t i = 0; i < rq->answer.headers.n; i++)
		buf_printf(b, "%.*s: %.*s\r\n",
		    STRF(rq->answer.headers.v[i].name),
		    STRF(rq->answer.headers.v[i].value));
}

static void
write_body(struct buf *b, const struct request *rq)
{
	const struct answer *an = &rq->answer;

	if (an->blob != NULL)
		buf_add(b, an->blob->p + an->from, an->n);
	else
		buf_str(b, buf_view(&an->body));
}

static void
send_all(int fd, const struct buf *b)
{
	size_t at = 0;
	ssize_t n;

	/* Small enough for the socket's buffer; what fails shows. */
	while (
	    at < b->n && (n = send(fd, b->p + at, b->n - at, MSG_NOSIGNAL)) > 0)
		at += (size_t)n;
}

static bool
is_small(const struct request *rq)
{
	return rq->answer.n + rq->answer.body.n < 16384;
}

bool
raw_answer(struct request *rq, int fd)
{
	struct buf b;
	bool done = true;

	buf_init(&b, 65536);
	if (faulty(rq, FAULT_interim_with_length)) {
		buf_puts(&b, "HTTP/1.1 103 Early Hints\r\n"
			     "Content-Length: 0\r\n\r\n");
		done = false;
	} else if (!rq->http_1_0 && varied(rq, VARIANT_early_hints)) {
		buf_puts(&b, "HTTP/1.1 103 Early Hints\r\n"
			     "Link: </style.css>; rel=preload\r\n\r\n");
		done = false;
	} else if (adds_content(rq)) {
		write_head(&b, rq);
		buf_puts(&b, "\r\nthere is none\n");
	} else if (rq->http_1_0 && is_small(rq) &&
		   faulty(rq, FAULT_chunked_to_http_1_0)) {
		write_head(&b, rq);
		buf_puts(&b, "Transfer-Encoding: chunked\r\n\r\n");
		buf_printf(&b, "%zx\r\n", rq->answer.n + rq->answer.body.n);
		write_body(&b, rq);
		buf_puts(&b, "\r\n0\r\n\r\n");
	} else if (str_is(rq->method, "GET") && is_small(rq) &&
		   faulty(rq, FAULT_get_without_length)) {
		write_head(&b, rq);
		buf_puts(&b, "\r\n");
		write_body(&b, rq);
	} else {
		done = false;
	}
	send_all(fd, &b);
	buf_release(&b);
	return done;
}
