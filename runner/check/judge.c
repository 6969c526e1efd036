#include "check/rules.h"

#include "base/vec.h"
#include "check/walk.h"
#include "dav/encoding.h"

/*
 * The bytes of one exchange on their way: kept, digested and, if they are
 * XML, read; the rules are run as soon as what they look at is there.
 */

struct judge *
judge_new(const struct context *context, struct observation *observation,
    struct findings *findings)
{
	struct judge *j = xcalloc(1, sizeof(*j));

	j->context = context;
	j->seen = observation;
	j->findings = findings;
	if (!observation->no_digest)
		j->digest = sha256_new();
	walk_init(j);
	return j;
}

void
judge_interim(struct judge *j, const struct reply *interim)
{
	const struct subject none = {0};

	*vec_add(&j->seen->interims, j->seen->arena) = interim->status;
	j->reply = interim;
	rules_run_one(j, RULE_interim_no_content_length, &none);
	j->reply = NULL;
}

static const struct reply *
copy_reply(const struct reply *reply, struct arena *a)
{
	struct reply *made = arena_new(a, struct reply);

	made->status = reply->status;
	made->version = arena_str(a, reply->version);
	made->reason = arena_str(a, reply->reason);
	made->raw = arena_str(a, reply->raw);
	for (size_t i = 0; i < reply->headers.n; i++)
		*vec_add(&made->headers, a) = (struct header){
		    .name = arena_str(a, reply->headers.v[i].name),
		    .value = arena_str(a, reply->headers.v[i].value),
		};
	return made;
}

static bool
is_dav_method(struct str method)
{
	static const char *const methods[] = {"PROPFIND", "PROPPATCH", "MKCOL",
	    "COPY", "MOVE", "LOCK", "UNLOCK", "DELETE", "REPORT", "SEARCH",
	    "ACL", "BIND", "UNBIND", "REBIND", "VERSION-CONTROL", "CHECKIN",
	    "CHECKOUT", "UNCHECKOUT", "UPDATE", "LABEL", "MERGE", "MKWORKSPACE",
	    "MKACTIVITY", "BASELINE-CONTROL", "ORDERPATCH", "MKCALENDAR",
	    "MKREDIRECTREF", "UPDATEREDIRECTREF"};

	for (size_t i = 0; i < countof(methods); i++)
		if (str_is(method, methods[i]))
			return true;
	return false;
}

/* ------------------------------------------------------------- the type */

static struct str
media_type(struct str value)
{
	return str_trim(str_sub(value, 0, str_index(value, ';')));
}

static bool
ends_nocase(struct str s, const char *end)
{
	size_t n = strlen(end);

	return s.n >= n && str_is_nocase(str_from_at(s, s.n - n), end);
}

bool
is_json_type(struct str media)
{
	return str_is_nocase(media, "application/json") ||
	       ends_nocase(media, "+json");
}

void
judge_reply(struct judge *j, const struct reply *reply)
{
	const struct subject none = {0};
	struct str prefer;

	j->reply = copy_reply(reply, j->seen->arena);
	j->seen->reply = j->reply;
	j->dav_method = is_dav_method(j->context->method);
	rules_choose(j);
	j->url = href_split(j->context->url);
	prefer = request_header(j, "Prefer");
	j->minimal = str_find(prefer, STR("minimal")) < prefer.n;
	j->media = media_type(reply_header(j, "Content-Type"));
	rules_run(j, AT_REPLY, &none);
}

/* The first byte that is not white space, or 0. */
static char
first_mark(const struct judge *j)
{
	for (size_t i = 0; i < j->n_look; i++) {
		char c = j->look[i];

		if (c != ' ' && c != '\t' && c != '\r' && c != '\n' &&
		    c != '\0' && (unsigned char)c < 128)
			return c;
	}
	return '\0';
}

