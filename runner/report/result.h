/*
 * A run as data: what all reports are renderings of, and what --json writes
 * (schemas/result.schema.json).
 *
 * Strings are as the server sent them, in bounded length; renderers make them
 * printable. Secrets were taken out before they came here. Everything lives
 * in the arena of the run.
 */
#ifndef REPORT_RESULT_H
#define REPORT_RESULT_H

#include "base/digest.h"
#include "check/finding.h"

enum verdict {
	VERDICT_PASS,
	VERDICT_FAIL,
	VERDICT_ERROR,
	VERDICT_WARN,
	VERDICT_SKIP,
	VERDICT_KNOWN,
	VERDICT_UNEXPECTED, /* a known failure that passed: counts as fail */
};
#define VERDICTS 7

const char *verdict_name(enum verdict v);
bool verdict_parse(struct str name, enum verdict *out);
/* A `not ok` without TODO. With strict, a warning is one as well. */
bool verdict_is_not_ok(enum verdict v, bool strict);

struct finding_list {
	struct finding *v;
	size_t n, cap;
};

#define BODY_SHOWN ((size_t)16 * 1024) /* of a body, in a result */

/* One request and what came back. */
struct exchange_record {
	struct str purpose; /* "given", "step", "tree", "clean-up" */
	unsigned step;	    /* from 1; 0: none */
	struct str label;   /* "PUT a/f", as the case says it */
	struct str request_id;
	struct str sent;	 /* request line and headers */
	struct str sent_body;	 /* its first BODY_SHOWN bytes */
	uint64_t sent_body_size;
	struct str received;	 /* status line and headers; nothing: none */
	int status;		 /* 0: no answer */
	struct str body;	 /* its first BODY_SHOWN bytes */
	uint64_t body_size;
	struct str why;		 /* how it ended, if not with an answer */
	struct str curl;	 /* a command that sends it again */
	unsigned duration_ms;
	struct finding_list findings; /* of the rules and expectations */
};

struct case_result {
	struct str id, title, note;
	struct str file;   /* path of the case file */
	unsigned line;	   /* where to look first; 1 */
	char digest[SHA256_HEX];
	struct {
		struct str *v; /* ids */
		size_t n, cap;
	} proves, judged; /* judged: those an expectation was held against */
	enum verdict verdict;
	struct str reason;   /* one line: why, unless it passed */
	struct finding_list findings; /* of its expectations, errors, skips */
	struct {
		struct exchange_record *v;
		size_t n, cap;
	} exchanges;
	struct str scratch; /* URL */
	unsigned duration_ms;
};

#define EVIDENCE_MAX 5

/* rules/NAME, over all exchanges of the run. */
struct rule_result {
	struct str name; /* without "rules/" */
	struct str requirement, sentence;
	enum verdict verdict; /* SKIP: nothing to judge was seen */
	struct str reason;
	struct str listed; /* why the profile lists it as a known failure, which
			      it was not in a run of some cases only */
	size_t n_findings;
	struct {
		struct finding finding;
		struct str case_id;
		size_t exchange; /* index in that case's exchanges */
	} evidence[EVIDENCE_MAX];
	size_t n_evidence;
};

struct option_text {
	struct str name, value;
};

struct baseline;
struct fault_matrix;

struct result {
	struct arena *arena;
	struct str version;	/* of davproof */
	struct str catalogue;	/* digest */
	struct str cases_digest; /* of the cases that were to run */
	struct str suite_digest; /* of all that are shipped; nothing: unknown */
	struct str target_url, target_name, target_version;
	struct str server;	/* its Server header, or nothing */
	struct str dav, allow;	/* of OPTIONS on the base, or nothing */
	struct str started;	/* RFC 3339, UTC */
	unsigned duration_ms;
	struct str command;	/* as typed, secrets out */
	unsigned shard, shards; /* of a run in parts; 0: the whole */
	bool strict;
	bool certify; /* the reports hold a certificate */
	bool slim;    /* cut down to be published: a case is a line of JSON */
	struct str bail_out;	/* why the run ended early, or nothing */
	bool enough; /* because --max-failures had been seen */
	size_t planned; /* cases that were to run; 0: those that are here */
	struct {
		struct case_result *v;
		size_t n, cap;
	} cases;
	struct {
		struct rule_result *v;
		size_t n, cap;
	} rules;
	struct baseline *baseline; /* report/baseline.h; NULL: none given */
	struct fault_matrix *matrix; /* report/faultmatrix.h; NULL: none */
	struct {
		struct str *v; /* what could not be cleaned up, URLs */
		size_t n, cap;
	} left_behind;
};

/* Of all cases that are shipped: a rule saw all that it can see. */
bool result_is_whole(const struct result *r);

/* The version of this program, for result.version. */
struct str result_version(void);

/* Of the cases in it, as case/suite.h has it. */
struct str result_cases_digest(const struct result *r, struct arena *a);

/* Whether the i-th exchange of c is evidence of a rule. */
bool result_is_evidence(
    const struct result *r, const struct case_result *c, size_t i);
/* Whether an expectation of the case itself was broken in it. */
bool exchange_shows_own(const struct exchange_record *e);
/* Whether it says that its requirement is broken. */
bool finding_breaks(const struct finding *f);

/* What became of a requirement in this run. */
enum held { HELD_NOT_SEEN, HELD_HELD, HELD_BROKEN };

/* By index in the catalogue (spec_at); spec_count() of them in the arena. */
enum held *result_requirements(const struct result *r, struct arena *a);
/* Why a rule was not passed: the worst of its evidence, in a line. */
struct str rule_reason(
    const struct rule_result *r, enum finding_level worst, struct arena *a);
/* Of what is listed as a known failure, with this reason. */
struct str unexpected_reason(struct str listed, struct arena *a);
/* Of what passed in the baseline; skipped: the reason of that. */
struct str lost_reason(struct str skipped, struct arena *a);
/* Of cases and rules: each rule is a result of its own. */
void result_count(const struct result *r, size_t counts[VERDICTS]);
/* The exit status that it deserves: 0, 1 or 3. */
int result_exit_status(const struct result *r);

#endif
