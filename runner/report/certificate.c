#include "report/certificate.h"

#include "report/certificate_json.h"
#include "report/words.h"

#define NAMED 5 /* requirements in a sentence */

const char *
conformance_name(enum conformance c)
{
	static const char *const words[] = {
	    [CONFORMANCE_PROVED] = "conformant",
	    [CONFORMANCE_DISPROVED] = "not conformant",
	    [CONFORMANCE_OPEN] = "not proved",
	    [CONFORMANCE_NOT_CLAIMED] = "not claimed",
	};

	return words[c];
}

const char *
certificate_recipe(void)
{
	return "jq -cSj '.certificate | del(.digest)' RESULT.json | sha256sum";
}

const char *
certificate_terms(void)
{
	return "A server conforms to a class if a run of the whole suite found"
	       " every MUST and MUST NOT of it held that can be proved from"
	       " outside, and if it conforms to the classes that this one"
	       " includes. A requirement is held"
	       " if a case or rule that proves it passed and no finding speaks"
	       " against it; what was skipped, failed, could not be carried"
	       " out, or is a known failure never counts as held. No occasion:"
	       " it binds what the server sends, and nothing of the kind was"
	       " sent. Not tested: no client can see it, or it takes a set-up "
	       "that"
	       " the target did not have.";
}

/* Nothing if it is all that is shipped, and all of it is there. */
static struct str
in_part(const struct result *r, struct arena *a)
{
	if (r->bail_out.p != NULL)
		return arena_strf(a, "it ended early: %.*s",
		    STRF(words_line_in(a, r->bail_out)));
	if (r->shards > 0)
		return arena_strf(
		    a, "it is shard %u/%u of a run", r->shard, r->shards);
	if (r->suite_digest.n == 0)
		return STR("the cases were named, instead of the suite");
	if (!str_eq(r->suite_digest, r->cases_digest))
		return STR("other cases were selected than all of the suite");
	if (!str_eq(r->cases_digest, result_cases_digest(r, a)))
		return STR("the result lacks cases that were run, or what"
			   " identifies them");
	if (!str_is(r->catalogue, spec_digest()))
		return STR("the run had another catalogue of requirements than"
			   " the davproof that writes this");
	return STR_NONE;
}

static bool
is_of(const struct requirement *q, size_t class)
{
	return q->class[0] == (char)('1' + class) && q->class[1] == '\0';
}

bool
certificate_any(const struct certificate *c, size_t i)
{
	(void)c;
	(void)i;
	return true;
}

bool
certificate_claims(const struct certificate *c, size_t i)
{
	for (size_t k = 0; k < CLASSES; k++)
		if (is_of(spec_at(i), k))
			return c->classes[k].conformance !=
			       CONFORMANCE_NOT_CLAIMED;
	return false;
}

bool
certificate_stops(const struct certificate *c, size_t i)
{
	enum proof p = c->proofs[i].proof;

	return level_is_must(spec_at(i)->level) && certificate_claims(c, i) &&
	       (p == PROOF_BROKEN || p == PROOF_IN_DOUBT ||
		   p == PROOF_NOT_PROVED);
}

bool
certificate_warns(const struct certificate *c, size_t i)
{
	return level_is_should(spec_at(i)->level) && certificate_claims(c, i) &&
	       c->proofs[i].proof == PROOF_BROKEN;
}

static void
count(const struct certificate *c, size_t class, struct certificate_class *out)
{
	for (size_t i = 0; i < spec_count(); i++) {
		const struct requirement *q = spec_at(i);

		if (!is_of(q, class))
			continue;
		if (level_is_must(q->level))
			out->musts[c->proofs[i].proof]++;
		else if (level_is_should(q->level))
			out->shoulds[c->proofs[i].proof]++;
	}
}

/* "2 MUSTs are broken: a, b" */
static void
put_named(
    struct buf *b, const struct certificate *c, size_t class, enum proof p)
{
	size_t n = c->classes[class].musts[p], named = 0;

