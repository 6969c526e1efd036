#include "case/step.h"

struct source_raw {
	struct str header, xpath, json;
	struct qname prop;
	struct path href;
	bool has_header, has_xpath, has_json, has_prop;
};

/* clang-format off */
static const struct field source_fields[] = {
    {FIELD("header", &type_token, struct source_raw, header),
	HAS(struct source_raw, has_header), .flags = FIELD_ALONE,
	.help = "the value of this header"},
    {FIELD("prop", &type_name, struct source_raw, prop),
	HAS(struct source_raw, has_prop), .flags = FIELD_ALONE,
	.help = "the value of this property of the request's resource"},
    {FIELD("href", &type_path, struct source_raw, href), HASNOT,
	.flags = FIELD_ALONE,
	.help = "the href of this resource, as the server spelled it"},
    {FIELD("xpath", &type_text, struct source_raw, xpath),
	HAS(struct source_raw, has_xpath), .flags = FIELD_ALONE,
	.help = "what this expression yields on the body"},
    {FIELD("json", &type_pointer, struct source_raw, json),
	HAS(struct source_raw, has_json), .flags = FIELD_ALONE,
	.help = "what this JSON pointer leads to in the body"},
};
/* clang-format on */
static const struct table source_table = {
    .what = "a source", .fields = source_fields, .n = countof(source_fields)};

static const struct {
	const char *word;
	enum capture_kind kind;
} words[] = {
    {"lock-token", CAPTURE_LOCK_TOKEN},
    {"status",     CAPTURE_STATUS    },
    {"body",	     CAPTURE_BODY	 },
};

static bool
read_word(struct scope *s, const struct node *n, struct capture *c)
{
	static const char *const known[] = {"lock-token", "status", "body",
	    "header", "prop", "href", "xpath", "json"};
	struct text text;

	if (!text_needed(s, n, "a source", &text))
		return false;
	for (size_t i = 0; i < countof(words); i++)
		if (str_is(text.s, words[i].word)) {
			c->kind = words[i].kind;
			return true;
		}
	scope_mistake(s, n->loc,
	    "`%.*s` is not a source: `lock-token`, `status`, `body` or a "
	    "mapping such as {header: NAME}",
	    STRF(text.s));
	scope_did_you_mean(s, str_nearest(text.s, known, countof(known)));
	return false;
}

static bool
read_source(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	/* The item of the dictionary is the whole of its element. */
	struct capture *c = out;
	struct source_raw raw = {0};

	(void)t;
	c->loc = n->loc;
	if (n->kind != NODE_MAPPING)
		return read_word(s, n, c);
	if (!table_read(s, n, &raw, &source_table, 0))
		return false;
	c->kind = raw.has_header  ? CAPTURE_HEADER
		  : raw.has_prop  ? CAPTURE_PROP
		  : raw.has_xpath ? CAPTURE_XPATH
		  : raw.has_json  ? CAPTURE_JSON
				  : CAPTURE_HREF;
	c->text = raw.has_header  ? raw.header
		  : raw.has_xpath ? raw.xpath
				  : raw.json;
	c->name = raw.prop;
	c->path = raw.href;
	return true;
}

static const struct type source_word = {
    .schema = "{\"enum\": [\"lock-token\", \"status\", \"body\"]}"};
static const struct type source_form = {.table = &source_table};
static const struct type *const source_forms[] = {
    &source_word, &source_form, NULL};
static const struct type type_source = {.name = "source",
    .what = "a source",
    .help = "lock-token (bare), status, body, {header: NAME}, {prop: NAME}, "
	    "{href: PATH}, {xpath: EXPRESSION} or {json: POINTER}",
    .read = read_source,
    .any_of = source_forms};

const struct type type_captures = {.name = "captures",
    .what = "a mapping of variables to sources",
    .read = read_dict,
    .key = &type_variable,
    .item = &type_source,
    .size = sizeof(struct capture),
    .not_empty = true};
