#include "case/target.h"

#include "base/file.h"
#include "case/scalars.h"
#include "case/schema.h"

/* ------------------------------------------------------------- readers */

static bool
read_auth(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	static const char *const words[] = {
	    "basic", "digest", "bearer", "negotiate", "any"};
	struct text text;

	if (!text_needed(s, n, t->what, &text))
		return false;
	*(struct str *)out = text.s;
	for (size_t i = 0; i < countof(words); i++)
		if (str_is(text.s, words[i]))
			return true;
	scope_mistake(s, n->loc,
	    "`%.*s` is not a way to log in: basic, digest, bearer, negotiate "
	    "or any",
	    STRF(text.s));
	scope_did_you_mean(s, str_nearest(text.s, words, countof(words)));
	return false;
}

static bool
read_url(struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;

	if (!text_needed(s, n, t->what, &text))
		return false;
	*(struct str *)out = text.s;
	if ((str_starts(text.s, STR("http://")) && text.s.n > 7) ||
	    (str_starts(text.s, STR("https://")) && text.s.n > 8))
		return true;
	scope_mistake(s, n->loc, "`%.*s` is not a URL with http:// or https://",
	    STRF(text.s));
	return false;
}

static bool
read_script(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct text text;

	if (!text_needed(s, n, t->what, &text))
		return false;
	*(struct str *)out = text.s;
	if (text.s.n > 0)
		return true;
	scope_mistake(s, n->loc, "%s is wanted here, not nothing", t->what);
	return false;
}

static bool
read_user_key(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	*(struct str *)out = n->text;
	(void)t;
	if (variable_name_ok(n->text) && !str_is(n->text, "anonymous"))
		return true;
	scope_mistake(s, n->loc,
	    "`%.*s` cannot be a user: `first`, `second`, or another word",
	    STRF(n->text));
	return false;
}

static bool
read_feature_key(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct named_text *feature = out;

	(void)t;
	feature->name = n->text;
	feature->loc = n->loc;
	if (variable_name_ok(n->text))
		return true;
	scope_mistake(s, n->loc,
	    "`%.*s` cannot be a feature: letters, digits, `_`, `-`",
	    STRF(n->text));
	return false;
}

static bool
read_known_key(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct named_text *known = out;

	(void)t;
	known->name = n->text;
	known->loc = n->loc;
	if (n->text.n > 0)
		return true;
	scope_mistake(s, n->loc, "the id of a case, a row or a rule is wanted");
	return false;
}

/* ------------------------------------------------------------- tables */

/* clang-format off */
static const struct field user_fields[] = {
    {FIELD("name", &type_text, struct target_user, name), HASNOT,
	.flags = FIELD_REQUIRED, .help = "the name to log in with"},
    {FIELD("password", &type_text, struct target_user, password), HASNOT,
	.help = "the password or bearer token; ${env:NAME} keeps it out of "
		"the file"},
};
/* clang-format on */
static const struct table user_table = {
    .what = "a user", .fields = user_fields, .n = countof(user_fields)};

static const struct type type_user_key = {.read = read_user_key,
    .schema = "{\"pattern\": \"^[A-Za-z_][A-Za-z0-9_-]*$\", "
	      "\"not\": {\"const\": \"anonymous\"}}"};
static const struct type type_user = {.name = "user",
    .what = "a user",
    .read = read_by_table,
    .table = &user_table};
static const struct type type_users = {.name = "users",
    .what = "a mapping of users",
    .read = read_dict,
    .key = &type_user_key,
    .item = &type_user,
    .size = sizeof(struct target_user)};

static const struct type type_feature_key = {.read = read_feature_key,
    .schema = "{\"pattern\": \"^[A-Za-z_][A-Za-z0-9_-]*$\"}"};
static const struct type type_features = {.name = "features",
    .what = "a mapping of features to texts",
    .read = read_dict,
    .key = &type_feature_key,
    .item = &type_text,
    .size = sizeof(struct named_text),
    .at = offsetof(struct named_text, text)};

static const struct type type_known_key = {
    .read = read_known_key, .schema = "{\"minLength\": 1}"};
