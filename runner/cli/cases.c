#include "cli/cases.h"

#include "base/file.h"
#include "case/suite.h"
#include "cli/datadir.h"
#include "cli/words.h"
#include "report/render.h"

/* Adds those whose id is the prefix or begins with it. */
static size_t
add_matching(const struct testcases *shipped, struct str prefix,
    struct arena *a, struct testcases *all)
{
	size_t found = 0;

	for (size_t i = 0; i < shipped->n; i++) {
		struct str id = shipped->v[i]->id;
		struct str file = shipped->v[i]->file->id;

		/* A whole id means that case, not others that begin so. */
		if (str_eq(file, prefix) || str_eq(id, prefix) ||
		    (str_starts(id, prefix) &&
			(str_ends(prefix, STR("/")) ||
			    id.p[prefix.n] == '/'))) {
			*vec_add(all, a) = shipped->v[i];
			found++;
		}
	}
	if (found > 0)
		return found;
	for (size_t i = 0; i < shipped->n; i++)
		if (str_starts(shipped->v[i]->id, prefix)) {
			*vec_add(all, a) = shipped->v[i];
			found++;
		}
	return found;
}

/* Each folder, file and row, and what stands above it with a slash. */
static void
add_names(struct texts *names, struct str id, struct arena *a)
{
	for (size_t i = 0; i < id.n; i++) {
		struct str part = {id.p, i + 1};

		if (id.p[i] == ':')
			part.n = i;
		else if (id.p[i] != '/')
			continue;
		if (names->n == 0 ||
		    !str_is(part, names->v[names->n - 1]))
			*vec_add(names, a) =
			    arena_printf(a, "%.*s", STRF(part));
	}
	*vec_add(names, a) = arena_printf(a, "%.*s", STRF(id));
}

const char *
cases_nearest(const struct testcases *all, struct str word, struct arena *a)
{
	struct texts names = {0};

	for (size_t i = 0; i < all->n; i++)
		add_names(&names, all->v[i]->id, a);
	return str_nearest(word, names.v, names.n);
}

static void
no_such_case(const struct command *c, const struct testcases *shipped,
    const char *argument, struct arena *a)
{
	const char *near = cases_nearest(shipped, str_from(argument), a);

	if (near != NULL)
		usage_error(c, "%s is no file, folder or case: did you mean "
			       "%s?", argument, near);
	else
		usage_error(c, "%s is no file, folder or case (`davproof "
			       "list` names them)", argument);
}

struct loading {
	const struct command *command;
	struct arena *arena;
	struct diags diags;
	struct testcases shipped;
	bool shipped_loaded;
};

static bool
load_shipped(struct loading *l)
{
	const char *folder;

	if (l->shipped_loaded)
		return true;
	l->shipped_loaded = true;
	folder = datadir_cases(l->arena);
	if (folder == NULL) {
		usage_error(l->command, "the shipped cases are not found: "
			"name a folder, or set DAVPROOF_DATA");
		return false;
	}
	return cases_load(folder, l->arena, &l->shipped, &l->diags);
}

static bool
load_argument(struct loading *l, const char *argument, struct testcases *all)
{
	if (file_exists(argument))
		return cases_load(argument, l->arena, all, &l->diags);
	if (!load_shipped(l))
		return false;
	if (add_matching(&l->shipped, str_from(argument), l->arena, all) > 0)
		return true;
	no_such_case(l->command, &l->shipped, argument, l->arena);
	return false;
}

bool
cases_from_arguments(const struct command *c, char **argv, int n,
    struct arena *a, struct testcases *all)
{
	struct loading l = {.command = c, .arena = a, .diags.arena = a};
	bool ok = true;

	if (n == 0) {
		ok = load_shipped(&l);
		*all = l.shipped;
	}
	for (int i = 0; i < n; i++)
		ok = load_argument(&l, argv[i], all) && ok;
	diags_print(&l.diags, stderr);
	return ok;
}

static struct strs
to_strs(const struct texts *t, struct arena *a)
{
	struct strs out = {0};

	for (size_t i = 0; i < t->n; i++)
		*vec_add(&out, a) = str_from(t->v[i]);
	return out;
}

/* --rerun: what would not be excused again. */
static bool
failed_ids(const struct command *c, const char *path, struct arena *a,
    struct strs *out)
{
	struct result r = {0};
	struct buf why;
	bool ok;

