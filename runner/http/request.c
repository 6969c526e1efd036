#include "http/request.h"

/* libcurl takes no longer option than 8 MB. */
#define TEXT_MAX ((size_t)7 * 1024 * 1024)

static bool
holds_nul(struct str s)
{
	return str_index(s, '\0') < s.n;
}

const char *
request_obstacle(const struct request *r)
{
	if (r->method.n > TEXT_MAX || r->target.n > TEXT_MAX)
		return "the request line is too long";
	if (holds_nul(r->method) || holds_nul(r->target))
		return "there is a NUL in the request line";
	for (size_t i = 0; i < r->headers.n; i++)
		if (holds_nul(r->headers.v[i].name) ||
		    holds_nul(r->headers.v[i].value))
			return "there is a NUL in a header";
	return NULL;
}

/* One more line; line is a whole header, or "Name:" to keep libcurl's out. */
static void
list_add(struct curl_slist **list, const char *line)
{
	struct curl_slist *longer = curl_slist_append(*list, line);

	if (longer == NULL)
		fatal("out of memory");
	*list = longer;
}

/*
 * libcurl puts Host first and takes only one, so a Host that is not the first
 * header of all goes out behind the header before it, as part of its entry.
 */
static bool
hides_in_entry(const struct headers *h, size_t i)
{
	return i > 0 && i < h->n && str_is_nocase(h->v[i].name, "Host");
}

/* The entry that begins with header i; returns the first one after it. */
static size_t
add_entry(struct curl_slist **list, const struct headers *h, size_t i)
{
	struct buf line;
	bool alone = !hides_in_entry(h, i + 1);

	buf_init(&line, SIZE_MAX / 4);
	if (alone && h->v[i].value.n == 0)
		buf_printf(&line, "%.*s;", STRF(h->v[i].name));
	else
		for (size_t first = i;; i++) {
			const struct header *one = &h->v[i];

			buf_printf(&line, "%s%.*s:%s%.*s",
			    i > first ? "\r\n" : "", STRF(one->name),
			    one->value.n ? " " : "", STRF(one->value));
			if (!hides_in_entry(h, i + 1))
				break;
		}
	list_add(list, line.p);
	buf_release(&line);
	return i + 1;
}

static void
keep_out(struct curl_slist **list, const struct headers *h, const char *name)
{
	char line[64];

	if (headers_count(h, name) > 0)
		return;
	snprintf(line, sizeof(line), "%s:", name);
	list_add(list, line);
}

static struct curl_slist *
header_list(const struct request *r, struct str bearer)
{
	const struct headers *h = &r->headers;
	struct curl_slist *list = NULL;
	struct arena scratch = {0};

	if (r->no_host ? headers_count(h, "Host") == 0
		       : headers_count(h, "Host") > 0 &&
			     !str_is_nocase(h->v[0].name, "Host"))
		list_add(&list, "Host:");
	keep_out(&list, h, "Accept");
	keep_out(&list, h, "Expect");
	keep_out(&list, h, "Content-Type");
	if (r->no_content_length || headers_count(h, "Transfer-Encoding") > 0)
		keep_out(&list, h, "Content-Length");
	if (bearer.n > 0)
		list_add(
		    &list, arena_printf(&scratch, "Authorization: Bearer %.*s",
			       STRF(bearer)));
	for (size_t i = 0; i < h->n;)
		i = add_entry(&list, h, i);
	arena_release(&scratch);
	return list;
}

/* Whether the header section tells the end of the body rightly. */
static bool
framing_is_right(const struct request *r, bool chunked)
{
	const struct headers *h = &r->headers;
	size_t lengths = headers_count(h, "Content-Length");
	uint64_t length;

	if (headers_count(h, "Transfer-Encoding") > 0)
		return chunked && lengths == 0;
	if (lengths > 0)
		return lengths == 1 &&
		       str_to_u64(headers_get(h, "Content-Length"), &length) &&
		       length == payload_size(&r->payload);
	return !r->no_content_length || payload_size(&r->payload) == 0;
}

static size_t
on_read(char *p, size_t size, size_t n, void *arg)
{
	struct outgoing *out = arg;
	uint64_t left = payload_size(out->payload) - out->offset;

	n *= size;
	if (n > left)
		n = (size_t)left;
	if (out->payload->generated)
		payload_generate(out->payload->seed, out->offset, p, n);
	else if (n > 0)
		memcpy(p, out->payload->bytes.p + out->offset, n);
	out->offset += n;
	return n;
}

static int
on_seek(void *arg, curl_off_t offset, int origin)
{
	struct outgoing *out = arg;

	if (origin != SEEK_SET || offset < 0 ||
	    (uint64_t)offset > payload_size(out->payload))
		return CURL_SEEKFUNC_FAIL;
	out->offset = (uint64_t)offset;
	return CURL_SEEKFUNC_OK;
}

