#include "refserver/dispatch.h"

#include "base/utf8.h"
#include "refserver/falsify.h"
#include "refserver/guard.h"
#include "refserver/ifeval.h"
#include "refserver/locking.h"
#include "refserver/method.h"
#include "refserver/precondition.h"
#include "refserver/vary.h"

static const struct {
	const char *name;
	void (*answer)(struct request *);
	bool takes_body; /* or looks at it by itself */
} methods[] = {
    {"COPY",	     method_copy,	  false},
    {"DELETE",    method_delete,      false},
    {"GET",	    method_get,		false},
    {"HEAD",	     method_get,	 false},
    {"LOCK",	     method_lock,	  true },
    {"MKCOL",     method_mkcol,	    true },
    {"MOVE",	     method_move,	  false},
    {"OPTIONS",	method_options,	false},
    {"PATCH",     method_not_allowed, true },
    {"POST",	     method_post,	  true },
    {"PROPFIND",	 method_propfind,	  true },
    {"PROPPATCH", method_proppatch,   true },
    {"PUT",	    method_put,		true },
    {"TRACE",     method_not_allowed, true },
    {"UNLOCK",    method_unlock,      false},
};

static size_t
method_index(struct str name)
{
	size_t i = 0;

	while (i < countof(methods) && !str_is(name, methods[i].name))
		i++;
	return i;
}

/* The request target as a path, and what it names. False: answered. */
static bool
find_target(struct request *rq)
{
	struct str target = rq->target, authority;

	if (str_is(target, "*") && str_is(rq->method, "OPTIONS")) {
		rq->path.slash = true;
		return true;
	}
	if (target.n > 8000 && faulty(rq, FAULT_long_target_500)) {
		answer_refuse(rq, 500, "too long");
		return false;
	}
	if (faulty(rq, FAULT_delete_fragment_ignored))
		target = str_sub(target, 0, str_index(target, '#'));
	if (!(faulty(rq, FAULT_path_not_decoded)
		    ? path_parse_raw(&rq->arena, target, &rq->path, &authority)
		    : path_parse(&rq->arena, target, &rq->path, &authority))) {
		answer_refuse(rq, 400, "the request target is malformed");
		return false;
	}
	/* RFC 9112 3.2.2: the authority of an absolute form counts. */
	if (authority.p != NULL && faulty(rq, FAULT_absolute_form_refused)) {
		answer_refuse(rq, 400, "the target is no path");
		return false;
	}
	if (authority.p != NULL)
		rq->authority = authority;
	rq->node = store_find(rq->site->store, &rq->path);
	return true;
}

/* The faults that take a good If header for a malformed one. */
static bool
if_is_disliked(struct request *rq, struct str field)
{
	return (faulty(rq, FAULT_if_white_space_refused) &&
		   str_find(field, STR("( ")) < field.n) ||
	       (faulty(rq, FAULT_if_tag_path_refused) &&
		   str_starts(field, STR("</")));
}

/* Section 10.4: two fields cannot be one, and a malformed one is an error. */
static bool
read_if(struct request *rq)
{
	struct str s = request_field(rq, "If");
	size_t lines = request_header_lines(rq, "If");

	if (s.p == NULL || (lines > 1 && faulty(rq, FAULT_if_twice_ignored)))
		return true;
	rq->has_if = lines == 1 &&
		     (faulty(rq, FAULT_if_mixed_accepted)
			     ? if_parse_mixed(&rq->arena, s, &rq->cond)
			     : if_parse(&rq->arena, s, &rq->cond)) &&
		     !if_is_disliked(rq, s);
	if (rq->has_if || faulty(rq, FAULT_if_malformed_ignored))
		return true;
	answer_refuse(rq, 400, "the If header is malformed");
	return false;
}

static void
challenge(struct request *rq)
{
	answer_refuse(rq, 401, "these are not the credentials of a user");
	rq->answer.challenge = true;
}

/* Authorization comes before all else (section 8.1). False: answered. */
static bool
check_credentials(struct request *rq, enum credentials c)
{
	bool required = varied(rq, VARIANT_credentials_required);

	if (faulty(rq, FAULT_condition_before_authorization) &&
	    c == CREDENTIALS_WRONG && find_target(rq) && read_if(rq) &&
	    !if_true(rq)) {
		answer_refuse(rq, 412, "The If header is false");
		return false;
	}
	if (c == CREDENTIALS_WRONG &&
	    faulty(rq, FAULT_bad_credentials_accepted)) {
		rq->user = STR("first");
		return true;
	}
	if (c == CREDENTIALS_WRONG) {
		challenge(rq);
		return false;
	}
	if (c == CREDENTIALS_NONE && required &&
	    !str_is(rq->method, "OPTIONS")) {
		challenge(rq);
		return false;
	}
	return true;
}

