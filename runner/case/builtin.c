#include "case/builtin.h"

#include "case/scalars.h"

const char *const builtin_names[] = {
    "url", "path", "host", "feature", "repeat", "authorization"};
const size_t n_builtin_names = countof(builtin_names);

#define OPAQUE_FROM ((size_t)1024) /* a check need not build more */

bool
builtin_is_word(struct str name)
{
	return str_is(name, "host") || str_is(name, "authorization");
}

static enum builtin_result
ask(struct scope *s, struct str name, struct str arg, struct loc loc,
    struct str *out)
{
	struct str why = STR_NONE;

	if (s->mode != SUBST_RUN)
		return BUILTIN_OPAQUE;
	if (s->builtins != NULL &&
	    s->builtins->get(s->builtins->arg, name, arg, s->arena, out, &why))
		return BUILTIN_TEXT;
	if (s->error != NULL && s->error->p == NULL)
		*s->error = arena_strf(s->arena,
		    "${%.*s%s%.*s}: %.*s, needed at %s:%u", STRF(name),
		    arg.p ? ":" : "", STRF(arg), STRF(why), loc.file, loc.line);
	return BUILTIN_FAILED;
}

static enum builtin_result
repeat(struct scope *s, const struct text *arg, struct loc loc, struct str *out)
{
	struct str text = arg->s, count;
	uint64_t n;
	char *p;

	if (arg->opaque)
		return BUILTIN_OPAQUE;
	str_cut(&text, ':', &count);
	if (text.p == NULL || !str_to_u64(count, &n)) {
		scope_mistake(s, loc,
		    "${repeat:N:TEXT} wants a number and a "
		    "text");
		return BUILTIN_FAILED;
	}
	if (text.n > 0 && n > SUBST_MAX / text.n) {
		scope_mistake(s, loc, "${repeat:...} makes more than 16 MiB");
		return BUILTIN_FAILED;
	}
	if (s->mode == SUBST_CHECK && n * text.n > OPAQUE_FROM)
		return BUILTIN_OPAQUE;
	p = arena_alloc(s->arena, (size_t)n * text.n + 1);
	for (size_t i = 0; text.n > 0 && i < n; i++)
		memcpy(p + i * text.n, text.p, text.n);
	*out = (struct str){p, (size_t)n * text.n};
	return BUILTIN_TEXT;
}

static enum builtin_result
feature(
    struct scope *s, const struct text *arg, struct loc loc, struct str *out)
{
	if (!arg->opaque && !variable_name_ok(arg->s)) {
		scope_mistake(s, loc,
		    "${feature:NAME} wants the name of a feature, not `%.*s`",
		    STRF(arg->s));
		return BUILTIN_FAILED;
	}
	if (s->needs != NULL && !arg->opaque) {
		struct str word =
		    arena_strf(s->arena, "feature:%.*s", STRF(arg->s));

		if (!strs_have(s->needs, word))
			*vec_add(s->needs, s->arena) = word;
	}
	return ask(s, STR("feature"), arg->s, loc, out);
}

static enum builtin_result
of_path(struct scope *s, struct str name, const struct text *arg,
    struct loc loc, struct str *out)
{
	struct path path;

	if (!arg->opaque && !path_from_text(s, arg->s, loc, &path))
		return BUILTIN_FAILED;
	return ask(s, name, arg->s, loc, out);
}

static enum builtin_result
environment(
    struct scope *s, const struct text *arg, struct loc loc, struct str *out)
{
	char *name = arena_printf(s->arena, "%.*s", STRF(arg->s));
	const char *value = getenv(name);

	if (value == NULL) {
		scope_mistake(s, loc,
		    "the environment has no variable %s, which this needs",
		    name);
		return BUILTIN_FAILED;
	}
	*out = arena_str(s->arena, str_from(value));
	return BUILTIN_TEXT;
}

static enum builtin_result
unknown(struct scope *s, struct str name, struct loc loc)
{
	scope_mistake(s, loc, "there is no `${%.*s:...}`", STRF(name));
	scope_did_you_mean(
	    s, str_nearest(name, builtin_names, n_builtin_names));
	return BUILTIN_FAILED;
}

enum builtin_result
builtin_get(struct scope *s, struct str name, const struct text *arg,
    struct loc loc, struct str *out)
{
	if (s->mode == SUBST_ENV)
		return str_is(name, "env") && arg->s.p != NULL
			   ? environment(s, arg, loc, out)
			   : unknown(s, name, loc);
	if (arg->s.p == NULL && !arg->opaque) {
		if (str_is(name, "host"))
			return ask(s, name, STR_NONE, loc, out);
		scope_mistake(s, loc,
		    "${authorization} stands on a line of its own in `send`");
		return BUILTIN_FAILED;
	}
	if (str_is(name, "url") || str_is(name, "path"))
		return of_path(s, name, arg, loc, out);
	if (str_is(name, "feature"))
		return feature(s, arg, loc, out);
	if (str_is(name, "repeat"))
		return repeat(s, arg, loc, out);
	return unknown(s, name, loc);
}
