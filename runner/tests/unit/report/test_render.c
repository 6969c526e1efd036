#include "sample.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/faultmatrix.h"
#include "report/sections.h"

static size_t
count_files(const char *folder)
{
	DIR *d = opendir(folder);
	size_t n = 0;

	assert_non_null(d);
	for (struct dirent *e; (e = readdir(d)) != NULL;)
		n += e->d_name[0] != '.';
	closedir(d);
	return n;
}

static void
a_folder_holds_all_its_files(void **state)
{
	struct arena a = {0};
	struct result r;
	struct buf why;
	char *folder = arena_printf(&a, "%s/new/", sample_folder(&a));
	struct html_folder *files;

	(void)state;
	buf_init(&why, 4096);
	sample_result(&r, &a);
	assert_true(report_write(format_find(STR("html")), folder, &r, &why));
	/* Again over what is there. */
	assert_true(report_write(format_find(STR("html")), folder, &r, &why));
	files = html_folder_new(&r);
	assert_int_equal(count_files(folder), html_folder_files(files));
	for (size_t i = 0; i < html_folder_files(files); i++)
		assert_int_equal(remove(arena_printf(&a, "%s%s", folder,
				     html_folder_name(files, i))),
		    0);
	html_folder_free(files);
	buf_release(&why);
	arena_release(&a);
}

static bool
is_there(const char *folder, const char *name)
{
	struct arena a = {0};
	bool there = access(arena_printf(&a, "%s%s", folder, name), F_OK) == 0;

	arena_release(&a);
	return there;
}

/* Of an earlier run: what this one does not write, and what others wrote. */
static void
pages_of_an_older_report_do_not_stay(void **state)
{
	struct arena a = {0};
	struct result r;
	struct buf why;
	char *folder = arena_printf(&a, "%s/", sample_folder(&a));
	struct html_folder *pages;
	int status;

	(void)state;
	buf_init(&why, 4096);
	sample_result(&r, &a);
	r.matrix = arena_new(&a, struct fault_matrix);
	sample_case(&r, "mine", VERDICT_PASS, "t", "copy.overwrite-F")
	    ->proves.n = 0;
	assert_true(report_write(format_find(STR("html")), folder, &r, &why));
	assert_true(is_there(folder, "matrix.html"));
	assert_true(is_there(folder, "other.html"));
	assert_true(is_there(folder, "rfc4918-9.8.5.html"));
	sample_write(arena_printf(&a, "%snotes.html", folder), STR("mine"));
	sample_write(arena_printf(&a, "%sother.html", folder), STR("mine"));
	r.matrix = NULL;
	r.cases.n = 1;
	assert_true(report_write(format_find(STR("html")), folder, &r, &why));
	assert_false(is_there(folder, "matrix.html"));
	assert_false(is_there(folder, "rfc4918-9.8.5.html"));
	assert_true(is_there(folder, "notes.html"));
	assert_true(is_there(folder, "other.html"));
	pages = html_folder_new(&r);
	assert_int_equal(count_files(folder), html_folder_files(pages) + 2);
	html_folder_free(pages);
	printed(arena_printf(&a, "rm -r %s", folder), &a, &status);
	assert_int_equal(status, 0);
	buf_release(&why);
	arena_release(&a);
}

static void
what_cannot_be_written_is_said_and_leaves_nothing(void **state)
{
	struct arena a = {0};
	struct result r;
	struct buf why;
	char *folder = sample_folder(&a);

	(void)state;
	buf_init(&why, 4096);
	sample_result(&r, &a);
	assert_false(report_write(
	    format_find(STR("json")), "/dev/null/x.json", &r, &why));
	assert_true(holds(buf_view(&why), "/dev/null/x.json: "));
	buf_clear(&why);
	assert_false(report_write(format_find(STR("json")),
	    arena_printf(&a, "%s/", folder), &r, &why));
	assert_true(holds(buf_view(&why), "is not the name of a file"));
	buf_clear(&why);
	/* A folder stands where the file should go. */
	assert_false(report_write(format_find(STR("tap")), folder, &r, &why));
	assert_true(why.n > 0);
	assert_int_equal(count_files(folder), 0);
	assert_int_equal(rmdir(folder), 0);
	buf_release(&why);
	arena_release(&a);
}

/* The disk is full: /dev/full takes no byte. */
static void
an_error_of_the_stream_is_seen(void **state)
{
	struct arena a = {0};
	struct result r;

	(void)state;
	sample_result(&r, &a);
	for (const struct format *f = formats; f->name != NULL; f++) {
		FILE *out = fopen("/dev/full", "w");

		assert_non_null(out);
		setvbuf(out, NULL, _IONBF, 0);
		assert_false(f->render(out, &r));
		fclose(out);
	}
	arena_release(&a);
}

static void
formats_are_found_by_name(void **state)
{
	static const char *const names[] = {
	    "tap", "html", "json", "junit", "markdown"};

	(void)state;
	for (size_t i = 0; i < countof(names); i++) {
		assert_string_equal(formats[i].name, names[i]);
		assert_ptr_equal(format_find(str_from(names[i])), &formats[i]);
	}
	assert_null(formats[countof(names)].name);
	assert_null(format_find(STR("pdf")));
}

static void
every_section_of_the_catalogue_has_a_title(void **state)
{
	(void)state;
	for (size_t i = 0; i < spec_count(); i++)
		if (section_of(spec_at(i)) == section_count())
			fail_msg("%s %s is not in sections.def",
			    spec_at(i)->rfc, spec_at(i)->section);
}

static void
check_schema(const struct result *r)
{
	struct arena a = {0};
	char *path = arena_printf(&a, "%s/r.json", sample_folder(&a));
	struct str says;
	int status;

	sample_write(path, rendered("json", r, &a));
	says =
	    printed(arena_printf(&a,
			"/usr/bin/python3 -c 'import json, jsonschema, sys\n"
			"s = json.load(open(\"schemas/result.schema.json\"))\n"
			"jsonschema.Draft7Validator.check_schema(s)\n"
			"def shut(x):\n"
			"  if isinstance(x, dict):\n"
			"    if \"properties\" in x and "
			"\"additionalProperties\" not in x:\n"
			"      x[\"additionalProperties\"] = False\n"
			"    for v in x.values(): shut(v)\n"
			"shut(s)\n"
			"jsonschema.validate(json.load(open(sys.argv[1])), s)\n"
			"' %s 2>&1",
			path),
		&a, &status);
	if (status != 0)
		fail_msg("%.*s", STRF(says));
	remove(path);
	arena_release(&a);
}

/* Even when no member is allowed but those that it names. */
static void
json_obeys_the_schema(void **state)
{
	struct arena a = {0};
	struct result r;

	(void)state;
	sample_result(&r, &a);
	check_schema(&r);
	hostile_result(&r, &a);
	r.bail_out = STR("gone");
	r.certify = true;
	check_schema(&r);
	arena_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_folder_holds_all_its_files),
	    cmocka_unit_test(pages_of_an_older_report_do_not_stay),
	    cmocka_unit_test(what_cannot_be_written_is_said_and_leaves_nothing),
	    cmocka_unit_test(an_error_of_the_stream_is_seen),
	    cmocka_unit_test(formats_are_found_by_name),
	    cmocka_unit_test(every_section_of_the_catalogue_has_a_title),
	    cmocka_unit_test(json_obeys_the_schema),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
