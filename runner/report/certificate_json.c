#include "report/certificate_json.h"

#include "report/jsonout.h"

#define CERTIFICATE_FORMAT 1

static json_t *
suite_object(const struct result *r)
{
	json_t *o = json_object();

	jsonout_set(o, "name", jsonout_word("davproof"));
	jsonout_set(o, "version", jsonout_line(r->version));
	jsonout_set(o, "catalogue", jsonout_line(r->catalogue));
	jsonout_set(o, "cases", jsonout_line(r->cases_digest));
	return o;
}

static json_t *
counts_object(const size_t counts[PROOFS])
{
	static const char *const keys[PROOFS] = {
	    [PROOF_HELD] = "held",
	    [PROOF_BROKEN] = "broken",
	    [PROOF_IN_DOUBT] = "in_doubt",
	    [PROOF_NOT_PROVED] = "not_proved",
	    [PROOF_NO_OCCASION] = "no_occasion",
	    [PROOF_NOT_TESTED] = "not_tested",
	};
	json_t *o = json_object();

	for (size_t p = 0; p < PROOFS; p++)
		jsonout_set(o, keys[p], jsonout_number(counts[p]));
	return o;
}

static json_t *
classes_array(const struct certificate *c)
{
	json_t *array = json_array();

	for (size_t i = 0; i < CLASSES; i++) {
		const struct certificate_class *k = &c->classes[i];
		json_t *o = json_object();

		jsonout_set(o, "class", json_sprintf("%zu", i + 1));
		jsonout_set(o, "conformant",
		    json_boolean(k->conformance == CONFORMANCE_PROVED));
		jsonout_set(o, "verdict",
		    jsonout_word(conformance_name(k->conformance)));
		jsonout_set(o, "why", jsonout_line(k->why));
		jsonout_set(o, "musts", counts_object(k->musts));
		jsonout_set(o, "shoulds", counts_object(k->shoulds));
		jsonout_push(array, o);
	}
	return array;
}

static json_t *
provers_array(const struct proved *p)
{
	json_t *array = json_array();

	for (size_t i = 0; i < p->by.n; i++) {
		json_t *o = json_object();

		jsonout_set(o, "id", jsonout_line(p->by.v[i].id));
		jsonout_set(o, "verdict",
		    jsonout_word(verdict_name(p->by.v[i].verdict)));
		jsonout_set(o, "proves", json_boolean(p->by.v[i].proves));
		jsonout_push(array, o);
	}
	return array;
}

static json_t *
requirements_array(const struct certificate *c)
{
	json_t *array = json_array();

	for (size_t i = 0; i < spec_count(); i++) {
		const struct requirement *q = spec_at(i);
		json_t *o = json_object();

		jsonout_set(o, "id", jsonout_word(q->id));
		jsonout_set(o, "rfc", jsonout_word(q->rfc));
		jsonout_set(o, "section", jsonout_word(q->section));
		jsonout_set(o, "level", jsonout_word(level_name(q->level)));
		jsonout_set(o, "class", jsonout_word(q->class));
		jsonout_set(
		    o, "testable", jsonout_word(testable_name(q->testable)));
		jsonout_set(
		    o, "verdict", jsonout_word(proof_name(c->proofs[i].proof)));
		jsonout_set(o, "cases", provers_array(&c->proofs[i]));
		jsonout_set(o, "see", jsonout_word(q->see));
		jsonout_push(array, o);
	}
	return array;
}

static json_t *
without_digest(const struct certificate *c)
{
	json_t *o = json_object();

	jsonout_set(o, "format", json_integer(CERTIFICATE_FORMAT));
	jsonout_set(o, "date", jsonout_line(c->r->started));
	jsonout_set(o, "suite", suite_object(c->r));
	jsonout_set(o, "target", jsonout_target(c->r, jsonout_line));
	jsonout_set(o, "command", jsonout_line(c->r->command));
	jsonout_set(o, "whole", json_boolean(c->in_part.n == 0));
	jsonout_set(o, "in_part", jsonout_line(c->in_part));
	jsonout_set(o, "results", jsonout_counts(c->r));
	jsonout_set(o, "classes", classes_array(c));
	jsonout_set(o, "requirements", requirements_array(c));
	return o;
}

void
certificate_digest(const struct certificate *c, char hex[SHA256_HEX])
{
	json_t *o = without_digest(c);
	char *text = json_dumps(o, JSON_COMPACT | JSON_SORT_KEYS);

	if (text == NULL)
		fatal("no memory for a JSON report");
	sha256_of(str_from(text), hex);
	free(text);
	json_decref(o);
}

json_t *
certificate_object(const struct certificate *c)
{
	json_t *o = without_digest(c);

	jsonout_set(o, "digest", jsonout_word(c->digest));
	return o;
}
