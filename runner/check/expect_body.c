#include "check/expecting.h"

#include "dav/href.h"

struct place_in_text {
	unsigned line, col;
};

static struct place_in_text
place_of(struct str text, size_t offset)
{
	struct place_in_text at = {1, 1};

	for (size_t i = 0; i < offset && i < text.n; i++) {
		if (text.p[i] == '\n') {
			at.line++;
			at.col = 1;
		} else if (((unsigned char)text.p[i] & 0xc0) != 0x80) {
			at.col++;
		}
	}
	return at;
}

static struct str
body_text(struct expecting *x)
{
	const struct observation *o = x->in->seen;
	struct arena *a = x->out->arena;

	if (o->length == 0)
		return STR("no body");
	return arena_strf(a, "%.*s (%llu byte%s, SHA-256 %.12s...)",
	    STRF(match_quote(o->body, a)), (unsigned long long)o->length,
	    o->length == 1 ? "" : "s", o->sha256);
}

struct str
body_kind_text(const struct expecting *x)
{
	const struct observation *o = x->in->seen;

	switch (o->form) {
	case FORM_NONE:
		return STR("no body");
	case FORM_XML:
	case FORM_MULTISTATUS:
		return o->root ? xml_name(o->root, x->out->arena)
			       : STR("an XML body");
	case FORM_BROKEN_XML:
		return STR("XML that is not well-formed");
	case FORM_JSON:
		return STR("a JSON body");
	case FORM_OTHER:
		break;
	}
	return STR("a body that is not labelled as XML");
}

static struct finding *
body_fail(struct expecting *x, const struct match *m, const char *what)
{
	struct finding *f = expect_fail(x, m->loc, "%s", what);

	finding_in_body(f, NULL);
	f->actual = body_text(x);
	return f;
}

/* ------------------------------------------------------------- bytes */

static void
mark_difference(struct finding *f, struct str wanted, struct str seen)
{
	struct place_in_text at;
	size_t i = 0;

	while (i < wanted.n && i < seen.n && wanted.p[i] == seen.p[i])
		i++;
	at = place_of(seen, i);
	f->line = at.line;
	f->col = at.col;
}

static void
judge_bytes(struct expecting *x, const struct match *m)
{
	const struct observation *o = x->in->seen;
	bool generated = m->bytes.kind == BYTES_GENERATED;
	struct payload wanted = {.generated = generated,
	    .size = m->bytes.size,
	    .seed = m->bytes.seed,
	    .bytes = m->bytes.kind == BYTES_GIVEN ? m->bytes.data
						  : m->equal.content};
	char hex[SHA256_HEX];
	struct finding *f;

	payload_sha256(&wanted, hex);
	if (payload_size(&wanted) == o->length && strcmp(hex, o->sha256) == 0)
		return;
	f = body_fail(x, m, "the body is not as expected");
	f->expected = generated ? arena_strf(x->out->arena,
				      "%llu bytes, SHA-256 %.12s...",
				      (unsigned long long)wanted.size, hex)
				: match_quote(wanted.bytes, x->out->arena);
	if (!generated && o->length > 0)
		mark_difference(f, wanted.bytes, o->body);
}

/* ------------------------------------------------------------- matchers */

static void
judge_length(struct expecting *x, const struct match *m)
{
	const struct observation *o = x->in->seen;
	struct arena *a = x->out->arena;
	struct finding *f;

	if (!m->has_length || m->length == o->length)
		return;
	f = body_fail(x, m, "the body has another length");
	f->expected =
	    arena_strf(a, "%llu bytes", (unsigned long long)m->length);
	f->actual = arena_strf(a, "%llu bytes", (unsigned long long)o->length);
}

static void
judge_digest(struct expecting *x, const struct match *m)
{
	const struct observation *o = x->in->seen;
	struct finding *f;

	if (m->sha256.p == NULL || str_is_nocase(m->sha256, o->sha256))
		return;
	f = body_fail(x, m, "the body has another SHA-256");
	f->expected = m->sha256;
	f->actual = arena_strf(x->out->arena, "%s", o->sha256);
}

/* Matchers see the bytes that were kept; a longer body is equal to no text
   and its end is not known. */
static void
judge_text(struct expecting *x, const struct match *m)
{
	const struct observation *o = x->in->seen;
	struct match as_text = *m;
	struct shown s = shown_text(o->body.p ? o->body : STR(""));
	struct mismatch why;
	struct finding *f;

	as_text.kind = MATCH_PRESENT;
	if (o->length > o->body.n) {
		as_text.not = STR_NONE;
		if (m->ends.p != NULL) {
			f = body_fail(
			    x, m, "the end of so long a body is not known");
			f->level = FINDING_ERROR;
			as_text.ends = STR_NONE;
		}
	}
	if (match_holds(&as_text, &s, &x->env, &why))
		return;
	f = body_fail(x, m, "the body is not as expected");
	f->expected = why.expected;
}

void
part_body(struct expecting *x, const struct expectations *e)
{
	const struct observation *o = x->in->seen;
	const struct match *m = &e->body;
	struct finding *f;

	if (!e->has_body)
		return;
	switch (m->kind) {
	case MATCH_ABSENT:
		if (o->length == 0)
			return;
		f = body_fail(x, m, "there is a body");
		f->expected = STR("no body");
		break;
	case MATCH_EQUAL:
		judge_bytes(x, m);
		break;
	default:
		if (o->length == 0 && !m->has_length && m->sha256.p == NULL) {
			f = body_fail(x, m, "there is no body");
			f->expected = STR("a body");
			return;
		}
		judge_length(x, m);
		judge_digest(x, m);
		judge_text(x, m);
		break;
	}
}