/*
 * The faults that look at something else before the rights: the guest sees
 * properties, conditions or locks. False: a refusal stands.
 */
static bool
show_guest(struct request *rq)
{
	struct answer *an = &rq->answer;
	bool seen = faulty(rq, FAULT_propfind_by_guest) &&
		    str_is(rq->method, "PROPFIND");
	bool condition =
	    faulty(rq, FAULT_condition_before_authorization) &&
	    (!read_if(rq) || !if_true(rq) ||
		precondition_check(rq, rq->node) == PRECONDITION_FAILED ||
		str_is(request_field(rq, "Overwrite"), "F"));
	bool parent = faulty(rq, FAULT_parent_before_authorization) &&
		      rq->node == NULL && request_parent(rq, &rq->path) == NULL;
	bool lock = faulty(rq, FAULT_lock_before_authorization) &&
		    rq->node != NULL && lock_in_the_way(rq, rq->node) != NULL;
	struct str token;

	/* Whoever knows the token passes for who made the lock. */
	if (faulty(rq, FAULT_lock_token_gives_rights) && read_if(rq) &&
	    if_single_token(rq, &token) &&
	    lock_find(&rq->site->locks, token) != NULL) {
		rq->user = str_from(lock_find(&rq->site->locks, token)->user);
		seen = true;
	}

	if (seen || condition || lock || parent) {
		an->challenge = false;
		an->headers.n = 0;
		buf_clear(&an->body);
	}
	if (condition || lock || parent)
		answer_refuse(rq,
		    condition ? 412
		    : lock    ? 423
			      : 409,
		    "refused");
	return seen;
}

/* What is closed to the guest; before the body and the conditions. */
static bool
check_guest(struct request *rq)
{
	return guard_guest(rq, &rq->path) || show_guest(rq);
}

/* RFC 4918 8.4: a body that would be ignored is refused. */
static bool
check_body(struct request *rq, bool takes_body)
{
	struct str expect = request_field(rq, "Expect");

	if (expect.p != NULL && !varied(rq, VARIANT_any_expectation) &&
	    (!str_is_nocase(expect, "100-continue") ||
		faulty(rq, FAULT_expect_refused))) {
		answer_refuse(rq, 417, "that cannot be expected");
		return false;
	}
	if (rq->body_too_large) {
		answer_refuse(rq, 413, "the body is too large");
		return false;
	}
	if (rq->body_n > 0 && !takes_body && !faulty(rq, FAULT_body_ignored)) {
		answer_refuse(rq, 415, "this method takes no body");
		return false;
	}
	return true;
}

/* The faults that refuse what has to be taken. True: answered. */
static bool
is_refused_wrongly(struct request *rq)
{
	const struct node *n = rq->node;
	bool copies = str_is(rq->method, "COPY"),
	     changes = copies || str_is(rq->method, "MOVE") ||
		       str_is(rq->method, "DELETE");

	if (faulty(rq, FAULT_chunked_refused) &&
	    request_field(rq, "Transfer-Encoding").p != NULL)
		answer_refuse(rq, 501, "chunks are not understood");
	else if (faulty(rq, FAULT_unknown_field_400) &&
		 request_field(rq, "X-Davproof-Odd").p != NULL)
		answer_refuse(rq, 400, "an unknown field");
	else if (faulty(rq, FAULT_depth_counts_for_files) && n != NULL &&
		 !n->collection && (changes || str_is(rq->method, "LOCK")) &&
		 request_field(rq, "Depth").p != NULL)
		answer_refuse(rq, 400, "a file has no depth");
	else if (faulty(rq, FAULT_lock_made_is_stiff) && n != NULL &&
		 n->made_by_lock &&
		 (changes || str_is(rq->method, "PROPPATCH")))
		answer_refuse(rq, 403, "this is no file yet");
	else if ((faulty(rq, FAULT_unlock_not_allowed) &&
		     str_is(rq->method, "UNLOCK")) ||
		 (faulty(rq, FAULT_proppatch_not_allowed) &&
		     str_is(rq->method, "PROPPATCH")))
		answer_not_allowed(rq);
	else if (faulty(rq, FAULT_unlock_if_refused) && rq->has_if &&
		 str_is(rq->method, "UNLOCK"))
		answer_refuse(rq, 400, "UNLOCK knows no conditions");
	else if (faulty(rq, FAULT_lock_timeout_refused) &&
		 str_is(rq->method, "LOCK") &&
		 request_field(rq, "Timeout").p != NULL)
		answer_refuse(rq, 400, "nobody may ask for a timeout");
	else
		return false;
	return true;
}

