/* What is not the same of a run and its baseline. */
#include "report/baseline.h"
#include "report/words.h"

PRINTF(3, 4)
static void
note(struct baseline *b, struct arena *a, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	*vec_add(&b->notes, a) =
	    words_line_in(a, str_from(arena_vprintf(a, fmt, ap)));
	va_end(ap);
}

/* "Apache/2.4.1 (Debian)": what stands before the slash. */
static struct str
product(struct str server)
{
	server = str_sub(server, 0, str_index(server, '/'));
	return str_sub(server, 0, str_index(server, ' '));
}

/*
 * The name of the profile says which target it is; without one the product
 * of the Server header does, and without that the URL. A port is drawn anew
 * for each run of a job.
 */
static void
note_target(struct baseline *b, const struct result *earlier,
    const struct result *now)
{
	struct arena *a = now->arena;

	if (earlier->target_name.n > 0 || now->target_name.n > 0) {
		if (!str_eq(earlier->target_name, now->target_name))
			note(b, a, "it is of another target: %.*s, not %.*s",
			    STRF(b->target), STRF(words_target(now, a)));
	} else if (!str_eq(product(earlier->server), product(now->server))) {
		note(b, a, "it is of another server: %.*s, not %.*s",
		    STRF(b->target), STRF(words_target(now, a)));
	} else if (now->server.n == 0 &&
	    !str_eq(earlier->target_url, now->target_url)) {
		note(b, a, "it is of another URL: %.*s, not %.*s",
		    STRF(earlier->target_url), STRF(now->target_url));
	}
}

static void
note_suite(struct baseline *b, const struct result *earlier,
    const struct result *now)
{
	struct arena *a = now->arena;
	size_t revised = 0;

	if (!str_eq(earlier->version, now->version))
		note(b, a, "it was made by davproof %.*s, this is %.*s",
		    STRF(earlier->version), STRF(now->version));
	if (!str_eq(earlier->catalogue, now->catalogue))
		note(b, a, "the catalogue of requirements was changed since");
	for (size_t i = 0; i < b->items.n; i++)
		revised += b->items.v[i].revised;
	if (revised > 0)
		note(b, a, "%zu of the cases named here %s changed since",
		    revised, revised == 1 ? "was" : "were");
}

void
baseline_note(struct baseline *b, const struct result *earlier,
    const struct result *now)
{
	struct arena *a = now->arena;

	note_target(b, earlier, now);
	note_suite(b, earlier, now);
	if (earlier->strict != now->strict)
		note(b, a, "it was run with%s --strict",
		    earlier->strict ? "" : "out");
	if (earlier->shards > 1)
		note(b, a, "it is a part only, shard %u/%u", earlier->shard,
		    earlier->shards);
	if (earlier->bail_out.p != NULL)
		note(b, a, "its run ended early: %.*s",
		    STRF(earlier->bail_out));
}