/* What the body is, from its type and its first bytes. */
static void
look(struct judge *j)
{
	const struct subject none = {0};
	int status = j->reply->status;
	char mark = first_mark(j);
	/* What answers a batch in HTML is meant as no multistatus. */
	bool page = j->context->method.n > 0 && !j->dav_method &&
		    str_is_nocase(j->media, "text/html");
	bool xml = is_xml_type(j->media) || ends_nocase(j->media, "+xml") ||
		   (status == 207 && mark == '<' && !page);

	j->looked = true;
	rules_run_one(j, RULE_content_type_xml, &none);
	if (is_json_type(j->media) ||
	    (status == 207 && !xml && (mark == '{' || mark == '['))) {
		j->seen->form = FORM_JSON;
		return;
	}
	j->seen->form = FORM_OTHER;
	if (!xml || method_is(j, "HEAD"))
		return;
	j->ours = status == 207 ||
		  (is_xml_type(j->media) && (j->dav_method || status >= 400));
	j->seen->form = FORM_XML;
	j->reader = xml_reader_new(&j->events, j->seen->arena,
	    encoding_charset(reply_header(j, "Content-Type")));
	xml_reader_feed(j->reader, j->look, j->n_look);
}

/* ------------------------------------------------------------- the body */

static void
keep(struct judge *j, const char *p, size_t n)
{
	size_t room = BODY_KEPT - j->n_kept;

	n = n < room ? n : room;
	if (j->n_kept + n > j->cap_kept) {
		j->cap_kept = (j->n_kept + n) * 2;
		j->kept = xrealloc(j->kept, j->cap_kept);
	}
	if (n > 0)
		memcpy(j->kept + j->n_kept, p, n);
	j->n_kept += n;
}

static void
note_bytes(struct judge *j, const char *p, size_t n)
{
	uint64_t all = 0, word;
	size_t i = 0;

	if (j->non_ascii)
		return;
	for (; n - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, p + i, sizeof(word));
		all |= word;
	}
	for (; i < n; i++)
		all |= (unsigned char)p[i];
	j->non_ascii = (all & UINT64_C(0x8080808080808080)) != 0;
}

void
judge_body(struct judge *j, const char *p, size_t n)
{
	j->seen->length += n;
	if (j->digest != NULL)
		sha256_add(j->digest, p, n);
	keep(j, p, n);
	note_bytes(j, p, n);
	while (!j->looked && n > 0) {
		j->look[j->n_look++] = *p++;
		n--;
		if (j->n_look == sizeof(j->look) && j->reply != NULL)
			look(j);
	}
	if (j->reader != NULL)
		xml_reader_feed(j->reader, p, n);
}

/* ------------------------------------------------------------- the end */

static void
end_body(struct judge *j, bool complete)
{
	if (!j->looked && j->n_look > 0)
		look(j);
	if (j->reader == NULL)
		return;
	if (complete)
		xml_reader_end(j->reader);
	j->ended = complete && !j->malformed;
	if (j->malformed)
		j->seen->form = FORM_BROKEN_XML;
	else
		j->seen->root = xml_reader_root(j->reader);
	if (!j->malformed && xml_is(j->seen->root, "multistatus"))
		j->seen->form = FORM_MULTISTATUS;
}

static void
end_observation(struct judge *j, bool complete, const char *why, unsigned ms)
{
	struct observation *o = j->seen;

	o->complete = complete;
	o->why = complete ? STR_NONE : arena_str(o->arena, str_from(why));
	o->duration_ms = ms;
	o->body = arena_str(
	    o->arena, (struct str){j->n_kept > 0 ? j->kept : "", j->n_kept});
	if (j->digest != NULL)
		sha256_hex(j->digest, o->sha256);
}

void
judge_end(struct judge *j, bool complete, const char *why, unsigned duration_ms)
{
	const struct subject none = {0};

	if (j->reply != NULL)
		end_body(j, complete);
	end_observation(j, complete, why, duration_ms);
	if (j->reply == NULL || !complete)
		return;
	walk_end(j);
	rules_run(j, AT_END, &none);
	rules_end(j);
}

void
judge_applied(const struct judge *j, struct rule_set *into)
{
	for (size_t i = 0; i < countof(into->bits); i++)
		into->bits[i] |= j->applied.bits[i];
}

void
judge_free(struct judge *j)
{
	if (j == NULL)
		return;
	xml_reader_free(j->reader);
	sha256_free(j->digest);
	href_table_release(&j->hrefs);
	href_table_release(&j->locks);
	arena_release(&j->scratch);
	arena_release(&j->part);
	free(j->kept);
	free(j);
}
