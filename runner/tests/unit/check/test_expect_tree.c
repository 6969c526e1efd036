#include "tests/unit/check/world.h"

/* One resource of a tree read back; contents NULL: a collection. */
struct entry {
	const char *path, *contents;
	int status;	   /* 0: 200 */
	const char *props; /* of a 207, or NULL */
};

static const struct response *kept;

static void
keep_response(void *arg, const struct response *r)
{
	kept = response_copy(r, arg);
}

static void
no_problem(void *arg, const struct xml_error *error)
{
	(void)arg;
	fail_msg("%.*s", STRF(error->message));
}

static const struct response *
response_of(const char *props, struct arena *a)
{
	const struct xml_events events = {
	    .arg = a, .response = keep_response, .problem = no_problem};
	struct xml_reader *r = xml_reader_new(&events, a, STR_NONE);
	char *body = arena_printf(a, OPEN PROPS("/t/x", "%s") CLOSE, props);

	kept = NULL;
	xml_reader_feed(r, body, strlen(body));
	xml_reader_end(r);
	xml_reader_free(r);
	assert_non_null(kept);
	return kept;
}

static void
add_entry(struct tree_seen *tree, const struct entry *e, struct arena *a)
{
	struct tree_seen_entry *t = vec_add(tree, a);
	struct str contents = str_from(e->contents);

	t->path = str_from(e->path);
	t->collection = e->contents == NULL;
	if (e->props != NULL)
		t->props = response_of(e->props, a);
	if (t->collection)
		return;
	t->get_status = e->status ? e->status : 200;
	t->length = contents.n;
	sha256_of(contents, t->sha256);
}

static void
grown(const char *step, const struct entry *entries, size_t n,
    const char *expected)
{
	struct world w;
	struct tree_seen tree = {0};

	world_open(&w, step);
	world_answer(&w, OK);
	for (size_t i = 0; i < n; i++)
		add_entry(&tree, &entries[i], &w.arena);
	w.in.tree = &tree;
	world_expects(&w, expected);
	world_close(&w);
}

#define GROWN(step, expected, ...)                                             \
	do {                                                                   \
		static const struct entry e_[] = {__VA_ARGS__};                \
		grown(step, e_, countof(e_), expected);                        \
	} while (0)

/* The fixture of world.h: a/f: one, a/g: two, top: "". */
static const char given[] = "PUT: a/f\nmust: {tree: given}";

static void
test_given(void **state)
{
	(void)state;
	GROWN(given, "", {.path = "a/"}, {"a/f", "one", 0, NULL},
	    {"a/g", "two", 0, NULL}, {"top", "", 0, NULL});
	/* The scratch collection itself may be among them. */
	GROWN(given, "", {.path = "/"}, {.path = "a/"}, {"a/f", "one", 0, NULL},
	    {"a/g", "two", 0, NULL}, {"top", "", 0, NULL});
}

static void
test_differences(void **state)
{
	(void)state;
	GROWN(given,
	    "must tree: a/f has another content [\"one\" (3 bytes, SHA-256 "
	    "7692c3ad3540...)|3 bytes, SHA-256 3fc4ccfe7458...]\n"
	    "must tree: a/g is missing [a file|nothing]\n"
	    "must tree: a/h is there and should not be [nothing|a file]\n"
	    "must tree: top is a collection [a file|a collection]",
	    {.path = "a/"}, {"a/f", "two", 0, NULL}, {"a/h", "", 0, NULL},
	    {.path = "top/"});
	GROWN(given,
	    "must tree: GET of a/f is answered 404 [200|404]\n"
	    "must tree: top has another content [\"\" (0 bytes, SHA-256 "
	    "e3b0c44298fc...)|1 byte, SHA-256 2d711642b726...]",
	    {.path = "a/"}, {"a/f", "one", 404, NULL}, {"a/g", "two", 0, NULL},
	    {"top", "x", 0, NULL});
}

static void
test_whole_branches(void **state)
{
	(void)state;
	/* One cause, one finding. */
	GROWN(given, "must tree: a is missing [a collection|nothing]",
	    {"top", "", 0, NULL});
	GROWN(given,
	    "must tree: b is there and should not be [nothing|a collection]",
	    {.path = "a/"}, {"a/f", "one", 0, NULL}, {"a/g", "two", 0, NULL},
	    {.path = "b/"}, {.path = "b/c/"}, {"b/c/d", "", 0, NULL},
	    {"top", "", 0, NULL});
	GROWN(given, "must tree: a is a file [a collection|a file]",
	    {"a", "", 0, NULL}, {"top", "", 0, NULL});
}

static void
test_names_that_sort_between(void **state)
{
	(void)state;
	/* "a-b" lies between "a" and "a/". */
	GROWN("PUT: a/f\nmust: {tree: {a/f: one, a-b: x, a.: y}}", "",
	    {"a-b", "x", 0, NULL}, {"a.", "y", 0, NULL}, {.path = "a/"},
	    {"a/f", "one", 0, NULL});
}

