#include "base/clock.h"
#include "case/suite.h"
#include "run/conductors.h"
#include "run/hide.h"

static bool
stopped(const struct conductor *c)
{
	return c->config->pool.stop != NULL && *c->config->pool.stop;
}

/* ------------------------------------------------------------- results */

static void
count_failure(struct conductor *c, const struct case_result *r)
{
	c->done++;
	if (verdict_is_not_ok(r->verdict, c->result->strict))
		c->failed++;
	if (c->config->max_failures > 0 &&
	    c->failed >= c->config->max_failures)
		c->enough = true;
	sinks_progress(c->config->sinks, c->done, c->failed);
}

/* Hands out, in plan order, what is ready. */
static void
emit(struct conductor *c)
{
	while (c->emitted < c->config->cases->n && c->over[c->emitted]) {
		struct case_result *r = &c->cases[c->emitted];

		*vec_add(&c->result->cases, c->arena) = *r;
		tally_add(&c->tally, r);
		sinks_case_ended(c->config->sinks, c->emitted, r);
		c->emitted++;
	}
}

void
conductor_case_over(struct conductor *c, size_t index)
{
	struct case_result *r = &c->cases[index];

	r->verdict = known_verdict(
	    c->config->known, r->id, r->verdict, &r->reason);
	c->over[index] = true;
	count_failure(c, r);
	emit(c);
}

static void
left_behind(void *arg, struct str url)
{
	struct conductor *c = arg;

	*vec_add(&c->result->left_behind, c->arena) =
	    arena_str(c->arena, url);
}

/* ------------------------------------------------------------- launching */

static void fill(struct conductor *c, struct slot *slot);

static void
session_over(void *arg, size_t index)
{
	struct conductor *c = arg;
	struct slot *slot = &c->slots[c->slot_of[index]];

	session_applied(slot->session, &c->tally.applied);
	slot->busy = false;
	if (c->alone)
		return;
	if (session_saw_no_server(slot->session)) {
		c->suspect = true;
		c->lost[index] = session_lost_request(slot->session);
		*vec_add(&c->held, c->arena) = index;
	} else {
		conductor_case_over(c, index);
	}
	fill(c, slot);
}

static bool
skipped(struct conductor *c, size_t index)
{
	const struct testcase *tc = c->config->cases->v[index];
	struct str why =
	    capability_lacks(&c->capability, tc, c->arena);

	case_result_init(&c->cases[index], tc, c->arena);
	if (why.p == NULL)
		return false;
	c->cases[index].verdict = VERDICT_SKIP;
	c->cases[index].reason =
	    secrets_hide(c->config->secrets, why, false, c->arena);
	return true;
}

void
conductor_begin(struct conductor *c, struct slot *slot, size_t index)
{
	session_free(slot->before);
	slot->before = slot->session;
	c->slot_of[index] = (size_t)(slot - c->slots);
	slot->session = session_new(&c->env, c->config->cases->v[index], index,
	    c->alone, slot->lane, &c->cases[index]);
	slot->busy = true;
	session_start(slot->session);
}

/* Gives a free lane the next case that is not skipped at once. */
static void
fill(struct conductor *c, struct slot *slot)
{
	while (c->next < c->config->cases->n && !c->suspect && !c->enough &&
	    !stopped(c)) {
		size_t index = c->next++;

		if (skipped(c, index)) {
			conductor_case_over(c, index);
			continue;
		}
		conductor_begin(c, slot, index);
		return;
	}
}

static void
launch(struct conductor *c)
{
	for (size_t i = 0; i < c->config->jobs; i++)
		if (!c->slots[i].busy)
			fill(c, &c->slots[i]);
}

/* After an interrupt: every case that runs goes to its clean-up. */
static void
wind_down(struct conductor *c)
{
	pool_resume(c->pool, CLEANUP_MS);
	for (size_t i = 0; i < c->config->jobs; i++)
		if (c->slots[i].busy)
			session_cancel(c->slots[i].session);
	pool_run(c->pool);
	conductor_release_held(c);
}

static enum run_end
run_loop(struct conductor *c, struct buf *why)
{
	for (;;) {
		launch(c);
		pool_run(c->pool);
		if (c->suspect && !stopped(c) && !revive(c, why))
			return RUN_LOST;
		if (stopped(c)) {
			wind_down(c);
			return RUN_INTERRUPTED;
		}
		c->suspect = false;
		if (c->enough && c->emitted < c->config->cases->n)
			return RUN_ENOUGH;
		if (c->next == c->config->cases->n)
			return RUN_DONE;
	}
}

/* ------------------------------------------------------------- a run */

static bool
wants_scratch(const struct conductor *c)
{
	for (size_t i = 0; i < c->config->cases->n; i++)
		if (c->config->cases->v[i]->file->scratch)
			return true;
	return false;
}

static bool
open_pool(struct conductor *c, struct buf *why)
{
	struct pool_config config = c->config->pool;
	const struct target_user *first;

	if (!site_init(&c->site, c->config->target->url, c->arena, why))
		return false;
	config.origin = arena_strdup(c->arena, c->site.origin.p);
	first = target_user(c->config->target, STR("first"));
	if (config.user == NULL && first != NULL)
		config.user = arena_printf(c->arena, "%.*s:%.*s",
		    STRF(first->name), STRF(first->password));
	c->pool = pool_new(&config, why);
	return c->pool != NULL;
}

