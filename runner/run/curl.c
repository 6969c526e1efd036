#include "run/curl.h"

#include "base/buf.h"
#include "run/secret.h"

static void
put_quoted(struct buf *b, struct str s)
{
	buf_putc(b, '\'');
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == '\'')
			buf_puts(b, "'\\''");
		else
			buf_putc(b, s.p[i]);
	buf_putc(b, '\'');
}

#define CURL_BODY_MAX 8192

static void
put_curl_body(struct buf *b, const struct request *r)
{
	const struct payload *p = &r->payload;

	if (!payload_present(p))
		return;
	if (headers_get(&r->headers, "Content-Type").p == NULL)
		buf_puts(b, " -H 'Content-Type:'");
	if (p->generated || p->bytes.n > CURL_BODY_MAX ||
	    memchr(p->bytes.p, '\0', p->bytes.n) != NULL) {
		buf_printf(b, " --data-binary @FILE-OF-%llu-BYTES",
		    (unsigned long long)payload_size(p));
		return;
	}
	buf_puts(b, " --data-raw ");
	put_quoted(b, p->bytes);
}

struct str
curl_line(const struct request *r, struct str url, bool with_user,
    struct arena *a)
{
	struct buf b;
	struct str line;

	buf_init(&b, SIZE_MAX / 2);
	buf_puts(&b, "curl -sS -i --path-as-is");
	if (str_is(r->method, "HEAD")) {
		buf_puts(&b, " -I");
	} else {
		buf_puts(&b, " -X ");
		put_quoted(&b, r->method);
	}
	if (with_user && (r->user.p == NULL || r->user.n > 0))
		buf_puts(&b, " -u \"$USER\"");
	for (size_t i = 0; i < r->headers.n; i++) {
		const struct header *h = &r->headers.v[i];
		bool secret = header_is_secret(h->name);

		if (str_is_nocase(h->name, "User-Agent") ||
		    str_is_nocase(h->name, "X-Request-Id"))
			continue;
		buf_puts(&b, " -H ");
		put_quoted(&b, arena_strf(a, "%.*s%s%.*s", STRF(h->name),
		    h->value.n ? ": " : ";", STRF(secret ? STR("***")
							 : h->value)));
	}
	put_curl_body(&b, r);
	buf_putc(&b, ' ');
	put_quoted(&b, url);
	line = arena_str(a, buf_view(&b));
	buf_release(&b);
	return line;
}

struct str
curl_line_raw(struct str bytes, struct str host, struct arena *a)
{
	struct buf b;
	struct str line, address = host, port = STR("80");
	size_t colon = str_index(host, ':');

	if (colon < host.n) {
		address = str_sub(host, 0, colon);
		port = str_from_at(host, colon + 1);
	}
	buf_init(&b, SIZE_MAX / 2);
	buf_puts(&b, "printf '");
	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];

		if (c == '\r')
			buf_puts(&b, "\\r");
		else if (c == '\n')
			buf_puts(&b, "\\n");
		else if (c == '%')
			buf_puts(&b, "%%");
		else if (c < 0x20 || c > 0x7e || c == '\'' || c == '\\')
			buf_printf(&b, "\\%03o", c);
		else
			buf_putc(&b, (char)c);
	}
	buf_printf(&b, "' | nc -q 2 %.*s %.*s", STRF(address), STRF(port));
	line = arena_str(a, buf_view(&b));
	buf_release(&b);
	return line;
}
