#include "http/handle.h"

/* More of them than that are kept by nobody but a large race. */
#define HANDLES_MAX 64

static const struct {
	const char *name;
	unsigned long bit;
} schemes[] = {
    {"basic",     CURLAUTH_BASIC    },
    {"digest",    CURLAUTH_DIGEST   },
    {"negotiate", CURLAUTH_NEGOTIATE},
    {"any",	    CURLAUTH_ANY	},
};

static bool
parse_scheme(struct str word, struct wire *w)
{
	if (str_is(word, "bearer"))
		return w->bearer = true;
	for (size_t i = 0; i < countof(schemes); i++)
		if (str_is(word, schemes[i].name)) {
			w->auth |= schemes[i].bit;
			return true;
		}
	return false;
}

/*
 * A single scheme but Basic is asked for with CURLAUTH_ONLY: without it
 * libcurl sends the first request without its body, which a server that asks
 * for no user takes for the real one.
 */
static bool
parse_auth(struct wire *w, struct buf *why)
{
	struct str rest, word;

	rest = str_from(w->config.auth ? w->config.auth : "any");
	while (str_cut(&rest, ',', &word))
		if (!parse_scheme(str_trim(word), w)) {
			buf_printf(
			    why, "unknown authentication \"%.*s\"", STRF(word));
			return false;
		}
	if (w->bearer && w->auth != 0) {
		buf_puts(why, "bearer goes with no other authentication");
		return false;
	}
	if (w->auth == CURLAUTH_DIGEST || w->auth == CURLAUTH_NEGOTIATE)
		w->auth |= CURLAUTH_ONLY;
	return true;
}

static bool
check_origin(const char *origin, struct buf *why)
{
	CURLU *url = curl_url();
	char *scheme = NULL, *path = NULL;
	CURLUcode rc = curl_url_set(url, CURLUPART_URL, origin, 0);
	bool usable = false;

	if (url == NULL)
		fatal("out of memory");
	if (rc != CURLUE_OK)
		buf_printf(why, "%s: %s", origin, curl_url_strerror(rc));
	else if (curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) != CURLUE_OK ||
		 (strcmp(scheme, "http") != 0 && strcmp(scheme, "https") != 0))
		buf_printf(why, "%s: neither http nor https", origin);
	else if (curl_url_get(url, CURLUPART_PATH, &path, 0) != CURLUE_OK ||
		 strcmp(path, "/") != 0 || origin[strlen(origin) - 1] == '/')
		buf_printf(why, "%s: not an origin without a path", origin);
	else
		usable = true;
	curl_free(scheme);
	curl_free(path);
	curl_url_cleanup(url);
	return usable;
}

static void
copy_config(struct wire *w, const struct pool_config *from)
{
	const char **strings[] = {&w->config.origin, &w->config.user,
	    &w->config.auth, &w->config.cacert, &w->config.cert, &w->config.key,
	    &w->config.proxy, &w->config.unix_socket};

	w->config = *from;
	for (size_t i = 0; i < countof(strings); i++)
		if (*strings[i] != NULL)
			*strings[i] = arena_strdup(&w->arena, *strings[i]);
	for (size_t i = 0; from->resolve && from->resolve[i]; i++)
		w->resolve = curl_slist_append(w->resolve, from->resolve[i]);
	w->config.resolve = NULL;
	if (w->config.timeout_ms == 0)
		w->config.timeout_ms = 30000;
	if (w->config.connect_timeout_ms == 0)
		w->config.connect_timeout_ms = 10000;
	if (w->config.max_body == 0)
		w->config.max_body = UINT64_C(64) * 1024 * 1024;
}

bool
wire_init(struct wire *w, const struct pool_config *config, struct buf *why)
{
	const char *proxy;

	*w = (struct wire){0};
	copy_config(w, config);
	proxy = w->config.proxy;
	w->absolute = proxy != NULL && strncmp(proxy, "socks", 5) != 0 &&
		      strncasecmp(w->config.origin, "http:", 5) == 0;
	if (check_origin(w->config.origin, why) && parse_auth(w, why))
		return true;
	wire_release(w);
	return false;
}

