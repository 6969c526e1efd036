#include "report/merge_same.h"

#include "report/faultmatrix.h"
#include "report/words.h"

bool
merge_refuse(const struct merge *m, size_t part, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	buf_printf(m->why, "%s: %s", m->parts[part].path,
	    arena_vprintf(m->arena, fmt, ap));
	va_end(ap);
	return false;
}

static bool
same_text(const struct merge *m, size_t i, const char *what, struct str a,
    struct str b)
{
	if (str_eq(a, b))
		return true;
	return merge_refuse(m, i, "%s is %.*s, in %s it is %.*s", what,
	    STRF(words_line_in(m->arena, b)), m->parts[0].path,
	    STRF(words_line_in(m->arena, a)));
}

/* Each job may have started a server of its own: a name stands for the URL. */
static bool
same_target(const struct merge *m, size_t i)
{
	const struct result *a = m->parts[0].result;
	const struct result *b = m->parts[i].result;

	if (a->target_name.n == 0 || b->target_name.n == 0)
		return same_text(
		    m, i, "the target", a->target_url, b->target_url);
	return same_text(m, i, "the target", a->target_name, b->target_name) &&
	       same_text(m, i, "the target's version", a->target_version,
		   b->target_version) &&
	       same_text(m, i, "the server", a->server, b->server) &&
	       same_text(m, i, "the DAV header", a->dav, b->dav);
}

static bool
same_flag(const struct merge *m, size_t i, const char *option, bool a, bool b)
{
	if (a == b)
		return true;
	return merge_refuse(m, i, "one was run with %s, and %s was not", option,
	    b ? m->parts[0].path : "this one");
}

/* What no fault was tried with says nothing of faults. */
static bool
same_matrix(const struct merge *m, size_t i)
{
	const struct fault_matrix *a = m->parts[0].result->matrix;
	const struct fault_matrix *b = m->parts[i].result->matrix;

	if (!same_flag(m, i, "--matrix", a != NULL, b != NULL))
		return false;
	if (a == NULL || a->whole == b->whole)
		return true;
	return merge_refuse(m, i,
	    "one has the matrix of some faults (--fault), and %s of all",
	    a->whole ? m->parts[0].path : "this one");
}

bool
merge_same_run(const struct merge *m, size_t i)
{
	const struct result *a = m->parts[0].result;
	const struct result *b = m->parts[i].result;

	if (!same_target(m, i) ||
	    !same_text(
		m, i, "the version of davproof", a->version, b->version) ||
	    !same_text(m, i, "the catalogue", a->catalogue, b->catalogue) ||
	    !same_text(m, i, "the suite", a->suite_digest, b->suite_digest) ||
	    !same_flag(m, i, "--strict", a->strict, b->strict) ||
	    !same_matrix(m, i))
		return false;
	if (a->shards != b->shards)
		return merge_refuse(m, i,
		    "it is shard %u/%u, %s is %u/%u (0/0: the "
		    "whole)",
		    b->shard, b->shards, m->parts[0].path, a->shard, a->shards);
	return true;
}