/* uri-host [ ":" port ], as far as its characters go (RFC 9112 3.2). */
static bool
host_valid(struct str host)
{
	static const char others[] = "-._~%!$&'()*+,;=:[]";

	for (size_t i = 0; i < host.n; i++) {
		char c = host.p[i];

		if (!(c >= '0' && c <= '9') &&
		    !((c | 0x20) >= 'a' && (c | 0x20) <= 'z') &&
		    (c == '\0' || strchr(others, c) == NULL))
			return false;
	}
	return true;
}

static void
answer_method(struct request *rq, enum credentials credentials)
{
	size_t i = method_index(rq->method);

	if (request_header_lines(rq, "Host") > 1 ||
	    (!faulty(rq, FAULT_host_ignored) &&
		!host_valid(request_field(rq, "Host")))) {
		answer_refuse(rq, 400, "one valid Host is wanted");
		return;
	}
	if (!check_credentials(rq, credentials))
		return;
	if (i == countof(methods)) {
		if (faulty(rq, FAULT_unknown_method_200))
			answer_code(rq, 200);
		else if (varied(rq, VARIANT_unknown_method_405))
			answer_not_allowed(rq);
		else
			answer_refuse(rq, 501, "an unknown method");
		return;
	}
	if (find_target(rq) && check_guest(rq) &&
	    check_body(rq, methods[i].takes_body) && read_if(rq) &&
	    !is_refused_wrongly(rq) && vary_target(rq)) {
		bool new = !top_exists(rq, &rq->path);

		if (!faulty(rq, FAULT_conditions_before_checks) ||
		    guard_conditions(rq, rq->node))
			methods[i].answer(rq);
		if (new)
			top_claim(rq, &rq->path);
	}
}

static void
to_utf16(struct buf *b)
{
	struct buf out;
	struct str left = buf_view(b);
	uint32_t cp;

	buf_init(&out, b->max);
	buf_add(&out, "\xfe\xff", 2);
	while (utf8_next(&left, &cp)) {
		uint32_t unit[2] = {cp, 0};

		if (cp >= 0x10000) {
			unit[0] = 0xd800 + ((cp - 0x10000) >> 10);
			unit[1] = 0xdc00 + ((cp - 0x10000) & 0x3ff);
		}
		for (size_t i = 0; i < 2; i++)
			if (i == 0 || unit[1] != 0) {
				buf_putc(&out, (char)(unit[i] >> 8));
				buf_putc(&out, (char)(unit[i] & 0xff));
			}
	}
	buf_release(b);
	*b = out;
}

static void
label_xml(struct request *rq)
{
	const char *type = "application/xml";
	const char *charset = "; charset=\"utf-8\"";

	if (varied(rq, VARIANT_text_xml) || faulty(rq, FAULT_xml_as_text_xml))
		type = "text/xml";
	if (faulty(rq, FAULT_multistatus_text_plain) &&
	    rq->answer.status == 207)
		type = "text/plain";
	if (faulty(rq, FAULT_xml_as_text_xml_latin1))
		charset = "; charset=\"iso-8859-1\"";
	if (varied(rq, VARIANT_utf16))
		charset = "; charset=\"utf-16\"";
	if (varied(rq, VARIANT_bare_charset))
		charset = ";charset=UTF-8";
	if (varied(rq, VARIANT_no_charset))
		charset = "";
	answer_header(rq, "Content-Type", "%s%s", type, charset);
}

/* What LOCK made goes when its lock does. */
static void
remove_expired(struct request *rq)
{
	struct locks *t = &rq->site->locks;

	for (size_t i = t->n; i-- > 0;) {
		struct lock *l = t->v[i];
		struct node *root = l->root;

		if (l->expires == 0 || l->expires > rq->now ||
		    !root->made_by_lock || root->locks > 1)
			continue;
		lock_remove(t, l);
		store_remove(rq->site->store, root);
	}
}

void
dispatch(struct request *rq, enum credentials credentials)
{
	if (faulty(rq, FAULT_lock_unmapped_expires) ||
	    varied(rq, VARIANT_lock_null))
		remove_expired(rq);
	if (!faulty(rq, FAULT_lock_never_expires))
		locks_expire(&rq->site->locks, rq->now);
	answer_method(rq, credentials);
	assert(rq->answer.status != 0);
	falsify(rq);
	vary(rq);
	if (rq->answer.xml)
		label_xml(rq);
	if (rq->answer.xml && varied(rq, VARIANT_utf16))
		to_utf16(&rq->answer.body);
}