	buf_init(&why, 1024);
	ok = result_read(path, a, &r, &why);
	if (!ok)
		fprintf(stderr, "davproof %s: %s\n", c->name, why.p);
	buf_release(&why);
	for (size_t i = 0; ok && i < r.cases.n; i++)
		if (verdict_is_not_ok(r.cases.v[i].verdict, r.strict))
			*vec_add(out, a) = r.cases.v[i].id;
	return ok;
}

static bool
check_words(const struct command *c, const char *option,
    const struct texts *given, const char *const *words, size_t n)
{
	for (size_t i = 0; i < given->n; i++)
		if (word_index(c, option, given->v[i], words, n) < 0)
			return false;
	return true;
}

static bool
check_requirements(const struct command *c, const struct texts *given)
{
	for (size_t i = 0; i < given->n; i++) {
		struct str word = str_from(given->v[i]);
		const char *near;
		bool known = false;

		for (size_t k = 0; k < spec_count(); k++)
			known |= str_starts(str_from(spec_at(k)->id), word);
		if (known)
			continue;
		near = spec_nearest(word);
		usage_error(c, "no requirement is or begins with \"%s\"%s%s%s",
		    given->v[i], near != NULL ? ": did you mean " : "",
		    near != NULL ? near : " (`davproof coverage` names them)",
		    near != NULL ? "?" : "");
		return false;
	}
	return true;
}

static bool
check_tags(const struct command *c, const struct texts *given,
    const struct testcases *all, struct arena *a)
{
	struct texts tags = {0};

	for (size_t i = 0; given->n > 0 && i < all->n; i++)
		for (size_t k = 0; k < all->v[i]->file->tags.n; k++)
			*vec_add(&tags, a) = arena_printf(
			    a, "%.*s", STRF(all->v[i]->file->tags.v[k]));
	for (size_t i = 0; i < given->n; i++) {
		const char *near;
		bool known = false;

		for (size_t k = 0; k < tags.n; k++)
			known |= strcmp(given->v[i], tags.v[k]) == 0;
		if (known)
			continue;
		near = str_nearest(str_from(given->v[i]), tags.v, tags.n);
		usage_error(c, "no case has the tag %s%s%s%s", given->v[i],
		    near != NULL ? ": did you mean " : "",
		    near != NULL ? near : "", near != NULL ? "?" : "");
		return false;
	}
	return true;
}

static void
say_nothing_selected(const struct command *c, const struct case_options *o,
    const struct selection *s)
{
	if (o->rerun != NULL && s->ids.n == 0)
		fprintf(stderr, "davproof %s: nothing selected: nothing "
				"failed in %s\n", c->name, o->rerun);
	else
		fprintf(stderr, "davproof %s: nothing selected: no case "
				"meets all of what was asked for\n", c->name);
}

bool
cases_selected(const struct command *c, const struct case_options *o,
    char **argv, int n, struct arena *a, struct testcases *out,
    struct str *suite)
{
	static const char *const levels[] = {"must", "should", "may"};
	static const char *const classes[] = {
	    "1", "2", "3", "bind", "json"};
	struct selection s = {.requirements = to_strs(&o->select, a),
	    .tags = to_strs(&o->tag, a), .levels = to_strs(&o->level, a),
	    .classes = to_strs(&o->class, a), .repeat = (unsigned)o->repeat,
	    .shard = o->shard.k, .shards = o->shard.n};
	struct testcases all = {0};

	if (!check_words(c, "level", &o->level, levels, countof(levels)) ||
	    !check_words(c, "class", &o->class, classes, countof(classes)) ||
	    !check_requirements(c, &o->select))
		return false;
	if (o->shuffle_text != NULL) {
		s.shuffle = true;
		if (!str_to_u64(str_from(o->shuffle_text), &s.seed)) {
			usage_error(c, "--shuffle wants a number");
			return false;
		}
	}
	if (o->rerun != NULL) {
		s.has_ids = true;
		if (!failed_ids(c, o->rerun, a, &s.ids))
			return false;
	}
	if (!cases_from_arguments(c, argv, n, a, &all) ||
	    !check_tags(c, &o->tag, &all, a))
		return false;
	if (suite != NULL && n == 0)
		*suite = suite_digest_of(&all, a);
	select_cases(&s, &all, a, out);
	if (out->n == 0)
		say_nothing_selected(c, o, &s);
	return out->n > 0;
}
