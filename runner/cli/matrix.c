#include "cli/matrix.h"

#include "base/clock.h"
#include "cli/faults.h"
#include "cli/matrixjudge.h"

struct matrix {
	const struct matrix_run *how;
	const struct result *plain;
	struct arena *arena; /* of the result */
	struct fault_matrix *out;
	struct matrix_judge judge;
	size_t drawn; /* columns of the moving line */
};

bool
matrix_settle(struct matrix_run *m, const struct command *c,
    struct target_options *o, const struct case_options *cases,
    const char *target)
{
	struct fault_set set = {0};

	*m = (struct matrix_run){.command = c,
	    .chosen = o->faults,
	    .target = o,
	    .selects = cases->select.n + cases->tag.n + cases->level.n +
			       cases->class.n >
			   0 ||
		       cases->rerun != NULL};
	o->faults = (struct texts){0};
	if (strcmp(target, "reference") != 0) {
		usage_error(c, "--matrix is of the target `reference` only");
		return false;
	}
	if (cases->shard.n > 0) {
		usage_error(c, "--matrix wants the whole run, and not --shard");
		return false;
	}
	return faults_parse(c, &m->chosen, &set);
}

/* The plain run is of all shipped cases. */
static bool
is_whole(const struct matrix *m)
{
	return m->plain->suite_digest.p != NULL && !m->how->selects;
}

/* ------------------------------------------------------------- progress */

static bool
stopped(const struct matrix *m)
{
	const struct pool_config *pool = &m->how->config->pool;

	return pool->stop != NULL && *pool->stop;
}

static void
draw(struct matrix *m, const char *what, size_t i)
{
	struct arena a = {0};
	char *line = arena_printf(&a, "%s %zu/%zu", what, i + 1, fault_count());

	if (m->how->progress) {
		fprintf(stderr, "\r%-*s", (int)m->drawn, line);
		if (strlen(line) > m->drawn)
			m->drawn = strlen(line);
		fflush(stderr);
	}
	arena_release(&a);
}

static void
wipe(struct matrix *m)
{
	if (m->drawn > 0)
		fprintf(stderr, "\r%*s\r", (int)m->drawn, "");
	m->drawn = 0;
}

/* ------------------------------------------------------------- one run */

/* False and why: there is no whole result. */
static bool
run_with(const struct matrix *m, const char *fault,
    const struct testcases *cases, struct result *r, struct str *why)
{
	struct target_options options = *m->how->target;
	struct known known = {.arena = r->arena};
	struct sinks none = {0};
	struct run_config config = *m->how->config;
	char reference[] = "reference";
	struct open_target *t;
	int status;

	options.faults = (struct texts){.v = &fault, .n = 1};
	t = target_open(
	    m->how->command, reference, &options, r->arena, &status);
	if (t == NULL) {
		*why = STR("the server did not start");
		return false;
	}
	config.target = target_profile(t);
	config.cases = cases;
	config.known = &known;
	config.sinks = &none;
	config.max_failures = 0;
	config.keep = false;
	config.trace = NULL;
	config.extra = target_headers(t);
	config.again_arg = t;
	config.judged = NULL;
	target_pool(t, &options, &config.pool);
	config.pool.stop = m->how->config->pool.stop;
	if (run_cases(&config, r) != RUN_DONE)
		*why = r->bail_out;
	target_close(t);
	return why->p == NULL;
}

/* ------------------------------------------------------------- turns */

static bool
claims_any(size_t fault, const struct testcase *tc)
{
	for (size_t i = 0; i < tc->proves.n; i++)
		if (fault_violates(fault, str_from(tc->proves.v[i]->id)))
			return true;
	return false;
}

static struct testcases
claimants(const struct matrix *m, size_t fault, struct arena *a)
{
	const struct testcases *all = m->how->config->cases;
	struct testcases some = {0};

	for (size_t i = 0; i < all->n; i++)
		if (claims_any(fault, all->v[i]))
			*vec_add(&some, a) = all->v[i];
	return some;
}

