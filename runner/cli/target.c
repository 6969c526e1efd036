#include "cli/target.h"

#include <errno.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/credentials.h"
#include "cli/reference.h"
#include "cli/starter.h"
#include "run/site.h"

struct open_target {
	struct target *profile;
	struct reference *reference;
	struct started *started;
	struct headers headers;
	const char *const *resolve;
};

/* ------------------------------------------------------------- options */

static bool
header_options(const struct command *c, struct open_target *t,
    const struct target_options *o, struct arena *a)
{
	for (size_t i = 0; i < o->headers.n; i++) {
		struct str rest = str_from(o->headers.v[i]), name;

		str_cut(&rest, ':', &name);
		if (rest.p == NULL || name.n == 0) {
			usage_error(c, "--header wants \"Name: value\"");
			return false;
		}
		headers_add(&t->headers, a, name, str_trim(rest));
	}
	return true;
}

/* libcurl would say it of each request. */
static bool
check_files(const struct command *c, const struct target_options *o)
{
	const struct {
		const char *option, *path;
	} files[] = {
	    {"cacert", o->cacert}, {"cert", o->cert}, {"key", o->key}};

	for (size_t i = 0; i < countof(files); i++)
		if (files[i].path != NULL &&
		    access(files[i].path, R_OK) != 0) {
			usage_error(c, "--%s %s: %s", files[i].option,
			    files[i].path, strerror(errno));
			return false;
		}
	return true;
}

/* HOST:PORT:ADDRESS, as libcurl reads it. */
static bool
check_resolve(const struct command *c, const char *text)
{
	struct str rest = str_from(text), host, port;
	uint64_t n;

	if (str_cut(&rest, ':', &host) && host.n > 0 &&
	    str_cut(&rest, ':', &port) && str_to_u64(port, &n) && n > 0 &&
	    n < 65536 && rest.n > 0)
		return true;
	usage_error(c, "--resolve wants HOST:PORT:ADDR, not \"%s\"", text);
	return false;
}

static bool
resolve_option(const struct command *c, struct open_target *t,
    const struct target_options *o, struct arena *a)
{
	const char **list;

	for (size_t i = 0; i < o->resolve.n; i++)
		if (!check_resolve(c, o->resolve.v[i]))
			return false;
	if (o->resolve.n == 0)
		return true;
	list = arena_array(a, const char *, o->resolve.n + 1);
	memcpy(list, o->resolve.v, o->resolve.n * sizeof(*list));
	t->resolve = list;
	return true;
}

/* ------------------------------------------------------------- opening */

static bool
open_profile(struct open_target *t, const char *path,
    struct arena *a, int *status)
{
	struct diags diags = {.arena = a};

	t->profile = arena_new(a, struct target);
	if (!target_load(path, a, t->profile, &diags)) {
		diags_print(&diags, stderr);
		*status = 2;
		return false;
	}
	if (t->profile->start.p == NULL)
		return true;
	t->started = started_new(t->profile, a);
	if (t->started == NULL) {
		*status = 3;
		return false;
	}
	t->profile->url = started_url(t->started);
	if (t->profile->version.n == 0 && started_version(t->started).n > 0)
		t->profile->version = started_version(t->started);
	return true;
}

/* An URL of a collection, as the run will need it. */
static bool
check_url(const struct command *c, struct str url, struct arena *a)
{
	struct site site;
	struct buf why;
	bool ok;

	buf_init(&why, 4096);
	ok = site_init(&site, url, a, &why);
	if (!ok)
		usage_error(c, "%s", why.p);
	buf_release(&why);
	return ok;
}

static bool
open_any(const struct command *c, struct open_target *t, char *argument,
    const struct target_options *o, struct arena *a, int *status)
{
	bool reference = strcmp(argument, "reference") == 0;

	*status = 2;
	if (!reference && (o->faults.n > 0 || o->variants.n > 0)) {
		usage_error(c, "--fault and --variant are of the target "
			       "`reference` only");
		return false;
	}
	if (reference) {
		t->reference =
		    reference_start(c, &o->faults, &o->variants, a);
		if (t->reference != NULL)
			t->profile = reference_target(t->reference, a);
		return t->reference != NULL;
	}
	if (str_ends(str_from(argument), STR(".yaml")) ||
	    (strstr(argument, "://") == NULL && file_exists(argument)))
		return open_profile(t, argument, a, status);
	if (strstr(argument, "://") == NULL) {
		usage_error(c, "%s is no target: give a URL, a profile "
			       "(*.yaml) or `reference`", argument);
		return false;
	}
	t->profile = arena_new(a, struct target);
	t->profile->url = arena_strf(a, "%s", argument);
	credentials_wipe_url(argument);
	return true;
}

struct open_target *
target_open(const struct command *c, char *argument,
    const struct target_options *o, struct arena *a, int *status)
{
	struct open_target *t = arena_new(a, struct open_target);

	if (!open_any(c, t, argument, o, a, status)) {
		target_close(t);
		return NULL;
	}
	*status = 2;
	if (!credentials_set(c, t->profile, &o->credentials, a) ||
	    (t->started == NULL && !check_url(c, t->profile->url, a)) ||
	    !header_options(c, t, o, a) || !check_files(c, o) ||
	    !resolve_option(c, t, o, a)) {
		target_close(t);
		return NULL;
	}
	return t;
}

const struct target *
target_profile(const struct open_target *t)
{
	return t->profile;
}

const struct headers *
target_headers(const struct open_target *t)
{
	return t->headers.n > 0 ? &t->headers : NULL;
}

void
target_secrets(const struct open_target *t, const struct target_options *o,
    struct secrets *out)
{
	struct target known = *t->profile;

	/* The users of the reference server are told to everybody. */
	if (t->reference != NULL && o->credentials.user == NULL &&
	    o->credentials.user2 == NULL)
		known.n_users = 0;
	credentials_list(out, &known, &t->headers, o->proxy);
}

void
target_pool(const struct open_target *t, const struct target_options *o,
    struct pool_config *out)
{
	*out = (struct pool_config){.auth = t->profile->auth.p,
	    .cacert = o->cacert, .cert = o->cert, .key = o->key,
	    .proxy = o->proxy, .unix_socket = o->unix_socket,
	    .resolve = t->resolve, .insecure = o->insecure,
	    .timeout_ms = o->timeout ? o->timeout : t->profile->timeout_ms,
	    .connect_timeout_ms = o->connect_timeout,
	    .max_body = o->max_body, .rate = (double)o->rate};
}

bool
target_again(void *open_target)
{
	struct open_target *t = open_target;

	return t->started != NULL && started_again(t->started);
}

void
target_close(struct open_target *t)
{
	if (t == NULL)
		return;
	reference_stop(t->reference);
	started_stop(t->started);
}
