#include "refserver/login.h"

#include "base/base64.h"
#include "base/digest.h"

#define REALM "davproof"
#define NONCE_SECONDS 300

static bool
is_user(struct str name)
{
	return str_is(name, "first") || str_is(name, "second");
}

static enum credentials
check_basic(struct request *rq, struct str text)
{
	struct str password, user;

	if (!base64_decode(text, &rq->arena, &password) ||
	    !str_cut(&password, ':', &user) || !is_user(user) ||
	    !str_eq(user, password))
		return CREDENTIALS_WRONG;
	rq->user = user;
	return CREDENTIALS_GOOD;
}

/* ------------------------------------------------------------- digest */

/* The text up to the closing quote; *rest begins behind it. */
static struct str
unquoted(struct str *rest, struct arena *a)
{
	char *out = arena_alloc(a, rest->n + 1);
	size_t i = 1, n = 0;

	for (; i < rest->n && rest->p[i] != '"'; i++) {
		if (rest->p[i] == '\\' && i + 1 < rest->n)
			i++;
		out[n++] = rest->p[i];
	}
	*rest = str_from_at(*rest, i < rest->n ? i + 1 : i);
	return (struct str){out, n};
}

/* A parameter of the header's value; the empty text if it is not there. */
static struct str
parameter(struct str rest, const char *wanted, struct arena *a)
{
	while (rest.n > 0) {
		size_t equals = str_index(rest, '=');
		struct str name = str_trim(str_sub(rest, 0, equals)), value;

		rest = str_trim(str_from_at(rest, equals + 1));
		if (rest.n > 0 && rest.p[0] == '"')
			value = unquoted(&rest, a);
		else
			value = str_trim(
			    str_sub(rest, 0, str_index(rest, ',')));
		if (str_eq_nocase(name, str_from(wanted)))
			return value;
		rest = str_from_at(rest, str_index(rest, ',') + 1);
	}
	return STR("");
}

static struct str
md5(struct arena *a, const char *text)
{
	char *hex = arena_alloc(a, MD5_HEX);

	md5_of(str_from(text), hex);
	return str_from(hex);
}

static const char *
nonce_of(struct request *rq, uint64_t seconds)
{
	char *text = arena_printf(
	    &rq->arena, "nonce %llu", (unsigned long long)seconds);
	struct hash128 h = hash128_of(str_from(text));

	return arena_printf(&rq->arena, "%llx-%016llx%016llx",
	    (unsigned long long)seconds, (unsigned long long)h.hi,
	    (unsigned long long)h.lo);
}

static bool
is_fresh(struct request *rq, struct str nonce)
{
	uint64_t now = rq->now / 1000;
	uint64_t then = strtoull(arena_str(&rq->arena, nonce).p, NULL, 16);

	return then <= now && now - then < NONCE_SECONDS &&
	    str_is(nonce, nonce_of(rq, then));
}

/* The target, or the end of it where a proxy is spoken to. */
static bool
is_target(const struct request *rq, struct str uri)
{
	return str_eq(uri, rq->target) ||
	    (uri.n > 0 && uri.p[0] == '/' && rq->target.p[0] != '/' &&
		str_ends(rq->target, uri));
}

/* RFC 7616 section 3.4.1; without qop as RFC 2069 had it. */
static struct str
response_to(struct request *rq, struct str a, struct str user)
{
	struct arena *m = &rq->arena;
	struct str uri = parameter(a, "uri", m);
	struct str ha1 = md5(m, arena_printf(m, "%.*s:" REALM ":%.*s",
				    STRF(user), STRF(user)));
	struct str ha2 = md5(
	    m, arena_printf(m, "%.*s:%.*s", STRF(rq->method), STRF(uri)));
	struct str nonce = parameter(a, "nonce", m);
	struct str qop = parameter(a, "qop", m);

	if (qop.n == 0)
		return md5(m, arena_printf(m, "%.*s:%.*s:%.*s", STRF(ha1),
				  STRF(nonce), STRF(ha2)));
	return md5(m, arena_printf(m, "%.*s:%.*s:%.*s:%.*s:%.*s:%.*s",
			  STRF(ha1), STRF(nonce), STRF(parameter(a, "nc", m)),
			  STRF(parameter(a, "cnonce", m)), STRF(qop),
			  STRF(ha2)));
}

static enum credentials
check_digest(struct request *rq, struct str a)
{
	struct str user = parameter(a, "username", &rq->arena);

	if (!is_user(user) || !is_target(rq, parameter(a, "uri", &rq->arena)) ||
	    !str_is(parameter(a, "realm", &rq->arena), REALM) ||
	    !str_eq_nocase(parameter(a, "response", &rq->arena),
		response_to(rq, a, user)))
		return CREDENTIALS_WRONG;
	rq->stale_nonce =
	    !is_fresh(rq, parameter(a, "nonce", &rq->arena));
	if (rq->stale_nonce)
		return CREDENTIALS_WRONG;
	rq->user = user;
	return CREDENTIALS_GOOD;
}

/* ------------------------------------------------------------- both */

enum credentials
login_check(struct request *rq)
{
	struct str a = request_field(rq, "Authorization"), scheme;

	if (a.p == NULL)
		return CREDENTIALS_NONE;
	scheme = str_sub(a, 0, str_index(a, ' '));
	a = str_from_at(a, scheme.n);
	if (str_eq_nocase(scheme, STR("Digest")))
		return check_digest(rq, a);
	if (str_eq_nocase(scheme, STR("Basic")))
		return check_basic(rq, str_trim(a));
	return CREDENTIALS_WRONG;
}

const char *
login_challenge(struct request *rq)
{
	if (faulty(rq, FAULT_challenge_bearer))
		return "Bearer realm=\"" REALM "\"";
	if (faulty(rq, FAULT_basic_in_clear))
		return "Basic realm=\"" REALM "\"";
	return arena_printf(&rq->arena,
	    "Digest realm=\"" REALM "\", qop=\"auth\", algorithm=MD5, "
	    "nonce=\"%s\"%s",
	    nonce_of(rq, rq->now / 1000), rq->stale_nonce ? ", stale=true" : "");
}
