/* The certificate at the head of the Markdown summary. */
#include "report/certificate.h"
#include "report/markdown.h"
#include "report/words.h"

#define PROVERS_NAMED 3 /* of one requirement; JSON has all */

static void
put_classes(FILE *out, const struct certificate *c)
{
	fputs("| DAV class | Verdict | Why | MUSTs held | broken | in doubt |"
	      " not proved | no occasion | not tested |\n"
	      "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
	    out);
	for (size_t i = 0; i < CLASSES; i++) {
		const struct certificate_class *k = &c->classes[i];

		fprintf(out, "| %zu | **%s** | ", i + 1,
		    conformance_name(k->conformance));
		markdown_line(out, k->why);
		for (size_t p = 0; p < PROOFS; p++)
			fprintf(out, " | %zu", k->musts[p]);
		fputs(" |\n", out);
	}
	fputc('\n', out);
}

static void
put_fact(FILE *out, const char *name, struct str value)
{
	if (value.n == 0)
		return;
	fprintf(out, "| %s | ", name);
	markdown_code(out, value);
	fputs(" |\n", out);
}

static void
put_facts(FILE *out, const struct certificate *c)
{
	const struct result *r = c->r;

	fputs("| | |\n| --- | --- |\n", out);
	put_fact(out, "Target", r->target_url);
	put_fact(out, "Server", r->server);
	put_fact(out, "DAV", r->dav);
	put_fact(out, "Allow", r->allow);
	put_fact(out, "Date", r->started);
	put_fact(out, "davproof", r->version);
	put_fact(out, "Catalogue, SHA-256", r->catalogue);
	put_fact(out, "Cases, SHA-256", r->cases_digest);
	put_fact(out, "Command", r->command);
	put_fact(out, "Certificate, SHA-256", str_from(c->digest));
	put_fact(out, "The same, from the JSON report",
	    str_from(certificate_recipe()));
	fputc('\n', out);
}

static void
put_provers(FILE *out, const struct proved *p, const struct requirement *q)
{
	if (p->by.n == 0 && q->see != NULL)
		fprintf(out, "as <code>%s</code>", q->see);
	for (size_t i = 0; i < p->by.n && i < PROVERS_NAMED; i++) {
		if (i > 0)
			fputs(", ", out);
		markdown_code(out, p->by.v[i].id);
		if (!p->by.v[i].proves)
			fprintf(out, " (%s)", verdict_name(p->by.v[i].verdict));
	}
	if (p->by.n > PROVERS_NAMED)
		fprintf(out, " and %zu more", p->by.n - PROVERS_NAMED);
}

static void
put_row(FILE *out, const struct certificate *c, size_t i)
{
	const struct requirement *q = spec_at(i);
	struct arena a = {0};

	fprintf(out, "| <code>%s</code> | %.*s | %s | %s | %s | ", q->id,
	    STRF(spec_cite(q, &a)), level_name(q->level), q->class,
	    proof_name(c->proofs[i].proof));
	put_provers(out, &c->proofs[i], q);
	fputs(" |\n", out);
	arena_release(&a);
}

static void
put_table(FILE *out, const struct certificate *c, const char *heading,
    certificate_which_fn *which)
{
	size_t n = 0;

	for (size_t i = 0; i < spec_count(); i++) {
		if (!which(c, i))
			continue;
		if (n++ == 0)
			fprintf(out,
			    "%s\n\n| Requirement | Source | Level | Class |"
			    " Verdict | Judged by |\n"
			    "| --- | --- | --- | --- | --- | --- |\n",
			    heading);
		put_row(out, c, i);
	}
	if (n > 0)
		fputc('\n', out);
}

void
markdown_certificate(FILE *out, const struct result *r)
{
	struct arena a = {0};
	struct certificate c;

	certificate_judge(r, &a, &c);
	fputs("## Certificate of conformance: ", out);
	markdown_line(out, words_target(r, &a));
	fputs("\n\n", out);
	put_classes(out, &c);
	fprintf(out, "%s\n\n", certificate_terms());
	put_facts(out, &c);
	put_table(out, &c, "### MUSTs that are not held", certificate_stops);
	put_table(out, &c, "### SHOULDs that are not met", certificate_warns);
	put_table(out, &c, "<details><summary>Every requirement</summary>",
	    certificate_any);
	fputs("</details>\n\n", out);
	arena_release(&a);
}