static void
try(struct matrix *m, size_t fault, struct fault_tried *f,
    const struct testcases *cases)
{
	struct arena a = {0};
	struct result r = {.arena = &a};
	struct str why = STR_NONE;
	char *id;

	if (cases->n == 0 || stopped(m))
		return;
	id = arena_printf(&a, "%.*s", STRF(f->id));
	if (!run_with(m, id, cases, &r, &why) && !stopped(m))
		f->why = arena_str(m->arena, why);
	matrix_judge(&m->judge, fault, f, &r);
	arena_release(&a);
}

static struct fault_tried *
add_fault(struct matrix *m, size_t fault)
{
	struct fault_row row = fault_at(fault);
	struct fault_tried *f = vec_add(&m->out->faults, m->arena);

	f->id = arena_strf(m->arena, "%s", row.id);
	f->text = str_from(row.text);
	for (size_t i = 0; i < spec_count(); i++)
		if (fault_violates(fault, str_from(spec_at(i)->id)))
			*vec_add(&f->violates, m->arena) =
			    str_from(spec_at(i)->id);
	return f;
}

static void
try_fault(struct matrix *m, size_t fault)
{
	struct arena a = {0};
	struct testcases some = claimants(m, fault, &a);
	struct fault_tried *f;

	if (some.n == 0 && !is_whole(m) && m->how->chosen.n == 0) {
		m->out->left_out++;
	} else {
		f = add_fault(m, fault);
		try(m, fault, f, &some);
		if (!fault_is_caught(f))
			try(m, fault, f, m->how->config->cases);
	}
	arena_release(&a);
}

static bool
is_chosen(const struct matrix *m, size_t fault)
{
	const struct texts *chosen = &m->how->chosen;

	for (size_t i = 0; i < chosen->n; i++)
		if (strcmp(chosen->v[i], fault_at(fault).id) == 0)
			return true;
	return chosen->n == 0;
}

/* ------------------------------------------------------------- the rest */

static struct testcases
left_cases(const struct matrix *m, struct arena *a)
{
	const struct testcases *all = m->how->config->cases;
	struct testcases some = {0};

	for (size_t i = 0; i < all->n; i++)
		if (matrix_is_left(&m->judge, all->v[i]->id))
			*vec_add(&some, a) = all->v[i];
	return some;
}

/* A rule is left whose requirement the fault violates: it wants to see more
   exchanges than those of the cases that claim it. */
static bool
has_rule_left(const struct matrix *m, size_t fault)
{
	for (size_t i = 0; i < m->plain->rules.n; i++) {
		const struct rule_result *rule = &m->plain->rules.v[i];
		struct arena a = {0};
		bool left = matrix_is_left(
		    &m->judge, arena_strf(&a, "rules/%.*s", STRF(rule->name)));

		arena_release(&a);
		if (left && fault_violates(fault, rule->requirement))
			return true;
	}
	return false;
}

static void
try_rest(struct matrix *m)
{
	size_t at = 0;

	for (size_t i = 0; i < fault_count() && !stopped(m); i++) {
		struct arena a = {0};
		struct testcases left;
		struct fault_tried *f;

		if (at == m->out->faults.n ||
		    !str_is(m->out->faults.v[at].id, fault_at(i).id))
			continue;
		f = &m->out->faults.v[at++];
		left = left_cases(m, &a);
		draw(m, "what is left, fault", i);
		try(m, i, f,
		    has_rule_left(m, i) ? m->how->config->cases : &left);
		arena_release(&a);
	}
}

void
matrix_run(struct matrix_run *how, struct result *r)
{
	struct matrix m = {.how = how,
	    .plain = r,
	    .arena = r->arena,
	    .out = arena_new(r->arena, struct fault_matrix)};
	uint64_t begin = clock_ms();

	if (r->bail_out.p != NULL)
		return;
	r->matrix = m.out;
	m.out->part = !is_whole(&m);
	matrix_judge_init(&m.judge, r);
	for (size_t i = 0; i < fault_count() && !stopped(&m); i++) {
		if (!is_chosen(&m, i))
			continue;
		draw(&m, "fault", i);
		try_fault(&m, i);
	}
	m.out->whole = how->chosen.n == 0;
	if (m.out->whole)
		try_rest(&m);
	wipe(&m);
	if (stopped(&m))
		r->bail_out = STR("interrupted");
	m.out->duration_ms = (unsigned)(clock_ms() - begin);
}