static const struct type type_known = {.name = "known-failures",
    .what = "a mapping of ids to reasons",
    .read = read_dict,
    .key = &type_known_key,
    .item = &type_text,
    .size = sizeof(struct named_text),
    .at = offsetof(struct named_text, text)};

static const struct type type_auth = {.name = "auth",
    .what = "a way to log in",
    .read = read_auth,
    .schema = "{\"type\": \"string\", \"pattern\": "
	      "\"^(basic|digest|bearer|negotiate|any)$|\\\\$\\\\{\"}"};
static const struct type type_script = {.name = "script",
    .what = "the name of a script",
    .read = read_script,
    .schema = "{\"type\": \"string\", \"minLength\": 1}"};
static const struct type type_url = {.name = "url",
    .what = "a URL",
    .read = read_url,
    .schema = "{\"type\": \"string\", "
	      "\"pattern\": \"^https?://.|\\\\$\\\\{\"}"};

#define TOP(k, t, m) FIELD(k, t, struct target, m)

/* clang-format off */
static const struct field target_fields[] = {
    {TOP("name", &type_text, name), HASNOT, .help = "the server's name"},
    {TOP("version", &type_text, version), HASNOT,
	.help = "its version; without: the Server header"},
    {TOP("url", &type_url, url), HASNOT, .flags = FIELD_SOME,
	.help = "a writable collection"},
    {TOP("auth", &type_auth, auth), HASNOT,
	.help = "basic, digest, bearer, negotiate or any"},
    {TOP("users", &type_users, users), HASNOT,
	.help = "`first` and others, who may log in"},
    {TOP("start", &type_script, start), HASNOT, .flags = FIELD_SOME,
	.help = "run as `start.sh PORT DIR`, prints the URL"},
    {TOP("stop", &type_script, stop), HASNOT, .with = "start",
	.help = "run as `stop.sh DIR`"},
    {TOP("restarts", &type_number, restarts), HASNOT, .with = "start",
	.help = "so often a server that died is started again (0)"},
    {TOP("timeout", &type_time, timeout_ms), HASNOT,
	.help = "for one exchange, unless --timeout says it"},
    {TOP("refuses-files", &type_text, refuses_files), HASNOT,
	.help = "why: cases whose PUT it refuses are skipped"},
    {TOP("features", &type_features, features), HASNOT,
	.help = "what cases may rely on"},
    {TOP("known-failures", &type_known, known_failures), HASNOT,
	.help = "id of a case, row or rule: why it fails"},
};
/* clang-format on */
static const struct table target_table = {.what = "a target profile",
    .fields = target_fields,
    .n = countof(target_fields)};
static const struct type type_target = {.name = "target",
    .help = "a davproof target profile",
    .table = &target_table,
    .not_empty = true};

/* ------------------------------------------------------------- reading */

static bool
has_first(struct scope *s, const struct node *root, const struct target *t)
{
	for (size_t i = 0; i < t->n_users; i++)
		if (str_is(t->users[i].key, "first"))
			return true;
	if (t->n_users == 0)
		return true;
	scope_mistake(s, node_get(root, "users")->loc,
	    "`users` lacks `first`, whom a step is sent as");
	return false;
}

bool
target_load(
    const char *path, struct arena *a, struct target *out, struct diags *diags)
{
	struct scope s = {.mode = SUBST_ENV, .arena = a, .diags = diags};
	struct str source;
	const struct node *root;
	const char *why;
	bool ok;

	*out = (struct target){.path = arena_strdup(a, path)};
	if (!file_read(a, path, YAML_FILE_MAX, &source, &why)) {
		diag_add(
		    diags, (struct loc){out->path, 0, 0}, "not read: %s", why);
		return false;
	}
	if (!yaml_parse(source, out->path, a, diags, &root))
		return false;
	ok = table_read(&s, root, out, &target_table, 0);
	return has_first(&s, root, out) && ok;
}

void
target_schema_print(FILE *out)
{
	schema_print(out, "davproof target profile",
	    "urn:davproof:schema:target", &type_target);
}