	if (n == 0)
		return;
	buf_printf(b, "%s%zu %s %s: ", b->n > 0 ? "; " : "", n,
	    n == 1 ? "MUST is" : "MUSTs are", proof_name(p));
	for (size_t i = 0; i < spec_count() && named < NAMED; i++)
		if (is_of(spec_at(i), class) && c->proofs[i].proof == p &&
		    level_is_must(spec_at(i)->level))
			buf_printf(
			    b, "%s%s", named++ > 0 ? ", " : "", spec_at(i)->id);
	if (n > named)
		buf_printf(b, " and %zu more", n - named);
}

static struct str
why_not(const struct certificate *c, size_t class, struct arena *a)
{
	struct str why;
	struct buf b;

	buf_init(&b, SIZE_MAX / 2);
	put_named(&b, c, class, PROOF_BROKEN);
	put_named(&b, c, class, PROOF_IN_DOUBT);
	put_named(&b, c, class, PROOF_NOT_PROVED);
	why = arena_str(a, buf_view(&b));
	buf_release(&b);
	return why;
}

static struct str
why_proved(const struct certificate_class *k, struct arena *a)
{
	size_t rest = k->musts[PROOF_NO_OCCASION] + k->musts[PROOF_NOT_TESTED];

	if (rest == 0)
		return arena_strf(
		    a, "all %zu MUSTs are held", k->musts[PROOF_HELD]);
	return arena_strf(a,
	    "all %zu MUSTs that could be proved are held; of %zu more the run"
	    " says nothing",
	    k->musts[PROOF_HELD], rest);
}

/*
 * RFC 4918 section 18: 2 and 3 include 1, and 3 beside 2 is the whole
 * document. The worst of them, or PROVED.
 */
static enum conformance
included(const struct certificate *c, size_t class)
{
	enum conformance worst = CONFORMANCE_PROVED;

	for (size_t i = 0; i < class; i++) {
		enum conformance k = c->classes[i].conformance;

		if (i > 0 && k == CONFORMANCE_NOT_CLAIMED)
			continue;
		if (k == CONFORMANCE_DISPROVED)
			return k;
		if (k != CONFORMANCE_PROVED)
			worst = CONFORMANCE_OPEN;
	}
	return worst;
}

static enum conformance
judge(const struct certificate *c, size_t class, bool claimed)
{
	const size_t *musts = c->classes[class].musts;
	enum conformance base = included(c, class);

	if (!claimed)
		return CONFORMANCE_NOT_CLAIMED;
	if (musts[PROOF_BROKEN] > 0 || base == CONFORMANCE_DISPROVED)
		return CONFORMANCE_DISPROVED;
	if (c->in_part.n > 0 || base == CONFORMANCE_OPEN ||
	    musts[PROOF_IN_DOUBT] + musts[PROOF_NOT_PROVED] > 0)
		return CONFORMANCE_OPEN;
	return CONFORMANCE_PROVED;
}

static struct str
explain(const struct certificate *c, size_t class, struct arena *a)
{
	const struct certificate_class *k = &c->classes[class];
	struct str why = why_not(c, class, a);

	switch (k->conformance) {
	case CONFORMANCE_NOT_CLAIMED:
		return STR("the server does not claim it");
	case CONFORMANCE_PROVED:
		return why_proved(k, a);
	case CONFORMANCE_OPEN:
		if (c->in_part.n > 0)
			return arena_strf(a,
			    "the run covered a part only: %.*s",
			    STRF(c->in_part));
		if (why.n == 0)
			return STR("a class that it includes is not proved");
		return why;
	case CONFORMANCE_DISPROVED:
		if (k->musts[PROOF_BROKEN] == 0)
			return STR("a class that it includes is not"
				   " conformant");
		return why;
	}
	return why;
}

void
certificate_judge(
    const struct result *r, struct arena *a, struct certificate *out)
{
	struct class_result classes[CLASSES];

	*out = (struct certificate){
	    .r = r, .in_part = in_part(r, a), .proofs = proofs_judge(r, a)};
	classes_judge(r, a, classes);
	for (size_t i = 0; i < CLASSES; i++) {
		count(out, i, &out->classes[i]);
		out->classes[i].conformance = judge(out, i, classes[i].claimed);
		out->classes[i].why = explain(out, i, a);
	}
	certificate_digest(out, out->digest);
}
