/*
 * The certificate: the first page, and at the end of the report an annex with
 * every requirement and the cases that prove it.
 */
#include "report/certificate.h"
#include "report/html_table.h"
#include "report/page.h"

static enum verdict
verdict_of_class(enum conformance c)
{
	switch (c) {
	case CONFORMANCE_PROVED:
		return VERDICT_PASS;
	case CONFORMANCE_DISPROVED:
		return VERDICT_FAIL;
	default:
		return VERDICT_SKIP;
	}
}

static enum verdict
verdict_of_proof(enum proof p, enum level level)
{
	switch (p) {
	case PROOF_HELD:
		return VERDICT_PASS;
	case PROOF_BROKEN:
		return level_is_must(level)	? VERDICT_FAIL
		       : level_is_should(level) ? VERDICT_WARN
						: VERDICT_KNOWN;
	case PROOF_IN_DOUBT:
		return VERDICT_WARN;
	case PROOF_NOT_PROVED:
		return level_is_must(level) ? VERDICT_ERROR : VERDICT_SKIP;
	default:
		return VERDICT_SKIP;
	}
}

static void
put_class(struct page *p, const struct certificate *c, size_t i)
{
	const struct certificate_class *k = &c->classes[i];

	xmlout_start(p->x, "tr");
	html_table_name(p->x, "row");
	xmlout_printf(p->x, "DAV class %zu", i + 1);
	xmlout_end(p->x);
	xmlout_start(p->x, "td");
	page_badge(p, verdict_of_class(k->conformance),
	    conformance_name(k->conformance));
	xmlout_puts(p->x, " ");
	xmlout_line(p->x, k->why);
	xmlout_end(p->x);
	xmlout_start(p->x, "td");
	for (size_t s = 0; s < PROOFS; s++)
		if (k->musts[s] > 0 || s == PROOF_HELD)
			xmlout_printf(p->x, "%s%zu %s", s > 0 ? ", " : "",
			    k->musts[s], proof_name((enum proof)s));
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_classes(struct page *p, const struct certificate *c)
{
	static const char *const columns[] = {
	    "Class", "Verdict, and why", "Its MUSTs"};

	html_table_start(
	    p->x, "classes-table stack", columns, countof(columns));
	for (size_t i = 0; i < CLASSES; i++)
		put_class(p, c, i);
	html_table_end(p->x);
}

/* A command, or a digest: what is copied. */
static void
put_code_fact(struct page *p, const char *name, struct str value)
{
	xmlout_start(p->x, "div");
	xmlout_element(p->x, "dt", "", str_from(name));
	xmlout_start(p->x, "dd");
	xmlout_element(p->x, "code", "", value);
	xmlout_end(p->x);
	xmlout_end(p->x);
}

static void
put_facts(struct page *p, const struct certificate *c)
{
	const struct result *r = c->r;

	xmlout_start_class(p->x, "dl", "facts");
	page_fact(p, "Target", r->target_url);
	page_fact(p, "Server", r->server);
	page_fact(p, "DAV", r->dav);
	page_fact(p, "Allow", r->allow);
	page_fact(p, "Date", r->started);
	page_fact(p, "Suite",
	    arena_strf(&p->arena, "davproof %.*s",
		STRF(words_line_in(&p->arena, r->version))));
	page_fact(p, "Command", r->command);
	xmlout_end(p->x);
	xmlout_start_class(p->x, "dl", "facts digests");
	put_code_fact(p, "Catalogue of requirements, SHA-256", r->catalogue);
	put_code_fact(p, "Cases, SHA-256", r->cases_digest);
	put_code_fact(p, "This certificate, SHA-256", str_from(c->digest));
	put_code_fact(p, "The same, from the JSON report",
	    str_from(certificate_recipe()));
	put_code_fact(p, "Catalogue and cases of a davproof",
	    STR("davproof list --digest"));
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_others(struct page *p, const struct requirement *q)
{
	struct str see = str_from(q->see), id;

	if (see.n == 0)
		xmlout_element(
		    p->x, "span", "small", STR("nothing in this run"));
	while (str_cut(&see, ' ', &id)) {
		const struct requirement *other = spec_find(id);

		xmlout_puts(p->x, "as ");
		if (other != NULL)
			page_link_requirement(p, other);
		xmlout_puts(p->x, " ");
	}
}

/* What proves nothing bears its verdict; all: name what passed as well. */
static void
put_provers(struct page *p, const struct certificate *c, size_t i, bool all)
{
	const struct proved *proved = &c->proofs[i];
	size_t passed = 0;

	for (size_t k = 0; k < proved->by.n; k++) {
		const struct prover *by = &proved->by.v[k];

		passed += by->proves;
		if (by->proves && !all)
			continue;
		if (k > 0)
			xmlout_puts(p->x, ", ");
		if (!by->proves) {
			page_verdict(p, by->verdict);
			xmlout_puts(p->x, " ");
		}
		page_link_case(p, by->id);
	}
	if (passed > 0 && !all)
		xmlout_printf(p->x, "%s%zu passed",
		    passed < proved->by.n ? ", " : "", passed);
	if (proved->by.n == 0)
		put_others(p, spec_at(i));
}

static void
put_row(struct page *p, const struct certificate *c, size_t i, bool all)
{
	const struct requirement *q = spec_at(i);
	enum proof proof = c->proofs[i].proof;

	xmlout_start(p->x, "tr");
	html_table_name(p->x, "row");
	page_link_requirement(p, q);
	xmlout_end(p->x);
	xmlout_start_class(p->x, "td", "source");
	page_link_section(p, q);
	xmlout_start(p->x, "div");
	xmlout_printf(p->x, "%s, class %s", level_name(q->level), q->class);
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_start(p->x, "td");
	page_badge(p, verdict_of_proof(proof, q->level), proof_name(proof));
	xmlout_end(p->x);
	xmlout_start(p->x, "td");
	put_provers(p, c, i, all);
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

static void
put_table(struct page *p, const struct certificate *c,
    certificate_which_fn *which, bool all)
{
	static const char *const columns[] = {
	    "Requirement", "Source", "Verdict", "Judged by"};

	html_table_start(p->x, "reqs stack", columns, countof(columns));
	for (size_t i = 0; i < spec_count(); i++)
		if (which(c, i))
			put_row(p, c, i, all);
	html_table_end(p->x);
}

static void
put_list(struct page *p, const struct certificate *c, const char *heading,
    certificate_which_fn *which)
{
	for (size_t i = 0; i < spec_count(); i++)
		if (which(c, i)) {
			xmlout_element(p->x, "h3", "", str_from(heading));
			put_table(p, c, which, false);
			return;
		}
}

static bool
is_silent_must(const struct certificate *c, size_t i)
{
	return level_is_must(spec_at(i)->level) && certificate_claims(c, i) &&
	       (c->proofs[i].proof == PROOF_NO_OCCASION ||
		   c->proofs[i].proof == PROOF_NOT_TESTED);
}

void
html_certificate(struct page *p)
{
	struct certificate c;

	if (!p->r->certify)
		return;
	certificate_judge(p->r, &p->arena, &c);
	xmlout_start_class(p->x, "section", "certificate");
	xmlout_attr(p->x, "id", STR("certificate"));
	xmlout_element(p->x, "h2", "", STR("Certificate of conformance"));
	xmlout_element(p->x, "p", "subject", words_target(p->r, &p->arena));
	put_classes(p, &c);
	put_facts(p, &c);
	xmlout_element(p->x, "p", "small", str_from(certificate_terms()));
	xmlout_newline(p->x);
	put_list(p, &c, "MUSTs that are not held", certificate_stops);
	put_list(p, &c, "SHOULDs that are not met", certificate_warns);
	put_list(p, &c, "MUSTs of which the run says nothing", is_silent_must);
	xmlout_start(p->x, "p");
	xmlout_start(p->x, "a");
	xmlout_attr(p->x, "href", STR("#annex"));
	xmlout_puts(p->x, "Annex: every requirement, with what proves it");
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}

void
html_annex(struct page *p)
{
	struct certificate c;

	if (!p->r->certify)
		return;
	certificate_judge(p->r, &p->arena, &c);
	xmlout_start(p->x, "section");
	xmlout_attr(p->x, "id", STR("annex"));
	xmlout_element(
	    p->x, "h2", "", STR("Annex to the certificate: every requirement"));
	put_table(p, &c, certificate_any, true);
	xmlout_end(p->x);
	xmlout_newline(p->x);
}
