#include "cli/target.h"

#include "base/file.h"
#include "cli/reference.h"
#include "cli/starter.h"
#include "cli/words.h"

struct open_target {
	struct target *profile;
	struct reference *reference;
	struct started *started;
	struct headers headers;
	const char *const *resolve;
};

/* ------------------------------------------------------------- users */

static void
set_user(struct target *t, const char *key, struct str name, struct str password,
    struct arena *a)
{
	struct target_user *u = NULL;

	for (size_t i = 0; i < t->n_users; i++)
		if (str_is(t->users[i].key, key))
			u = &t->users[i];
	if (u == NULL)
		u = vec_add_to(t->users, t->n_users, t->cap_users, a);
	*u = (struct target_user){str_from(key), name, password};
}

/* NAME:PASSWORD, or NAME and a line of the password file. */
static bool
user_option(const struct command *c, struct target *t, const char *key,
    const char *given, struct str *passwords, bool bearer, struct arena *a)
{
	struct str rest = str_from(given), name, line;

	if (given == NULL)
		return true;
	if (bearer) {
		set_user(t, key, rest, STR(""), a);
		return true;
	}
	str_cut(&rest, ':', &name);
	if (rest.p == NULL && str_cut(passwords, '\n', &line))
		rest = str_ends(line, STR("\r"))
		    ? str_sub(line, 0, line.n - 1)
		    : line;
	if (rest.p == NULL) {
		usage_error(c, "the user \"%.*s\" has no password: write "
			       "NAME:PASSWORD, or give --password-file",
		    STRF(name));
		return false;
	}
	set_user(t, key, name, rest, a);
	return true;
}

static bool
users(const struct command *c, struct target *t,
    const struct target_options *o, struct arena *a)
{
	struct str passwords = STR_NONE;
	const char *why;
	bool bearer = o->auth != NULL && strcmp(o->auth, "bearer") == 0;

	if (o->password_file != NULL &&
	    !file_read(a, o->password_file, 65536, &passwords, &why)) {
		usage_error(c, "%s: %s", o->password_file, why);
		return false;
	}
	return user_option(
		   c, t, "first", o->user, &passwords, bearer, a) &&
	    user_option(c, t, "second", o->user2, &passwords, bearer, a);
}

/* ------------------------------------------------------------- options */

static bool
auth_option(
    const struct command *c, struct target *t, const struct target_options *o)
{
	static const char *const schemes[] = {
	    "basic", "digest", "bearer", "negotiate", "any"};

	if (o->auth == NULL)
		return true;
	t->auth = str_from(o->auth);
	return word_index(c, "auth", o->auth, schemes, countof(schemes)) >= 0;
}

static bool
header_options(const struct command *c, struct open_target *t,
    const struct target_options *o, struct arena *a)
{
	for (size_t i = 0; i < o->headers.n; i++) {
		struct str rest = str_from(o->headers.v[i]), name;

		str_cut(&rest, ':', &name);
		if (rest.p == NULL || name.n == 0) {
			usage_error(c, "--header wants \"Name: value\", not "
				       "\"%s\"", o->headers.v[i]);
			return false;
		}
		headers_add(&t->headers, a, name, str_trim(rest));
	}
	return true;
}

static void
resolve_option(struct open_target *t, const struct target_options *o,
    struct arena *a)
{
	const char **list;

	if (o->resolve.n == 0)
		return;
	list = arena_array(a, const char *, o->resolve.n + 1);
	memcpy(list, o->resolve.v, o->resolve.n * sizeof(*list));
	t->resolve = list;
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

static bool
is_http_url(struct str s)
{
	struct str rest = s, scheme = str_sub(s, 0, str_find(s, STR("://")));

	rest = str_from_at(rest, scheme.n + 3);
	return (str_eq_nocase(scheme, STR("http")) ||
		   str_eq_nocase(scheme, STR("https"))) &&
	    rest.n > 0 && rest.p[0] != '/';
}

static bool
open_any(const struct command *c, struct open_target *t, const char *argument,
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
	if (!is_http_url(str_from(argument))) {
		usage_error(c, "%s is no http or https URL", argument);
		return false;
	}
	t->profile = arena_new(a, struct target);
	t->profile->url = str_from(argument);
	return true;
}

struct open_target *
target_open(const struct command *c, const char *argument,
    const struct target_options *o, struct arena *a, int *status)
{
	struct open_target *t = arena_new(a, struct open_target);

	if (!open_any(c, t, argument, o, a, status)) {
		target_close(t);
		return NULL;
	}
	*status = 2;
	if (!users(c, t->profile, o, a) || !auth_option(c, t->profile, o) ||
	    !header_options(c, t, o, a)) {
		target_close(t);
		return NULL;
	}
	resolve_option(t, o, a);
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
