#include "spec/spec.h"

#include "base/digest.h"

static const struct requirement catalogue[] = {
#include "catalogue.inc"
};

size_t
spec_count(void)
{
	return countof(catalogue);
}

const struct requirement *
spec_at(size_t i)
{
	assert(i < countof(catalogue));
	return &catalogue[i];
}

static int
by_id(const void *key, const void *row)
{
	const struct str *id = key;
	const struct requirement *r = row;

	return str_cmp(*id, str_from(r->id));
}

const struct requirement *
spec_find(struct str id)
{
	return bsearch(&id, catalogue, countof(catalogue), sizeof(*catalogue),
	    by_id);
}

const char *
spec_nearest(struct str id)
{
	const char *ids[countof(catalogue)];

	for (size_t i = 0; i < countof(catalogue); i++)
		ids[i] = catalogue[i].id;
	return str_nearest(id, ids, countof(ids));
}

bool
level_is_must(enum level level)
{
	return level == LEVEL_MUST || level == LEVEL_MUST_NOT;
}

bool
level_is_should(enum level level)
{
	return level == LEVEL_SHOULD || level == LEVEL_SHOULD_NOT;
}

const char *
level_name(enum level level)
{
	static const char *const names[] = {
	    "MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY"};

	return names[level];
}

const char *
testable_name(enum testable t)
{
	static const char *const names[] = {
	    "black-box", "needs-config", "not-observable"};

	return names[t];
}

struct str
spec_cite(const struct requirement *r, struct arena *a)
{
	bool appendix = r->section[0] >= 'A' && r->section[0] <= 'Z';

	return arena_strf(a, "%s %s %s", r->rfc,
	    appendix ? "appendix" : "section", r->section);
}

const char *
spec_digest(void)
{
	static char hex[SHA256_HEX];
	struct sha256 *d;

	if (hex[0] != '\0')
		return hex;
	d = sha256_new();
	for (size_t i = 0; i < countof(catalogue); i++) {
		const struct requirement *r = &catalogue[i];
		const char *parts[] = {
		    r->id, r->rfc, r->section, level_name(r->level), r->class,
		    r->text, testable_name(r->testable),
		    r->see != NULL ? r->see : ""};

		for (size_t k = 0; k < countof(parts); k++)
			sha256_add(d, parts[k], strlen(parts[k]) + 1);
	}
	sha256_hex(d, hex);
	sha256_free(d);
	return hex;
}