static void
test_written_tree(void **state)
{
	(void)state;
	GROWN("PUT: a/f\nmust: {tree: {}}", "", {.path = ""});
	GROWN("PUT: a/f\nmust: {tree: {}}",
	    "must tree: b is there and should not be [nothing|a file]",
	    {"b", "", 0, NULL});
}

static void
test_generated(void **state)
{
	static const char step[] =
	    "PUT: a/f\nmust: {tree: {b/: null, c: {size: 3, seed: 1}}}";
	struct payload wanted = {.generated = true, .size = 3, .seed = 1};
	struct arena a = {0};
	struct entry entries[] = {{.path = "b/"}, {.path = "c"}};
	char bytes[4] = "", hex[65];

	(void)state;
	payload_generate(1, 0, bytes, 3);
	payload_sha256(&wanted, hex);
	entries[1].contents = bytes;
	assert_null(memchr(bytes, 0, 3));
	grown(step, entries, 2, "");
	entries[1].contents = "";
	grown(step, entries, 2,
	    arena_printf(&a,
		"must tree: c has another content [3 bytes, SHA-256 "
		"%.12s...|0 bytes, SHA-256 e3b0c44298fc...]",
		hex));
	arena_release(&a);
}

static void
test_props(void **state)
{
	const char *step = "PUT: a/f\nmust: {tree: {f: {body: x, props: "
			   "{x:p: v, x:q: {xml: '<x:a/>', lang: de}}}}}";

	(void)state;
	GROWN(step, "",
	    {"f", "x", 0,
		PROPSTAT("<x:p>v</x:p><x:q xml:lang=\"de\"><x:a/></x:q>",
		    "200 OK")});
	GROWN(step,
	    "must tree: the property x:p of f has another value "
	    "[\"v\"|\"w\"]\n"
	    "must tree: the property x:q of f is missing "
	    "[\"<x:a/>\"|nothing]",
	    {"f", "x", 0,
		PROPSTAT("<x:p>w</x:p>", "200 OK")
		    PROPSTAT("<x:q/>", "404 Not Found")});
	GROWN(step,
	    "must tree: the property x:p of f is missing [\"v\"|nothing]\n"
	    "must tree: the property x:q of f is missing "
	    "[\"<x:a/>\"|nothing]",
	    {"f", "x", 0, NULL});
}

static void
test_language_of_props(void **state)
{
	(void)state;
	GROWN("PUT: a/f\nmust: {tree: {f: {body: x, props: {x:p: {text: v, "
	      "lang: de}}}}}",
	    "must tree: the property x:p of f has another value [language "
	    "\"de\", not \"en\"|\"v\"]",
	    {"f", "x", 0, PROPSTAT("<x:p xml:lang=\"en\">v</x:p>", "200 OK")});
}

static void
test_unknown(void **state)
{
	struct world w;
	struct tree_seen tree = {.error = STR("PROPFIND is answered 500")};

	(void)state;
	world_open(&w, given);
	world_answer(&w, OK);
	world_expects(&w,
	    "error tree: what the scratch collection holds is not known: it "
	    "was not read back");
	w.in.tree = &tree;
	world_expects(&w,
	    "error tree: what the scratch collection holds is not known: "
	    "PROPFIND is answered 500");
	world_close(&w);
	world_open(&w, "PUT: a/f\nmust: {one-of: [{status: 201}, {tree: "
		       "given}]}");
	world_answer(&w, OK);
	expect_judge(&w.in, &w.found);
	assert_int_equal(1, w.found.n);
	assert_int_equal(FINDING_ERROR, w.found.v[0].level);
	world_close(&w);
}

static void
test_status_and_tree(void **state)
{
	(void)state;
	/* What became of the files is told beside a wrong status. */
	GROWN("PUT: a/f\nmust: {status: 423, tree: given}",
	    "must status: the answer is 200 [423|200 OK]\n"
	    "must tree: a/f has another content [\"one\" (3 bytes, SHA-256 "
	    "7692c3ad3540...)|3 bytes, SHA-256 3fc4ccfe7458...]",
	    {.path = "a/"}, {"a/f", "two", 0, NULL}, {"a/g", "two", 0, NULL},
	    {"top", "", 0, NULL});
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_given),
	    cmocka_unit_test(test_differences),
	    cmocka_unit_test(test_whole_branches),
	    cmocka_unit_test(test_names_that_sort_between),
	    cmocka_unit_test(test_written_tree),
	    cmocka_unit_test(test_generated),
	    cmocka_unit_test(test_props),
	    cmocka_unit_test(test_language_of_props),
	    cmocka_unit_test(test_unknown),
	    cmocka_unit_test(test_status_and_tree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