void
wire_release(struct wire *w)
{
	curl_slist_free_all(w->resolve);
	w->resolve = NULL;
	arena_release(&w->arena);
}

struct str
wire_user(const struct wire *w, const struct request *r)
{
	if (r->user.p != NULL)
		return r->user;
	return str_from(w->config.user ? w->config.user : "");
}

static void
set_tls(CURL *e, const struct pool_config *c)
{
	easy_set(e, CURLOPT_SSL_VERIFYPEER, c->insecure ? 0L : 1L);
	easy_set(e, CURLOPT_SSL_VERIFYHOST, c->insecure ? 0L : 2L);
	if (c->cacert != NULL)
		easy_set(e, CURLOPT_CAINFO, c->cacert);
	if (c->cert != NULL)
		easy_set(e, CURLOPT_SSLCERT, c->cert);
	if (c->key != NULL)
		easy_set(e, CURLOPT_SSLKEY, c->key);
}

/* The proxy of the environment is not for us: the target is what was named. */
static void
set_way(CURL *e, const struct wire *w)
{
	easy_set(e, CURLOPT_PROXY, w->config.proxy ? w->config.proxy : "");
	easy_set(e, CURLOPT_NOPROXY, w->config.proxy ? "" : "*");
	easy_set(e, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	if (w->config.unix_socket != NULL)
		easy_set(e, CURLOPT_UNIX_SOCKET_PATH, w->config.unix_socket);
	if (w->resolve != NULL)
		easy_set(e, CURLOPT_RESOLVE, w->resolve);
	easy_set(
	    e, CURLOPT_CONNECTTIMEOUT_MS, (long)w->config.connect_timeout_ms);
}

static CURL *
easy_new(const struct wire *w)
{
	CURL *e = curl_easy_init();

	if (e == NULL)
		fatal("libcurl cannot make a handle");
	easy_set(e, CURLOPT_NOSIGNAL, 1L);
	easy_set(e, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	easy_set(e, CURLOPT_HTTP09_ALLOWED, 0L);
	easy_set(e, CURLOPT_FOLLOWLOCATION, 0L);
	easy_set(e, CURLOPT_PROTOCOLS_STR, "http,https");
	easy_set(e, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
	easy_set(e, CURLOPT_TCP_NODELAY, 1L);
	easy_set(e, CURLOPT_PATH_AS_IS, 1L);
	easy_set(e, CURLOPT_EXPECT_100_TIMEOUT_MS, 1000L);
	easy_set(e, CURLOPT_NOPROGRESS, 1L);
	set_way(e, w);
	set_tls(e, &w->config);
	return e;
}

struct handle *
handle_take(struct handles *stock, const struct wire *w, struct str user)
{
	struct handle *h;

	for (struct handle **at = &stock->idle; *at != NULL; at = &(*at)->next)
		if (str_is(user, (*at)->user)) {
			h = *at;
			*at = h->next;
			h->next = NULL;
			stock->n--;
			return h;
		}
	h = xcalloc(1, sizeof(*h));
	h->easy = easy_new(w);
	h->user = xmalloc(user.n + 1);
	if (user.n > 0)
		memcpy(h->user, user.p, user.n);
	h->user[user.n] = '\0';
	return h;
}

void
handle_give(struct handles *stock, struct handle *h)
{
	if (stock->n == HANDLES_MAX) {
		handle_free(h);
		return;
	}
	h->next = stock->idle;
	stock->idle = h;
	stock->n++;
}

void
handle_free(struct handle *h)
{
	curl_easy_cleanup(h->easy);
	free(h->user);
	free(h);
}

void
handles_release(struct handles *stock)
{
	while (stock->idle != NULL) {
		struct handle *h = stock->idle;

		stock->idle = h->next;
		handle_free(h);
	}
	stock->n = 0;
}
