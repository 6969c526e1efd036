#include "cli/gate.h"

#include "report/baseline.h"
#include "report/render.h"

static bool
read_baseline(struct gate *g, const struct command *c,
    const struct testcases *plan)
{
	struct buf why;
	bool ok;

	buf_init(&why, 1024);
	ok = result_read(g->file, g->known.arena, &g->earlier, &why);
	if (ok)
		known_add_baseline(&g->known, &g->earlier, plan);
	else
		fprintf(stderr, "davproof %s: %s\n", c->name, why.p);
	buf_release(&why);
	return ok;
}

bool
gate_open(struct gate *g, const struct command *c, const char *baseline,
    const struct target *t, const struct testcases *plan, char **argv, int n)
{
	g->file = baseline;
	if (baseline != NULL || t->n_known_failures > 0)
		suite_load(&g->suite, c, argv, n, g->known.arena);
	if (!suite_knows_failures(&g->suite, t))
		return false;
	known_add_profile(&g->known, t);
	return baseline == NULL || read_baseline(g, c, plan);
}

void
gate_judged(void *gate, struct result *r)
{
	struct gate *g = gate;

	if (g->file != NULL)
		r->baseline = baseline_compare(
		    g->file, &g->earlier, r, suite_has, &g->suite);
}
