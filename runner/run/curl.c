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

/* "_KEY" of the user whom it is sent as; nothing of the first. */
static void
put_key(struct buf *b, const struct request *r, const struct target *t)
{
	for (size_t i = 0; r->user.p != NULL && i < t->n_users; i++) {
		const struct target_user *u = &t->users[i];
		struct str password = r->user, name;

		str_cut(&password, ':', &name);
		if (!str_eq(name, u->name) || !str_eq(password, u->password))
			continue;
		buf_putc(b, '_');
		for (size_t k = 0; k < u->key.n; k++)
			buf_putc(b, u->key.p[k] == '-' ? '_' : u->key.p[k]);
		return;
	}
}

static void
put_login(struct buf *b, const struct request *r, const struct target *t)
{
	bool bearer = str_is(t->auth, "bearer");

	if (t->n_users == 0 || (r->user.p != NULL && r->user.n == 0) ||
	    headers_count(&r->headers, "Authorization") > 0)
		return;
	if (t->auth.p == NULL || str_is(t->auth, "any"))
		buf_puts(b, " --anyauth");
	else if (!bearer && !str_is(t->auth, "basic"))
		buf_printf(b, " --%.*s", STRF(t->auth));
	buf_puts(b, bearer ? " --oauth2-bearer \"$DAVPROOF_TOKEN"
			   : " -u \"$DAVPROOF_USER");
	put_key(b, r, t);
	buf_putc(b, '"');
}

static void
put_option(struct buf *b, const char *option, const char *value)
{
	if (value == NULL)
		return;
	buf_printf(b, " %s ", option);
	put_quoted(b, str_from(value));
}

/* Without the name and password before "@". */
static const char *
proxy_without_user(const char *proxy, struct arena *a)
{
	struct str url = str_from(proxy);
	size_t from = str_find(url, STR("://"));
	struct str rest, authority;

	from = from < url.n ? from + 3 : 0;
	rest = str_from_at(url, from);
	authority = str_sub(rest, 0, str_index(rest, '/'));
	for (size_t i = authority.n; i > 0; i--)
		if (authority.p[i - 1] == '@')
			return arena_printf(a, "%.*s%.*s",
			    STRF(str_sub(url, 0, from)),
			    STRF(str_from_at(rest, i)));
	return proxy;
}

/* How the server is reached. */
static void
put_way(struct buf *b, const struct pool_config *way, struct arena *a)
{
	if (way->insecure)
		buf_puts(b, " -k");
	put_option(b, "--cacert", way->cacert);
	put_option(b, "--cert", way->cert);
	put_option(b, "--key", way->key);
	for (size_t i = 0; way->resolve && way->resolve[i]; i++)
		put_option(b, "--resolve", way->resolve[i]);
	put_option(b, "--unix-socket", way->unix_socket);
	if (way->proxy != NULL)
		put_option(b, "--proxy", proxy_without_user(way->proxy, a));
}

struct str
curl_line(const struct request *r, struct str url, const struct target *t,
    const struct pool_config *way, struct arena *a)
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
	put_way(&b, way, a);
	put_login(&b, r, t);
	for (size_t i = 0; i < r->headers.n; i++) {
		const struct header *h = &r->headers.v[i];
		bool secret = header_is_secret(h->name);

		if (str_is_nocase(h->name, "User-Agent") ||
		    str_is_nocase(h->name, "X-Request-Id"))
			continue;
		buf_puts(&b, " -H ");
		put_quoted(&b, arena_strf(a, "%.*s%s%.*s", STRF(h->name),
				   h->value.n ? ": " : ";",
				   STRF(secret ? STR("***") : h->value)));
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