static void
apply_body(struct outgoing *out, CURL *e, const struct request *r)
{
	struct arena scratch = {0};
	struct str coding =
	    headers_joined(&r->headers, &scratch, "Transfer-Encoding");
	bool chunked = list_has(coding, STR("chunked"));
	bool head = str_is(r->method, "HEAD");

	arena_release(&scratch);
	out->payload = &r->payload;
	out->offset = 0;
	out->own_connection = r->own_connection ||
	    !framing_is_right(r, chunked) || str_is(r->method, "CONNECT");
	out->end_at_head = false;
	easy_set(e, CURLOPT_HTTPGET, 1L);
	easy_set(e, CURLOPT_READFUNCTION, on_read);
	easy_set(e, CURLOPT_READDATA, out);
	easy_set(e, CURLOPT_SEEKFUNCTION, on_seek);
	easy_set(e, CURLOPT_SEEKDATA, out);
	easy_set(e, CURLOPT_INFILESIZE_LARGE,
	    chunked ? (curl_off_t)-1 : (curl_off_t)payload_size(&r->payload));
	if (payload_present(&r->payload) || chunked) {
		easy_set(e, CURLOPT_UPLOAD, 1L);
		out->end_at_head = head;
	} else if (head) {
		easy_set(e, CURLOPT_NOBODY, 1L);
	}
	if (out->end_at_head)
		out->own_connection = true;
	easy_set(e, CURLOPT_FRESH_CONNECT, out->own_connection ? 1L : 0L);
	easy_set(e, CURLOPT_FORBID_REUSE, out->own_connection ? 1L : 0L);
}

/* Digest takes the path from the URL, so that has to be the target's. */
static bool
fits_url(struct str target)
{
	if (target.n == 0 || target.p[0] != '/')
		return false;
	for (size_t i = 0; i < target.n; i++)
		if (target.p[i] <= ' ' || target.p[i] >= 0x7f ||
		    target.p[i] == '#')
			return false;
	return true;
}

static void
apply_target(CURL *e, const struct wire *w, struct str target)
{
	struct arena scratch = {0};
	const char *origin = w->config.origin;
	bool relative = target.n > 0 && target.p[0] == '/';
	char *text = arena_printf(&scratch, "%.*s", STRF(target));

	easy_set(e, CURLOPT_URL,
	    arena_printf(
		&scratch, "%s%s", origin, fits_url(target) ? text : "/"));
	/* RFC 9112 section 3.2.2, and 3.2.4 for "*" */
	if (w->absolute && (relative || str_is(target, "*")))
		text = arena_printf(
		    &scratch, "%s%s", origin, relative ? text : "");
	easy_set(e, CURLOPT_REQUEST_TARGET, text);
	arena_release(&scratch);
}

/* Returns the token if it is a bearer's. */
static struct str
apply_user(CURL *e, const struct wire *w, const struct request *r)
{
	struct str user = wire_user(w, r);
	size_t colon = str_index(user, ':');
	struct str name = str_sub(user, 0, colon);
	struct str password = str_from_at(user, colon + 1);
	struct arena scratch = {0};
	bool silent = headers_count(&r->headers, "Authorization") > 0;

	easy_set(e, CURLOPT_USERNAME, NULL);
	easy_set(e, CURLOPT_PASSWORD, NULL);
	easy_set(e, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC);
	if (silent || user.n == 0)
		return STR_NONE;
	if (w->bearer)
		return password.n > 0 ? password : name;
	easy_set(e, CURLOPT_USERNAME,
	    arena_printf(&scratch, "%.*s", STRF(name)));
	easy_set(e, CURLOPT_PASSWORD,
	    arena_printf(&scratch, "%.*s", STRF(password)));
	easy_set(e, CURLOPT_HTTPAUTH, w->auth);
	arena_release(&scratch);
	return STR_NONE;
}

void
request_apply(struct outgoing *out, CURL *easy, const struct wire *w,
    const struct request *r)
{
	struct arena scratch = {0};
	struct str bearer = apply_user(easy, w, r);

	apply_body(out, easy, r);
	apply_target(easy, w, r->target);
	easy_set(easy, CURLOPT_CUSTOMREQUEST,
	    arena_printf(&scratch, "%.*s", STRF(r->method)));
	out->headers = header_list(r, bearer);
	easy_set(easy, CURLOPT_HTTPHEADER, out->headers);
	easy_set(easy, CURLOPT_TIMEOUT_MS, (long)w->config.timeout_ms);
	arena_release(&scratch);
}

void
request_detach(struct outgoing *out, CURL *easy)
{
	easy_set(easy, CURLOPT_HTTPHEADER, NULL);
	easy_set(easy, CURLOPT_READDATA, NULL);
	easy_set(easy, CURLOPT_SEEKDATA, NULL);
	curl_slist_free_all(out->headers);
	out->headers = NULL;
}