static void
describe(struct conductor *c)
{
	struct result *r = c->result;
	const struct target *t = c->config->target;
	char now[21];

	clock_rfc3339(now);
	r->started = arena_strf(c->arena, "%s", now);
	r->target_url =
	    target_url(&c->site, c->site.base, c->arena);
	r->target_name = t->name;
	r->target_version = t->version;
	r->catalogue = str_from(spec_digest());
	r->cases_digest = suite_digest_of(c->config->cases, c->arena);
}

static void
init(struct conductor *c)
{
	size_t n = c->config->cases->n;

	c->cases = arena_array(c->arena, struct case_result, n);
	c->over = arena_array(c->arena, bool, n);
	c->lost = arena_array(c->arena, bool, n);
	c->slot_of = arena_array(c->arena, size_t, n);
	c->slots = arena_array(c->arena, struct slot, c->config->jobs);
	for (size_t i = 0; i < c->config->jobs; i++)
		c->slots[i].lane = lane_new(c->pool);
	tally_init(&c->tally, c->arena);
	c->capability.target = c->config->target;
	c->capability.tls = str_starts(c->site.origin, STR("https"));
	c->env = (struct session_env){.site = &c->site,
	    .capability = &c->capability, .pool = c->pool,
	    .keep = c->config->keep, .announce = c->config->announce,
	    .way = &c->config->pool,
	    .extra = c->config->extra,
	    .trace = c->config->trace, .secrets = c->config->secrets,
	    .arena = c->arena, .arg = c,
	    .ended = session_over, .left = left_behind};
	c->preflight = (struct preflight){.pool = c->pool,
	    .lane = lane_new(c->pool), .arena = c->arena,
	    .stop = c->config->pool.stop};
	c->preflight.maker = (struct request_maker){.arena = c->arena,
	    .site = &c->site, .capability = &c->capability,
	    .extra = c->config->extra};
}

static void
start_sinks(struct conductor *c)
{
	struct run_plan plan = {.n_cases = c->config->cases->n,
	    .n_points = c->config->cases->n + 1,
	    .strict = c->result->strict};

	c->result->planned = c->config->cases->n;
	c->result->server = c->capability.server;
	c->result->dav = c->capability.dav;
	c->result->allow = c->capability.allow;
	hide_result(c->config->secrets, c->result);
	plan.target_url = c->result->target_url;
	plan.server = c->result->server;
	plan.dav = c->result->dav;
	sinks_started(c->config->sinks, &plan);
}

static void
release(struct conductor *c)
{
	for (size_t i = 0; c->slots != NULL && i < c->config->jobs; i++) {
		session_free(c->slots[i].before);
		session_free(c->slots[i].session);
		lane_free(c->slots[i].lane);
	}
	lane_free(c->preflight.lane);
	pool_free(c->pool);
}

/* What was in the way of its own clean-up may have gone with the rest. */
static void
strike_what_is_gone(struct conductor *c)
{
	struct result *r = c->result;
	size_t n = 0;

	for (size_t i = 0; i < r->left_behind.n; i++) {
		struct str url = r->left_behind.v[i];

		if (!preflight_is_gone(&c->preflight,
			str_from_at(url, c->site.origin.n)))
			r->left_behind.v[n++] = url;
	}
	r->left_behind.n = n;
}

static void
clear(struct conductor *c, bool scratch, enum run_end end)
{
	if (!scratch)
		return;
	if (end == RUN_INTERRUPTED && !c->config->keep)
		pool_resume(c->pool, CLEANUP_MS);
	if (!c->config->keep && preflight_clear(&c->preflight))
		strike_what_is_gone(c);
	else
		left_behind(c, target_url(&c->site, c->site.run, c->arena));
}

enum run_end
run_cases(const struct run_config *config, struct result *result)
{
	struct conductor c = {
	    .config = config, .result = result, .arena = result->arena};
	uint64_t begin = clock_ms();
	enum run_end end = RUN_UNTESTABLE;
	bool scratch = wants_scratch(&c);
	struct buf why;

	buf_init(&why, 4096);
	if (open_pool(&c, &why)) {
		describe(&c);
		init(&c);
		if (preflight(&c.preflight, &c.capability, scratch,
			config->wait_ms, &why)) {
			start_sinks(&c);
			end = run_loop(&c, &why);
			clear(&c, scratch, end);
		} else if (stopped(&c)) {
			buf_clear(&why);
			buf_puts(&why, "interrupted");
		}
	}
	result->enough = end == RUN_ENOUGH;
	if (end == RUN_ENOUGH)
		buf_printf(&why, "%zu failures are enough", c.failed);
	if (end == RUN_INTERRUPTED) { /* whatever was looked into by then */
		buf_clear(&why);
		buf_puts(&why, "interrupted");
	}
	if (end != RUN_DONE)
		result->bail_out = arena_str(c.arena, buf_view(&why));
	hide_result(config->secrets, result);
	config->known->fewer = !result_is_whole(result);
	if (end != RUN_UNTESTABLE)
		tally_finish(&c.tally, config->known, result);
	result->duration_ms = (unsigned)(clock_ms() - begin);
	if (end != RUN_UNTESTABLE && config->judged != NULL)
		config->judged(config->judged_arg, result);
	sinks_ended(config->sinks, result);
	buf_release(&why);
	release(&c);
	return end;
}
