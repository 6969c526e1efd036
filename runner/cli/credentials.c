#include "cli/credentials.h"

#include "base/file.h"
#include "cli/words.h"
#include "run/secret.h"

/* ------------------------------------------------------------- in URLs */

void
credentials_wipe(char *text)
{
	size_t n = strlen(text);

	memset(text, '\0', n);
	memset(text, '*', n < 3 ? n : 3);
}

/* Where the authority begins and where its user ends; false: no user. */
static bool
find_user(const char *url, size_t *from, size_t *at)
{
	const char *scheme = strstr(url, "://");
	size_t n;

	*from = scheme != NULL ? (size_t)(scheme - url) + 3 : 0;
	n = strcspn(url + *from, "/?#");
	for (*at = *from + n; *at > *from; --*at)
		if (url[*at - 1] == '@') {
			--*at;
			return true;
		}
	return false;
}

static struct str
percent_decoded(struct str s, struct arena *a)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		int hi = i + 2 < s.n ? str_hex(s.p[i + 1]) : -1;
		int lo = i + 2 < s.n ? str_hex(s.p[i + 2]) : -1;

		if (s.p[i] == '%' && hi >= 0 && lo >= 0) {
			p[n++] = (char)(hi * 16 + lo);
			i += 2;
		} else {
			p[n++] = s.p[i];
		}
	}
	return (struct str){p, n};
}

/* The user's part shortened to ***, what follows moved up. */
static void
wipe_user(char *url, size_t from, size_t at)
{
	size_t n = at - from < 3 ? at - from : 3, rest = strlen(url + at);

	memset(url + from, '*', n);
	memmove(url + from + n, url + at, rest);
	memset(url + from + n + rest, '\0', at - from - n);
}

void
credentials_wipe_url(char *url)
{
	size_t from, at;

	if (find_user(url, &from, &at))
		wipe_user(url, from, at);
}

void
credentials_wipe_header(char *header)
{
	size_t n = strcspn(header, ":");

	if (header[n] == ':' &&
	    header_is_secret(str_trim((struct str){header, n})))
		credentials_wipe(header + n + 1);
}

char *
credentials_of_url(const char *url, struct str *without, struct arena *a)
{
	size_t from, at;

	*without = arena_strf(a, "%s", url);
	if (!find_user(url, &from, &at))
		return NULL;
	*without = arena_strf(a, "%.*s%s", (int)from, url, url + at + 1);
	return arena_printf(a, "%.*s",
	    STRF(percent_decoded((struct str){url + from, at - from}, a)));
}

/* ------------------------------------------------------------- users */

static void
set_user(struct target *t, const char *key, struct str name,
    struct str password, struct arena *a)
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
auth_option(const struct command *c, struct target *t, const char *auth)
{
	static const char *const schemes[] = {
	    "basic", "digest", "bearer", "negotiate", "any"};

	if (auth == NULL)
		return true;
	t->auth = str_from(auth);
	return word_index(c, "auth", auth, schemes, countof(schemes)) >= 0;
}

bool
credentials_set(const struct command *c, struct target *t,
    const struct credential_options *o, struct arena *a)
{
	struct str passwords = STR_NONE;
	const char *why;
	bool bearer = o->auth != NULL && strcmp(o->auth, "bearer") == 0;
	const char *in_url = credentials_of_url(
	    arena_str(a, t->url).p, &t->url, a);

	if (o->password_file != NULL &&
	    !file_read(a, o->password_file, 65536, &passwords, &why)) {
		usage_error(c, "%s: %s", o->password_file, why);
		return false;
	}
	return user_option(c, t, "first", o->user ? o->user : in_url,
		   &passwords, bearer, a) &&
	    user_option(c, t, "second", o->user2, &passwords, bearer, a) &&
	    auth_option(c, t, o->auth);
}

/* ------------------------------------------------------------- the list */

static void
list_user(struct secrets *s, const struct target *t,
    const struct target_user *u)
{
	if (!str_is(t->auth, "bearer"))
		secrets_add_user(s, u->name, u->password);
	else
		secrets_add(s, u->password.n > 0 ? u->password : u->name);
}

void
credentials_list(struct secrets *s, const struct target *t,
    const struct headers *headers, const char *proxy)
{
	struct str without, rest, name;

	for (size_t i = 0; i < t->n_users; i++)
		list_user(s, t, &t->users[i]);
	secrets_add_headers(s, headers);
	if (proxy == NULL)
		return;
	rest = str_from(credentials_of_url(proxy, &without, s->arena));
	if (rest.p != NULL && str_cut(&rest, ':', &name) && rest.p != NULL)
		secrets_add_user(s, name, rest);
}
