/*
 * The reports of the sample, byte for byte. After a change that is meant:
 * UPDATE_GOLDEN=1 make unit-report, and look at the difference.
 */
#include "sample.h"

static void
compare(const char *name, struct str text)
{
	struct arena a = {0};
	char *path = arena_printf(&a, "reports/golden/%s", name);
	const char *update = getenv("UPDATE_GOLDEN");
	struct str golden = STR_NONE;
	const char *why = "?";

	if (update != NULL && strcmp(update, "1") == 0)
		sample_write(path, text);
	if (!file_read(&a, path, 1 << 24, &golden, &why))
		fail_msg("%s: %s", path, why);
	if (!str_eq(golden, text)) {
		size_t at = 0;
		unsigned line = 1;

		for (;
		     at < golden.n && at < text.n && golden.p[at] == text.p[at];
		     at++)
			line += text.p[at] == '\n';
		fail_msg("%s differs from line %u on", path, line);
	}
	arena_release(&a);
}

static void
check_format(const char *format, const char *name)
{
	struct arena a = {0};
	struct result r;

	sample_result(&r, &a);
	compare(name, rendered(format, &r, &a));
	arena_release(&a);
}

static void
tap(void **state)
{
	(void)state;
	check_format("tap", "sample.tap");
}

static void
json(void **state)
{
	(void)state;
	check_format("json", "sample.json");
}

static void
junit(void **state)
{
	(void)state;
	check_format("junit", "sample.junit.xml");
}

static void
markdown(void **state)
{
	(void)state;
	check_format("markdown", "sample.md");
}

/* The part of the text that begins with first and ends before last. */
static struct str
part(struct str text, const char *first, const char *last)
{
	size_t at = str_find(text, str_from(first));
	struct str rest = str_from_at(text, at);

	assert_true(at < text.n);
	return str_sub(rest, 0, str_find(rest, str_from(last)));
}

/* Pages of a folder: style sheet and script may change alone. */
static void
html(void **state)
{
	struct arena a = {0};
	struct html_folder *f;
	struct result r;
	size_t n = 0;

	(void)state;
	sample_result(&r, &a);
	f = html_folder_new(&r);
	for (size_t i = 0; i < html_folder_files(f); i++) {
		struct str name = str_from(html_folder_name(f, i));

		if (str_is(name, "index.html"))
			compare("sample.html", folder_file(f, i, &a));
		else if (str_is(name, "rfc4918-9.8.5.html"))
			compare("sample-section.html", folder_file(f, i, &a));
		else if (str_is(name, "rfc4918.html"))
			compare("sample-rfctext.html",
			    part(folder_file(f, i, &a),
				"<section id=\"s-9.8.5\">", "</section>"));
		else
			continue;
		n++;
	}
	assert_int_equal(n, 3);
	html_folder_free(f);
	arena_release(&a);
}

/*
 * The certificate of a server that breaks a MUST and a SHOULD of class 2; the
 * list of all requirements is left out.
 */
static void
certificate(void **state)
{
	struct arena a = {0};
	struct result r;
	struct case_result *c;

	(void)state;
	held_result(&r, &a);
	r.certify = true;
	c = sample_case_of(&r, "lock.refresh-body-lockdiscovery");
	c->verdict = VERDICT_FAIL;
	sample_finding(&r, &c->findings, FINDING_MUST,
	    "lock.refresh-body-lockdiscovery", "m");
	c = sample_case_of(&r, "copy.depth-1-rejected");
	c->verdict = VERDICT_WARN;
	sample_finding(&r, &c->findings, FINDING_SHOULD,
	    "copy.depth-1-rejected", "m");
	compare("certificate.md",
	    part(rendered("markdown", &r, &a), "## Cert", "<details>"));
	compare("certificate.json",
	    part(rendered("json", &r, &a), " \"certificate\"",
		"\n  \"requirements\""));
	compare("certificate.html",
	    part(rendered("html", &r, &a), "<section class=\"certificate\"",
		"<p class=\"brand\""));
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(tap),
	    cmocka_unit_test(json),
	    cmocka_unit_test(junit),
	    cmocka_unit_test(markdown),
	    cmocka_unit_test(html),
	    cmocka_unit_test(certificate),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
