#include "cli/lintknown.h"

/* clang-format off */
/* Rules that compare with the Request-URI. */
static const char *const need_url[] = {
    "href-authority", "lock-207-request-uri", "lock-207-only-self-424"};
/* Rules that allow something to one method only. */
static const char *const need_method[] = {
    "bind-208-in-propstat", "allow-truthful"};
/* Rules about values, which an answer to propname or PROPPATCH has none of. */
static const char *const need_values[] = {
    "creationdate-format", "getlastmodified-format", "getcontentlength-format",
    "getcontenttype-format", "getcontentlanguage-format", "getetag-format"};
/* Rules to which an empty resourcetype says: no collection. */
static const char *const need_resourcetype[] = {
    "href-file-no-slash", "bind-208-collections"};
/* clang-format on */

static bool
among(const char *rule, const char *const *rules, size_t n)
{
	for (size_t i = 0; rule != NULL && i < n; i++)
		if (strcmp(rule, rules[i]) == 0)
			return true;
	return false;
}

/* The properties may be named without their values. */
static bool
may_be_names(const struct context *told)
{
	return told->method.n == 0 || (str_is(told->method, "PROPFIND") &&
					  told->asked == ASKED_NOTHING);
}

bool
lint_is_known(const struct context *told, const struct finding *f)
{
	if (told->url.n == 0 && among(f->rule, need_url, countof(need_url)))
		return false;
	if (told->method.n == 0 &&
	    among(f->rule, need_method, countof(need_method)))
		return false;
	if (!may_be_names(told))
		return true;
	if (among(f->rule, need_resourcetype, countof(need_resourcetype)))
		return false;
	return !(f->actual.p != NULL && str_trim(f->actual).n == 0 &&
		 among(f->rule, need_values, countof(need_values)));
}
