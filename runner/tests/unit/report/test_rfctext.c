/*
 * The text of the RFC as the page shows it, and the quotes by which each
 * requirement names its sentences.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "report/rfclines.h"
#include "report/rfctext.h"

static struct arena arena;
static struct rfctext text;

static int
read_text(void **state)
{
	(void)state;
	rfctext_read(&text, &arena);
	return 0;
}

static int
drop_text(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const struct rfctext_section *
section(const char *number)
{
	for (size_t i = 0; i < text.n_sections; i++)
		if (str_is(text.sections[i].number, number))
			return &text.sections[i];
	fail_msg("no section %s", number);
	return NULL;
}

static const struct rfctext_block *
block(const char *number, size_t i)
{
	const struct rfctext_section *s = section(number);

	assert_true(i < s->n);
	return &text.blocks[s->first + i];
}

static void
check_quote(const struct requirement *q, const struct rfctext_quote *quote)
{
	struct rfctext_range where;
	size_t n = rfctext_find(&text, quote->section, quote->words, &where);

	if (quote->words.n < 5)
		fail_msg(
		    "%s: \"%.*s\" says too little", q->id, STRF(quote->words));
	if (n != 1)
		fail_msg("%s: section %.*s has \"%.*s\" %zu times", q->id,
		    STRF(quote->section), STRF(quote->words), n);
}

static void
each_quote_stands_once_in_its_section(void **state)
{
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < spec_count(); i++) {
		const struct requirement *q = spec_at(i);
		struct str rest = str_from(q->quote);
		struct rfctext_quote quote;

		assert_true((rest.p != NULL) == rfctext_has(q));
		for (; rfctext_quote(q, &rest, &quote); n++)
			check_quote(q, &quote);
	}
	assert_true(n > 500);
}

/* By index of the pieces: those that a requirement rests on. */
static bool *
marked_pieces(void)
{
	bool *marked = arena_array(&arena, bool, text.n_pieces);

	for (size_t i = 0; i < spec_count(); i++) {
		struct str rest = str_from(spec_at(i)->quote);
		struct rfctext_quote quote;

		while (rfctext_quote(spec_at(i), &rest, &quote)) {
			struct rfctext_range where = {0};

			rfctext_find(&text, quote.section, quote.words, &where);
			for (size_t k = where.first; k <= where.last; k++)
				marked[k] = true;
		}
	}
	return marked;
}

static bool
has_one_of(struct str s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_find(s, str_from(words[i])) < s.n)
			return true;
	return false;
}

/* RFC 2119's words, where they do not bind clients or others. */
static void
each_sentence_that_binds_a_server_is_marked(void **state)
{
	static const char *const binding[] = {
	    "MUST", "SHOULD", " MAY ", "REQUIRED", "RECOMMENDED"};
	static const char *const others[] = {"lient", "user agents",
	    "specifications extending", "the request MUST NOT be repeated",
	    "no-cache\" request header MUST be used",
	    "Unrecognized elements MUST be ignored"};
	bool *marked = marked_pieces();

	(void)state;
	/* Section 2 says what the words mean. */
	for (size_t i = block("3", 0)->first; i < text.n_pieces; i++)
		if (!marked[i] &&
		    has_one_of(text.pieces[i], binding, countof(binding)) &&
		    !has_one_of(text.pieces[i], others, countof(others)))
			fail_msg("\"%.*s\"", STRF(text.pieces[i]));
}

static void
a_quote_marks_the_sentence_around_it(void **state)
{
	struct rfctext_range where;

	(void)state;
	assert_int_equal(rfctext_find(&text, STR("9.3"),
			     STR("then the MKCOL MUST fail"), &where),
	    1);
	assert_int_equal(where.first, where.last);
	assert_true(str_is(text.pieces[where.first],
	    "If the Request-URI is already mapped to a resource, then the "
	    "MKCOL MUST fail. "));
}

static void
a_quote_is_looked_for_in_its_own_section(void **state)
{
	struct rfctext_range where;
	struct str cached = STR("Responses to this method MUST NOT be cached");

	(void)state;
	assert_int_equal(rfctext_find(&text, STR("9.3"), cached, &where), 1);
	assert_int_equal(rfctext_find(&text, STR("9.3.1"), cached, &where), 0);
	assert_int_equal(rfctext_find(&text, STR("9.33"), cached, &where), 0);
	/* As often as it stands there. */
	assert_int_equal(rfctext_find(&text, STR("9.8.3"),
			     STR("SHOULD try to finish"), &where),
	    2);
}

static void
white_space_is_as_good_as_any_other(void **state)
{
	struct rfctext_range where;

	(void)state;
	assert_int_equal(
	    rfctext_find(&text, STR("9.10.5"), STR("| Shared Lock |"), &where),
	    1);
	assert_true(str_starts(text.pieces[where.first],
	    STR("| Shared Lock              | True           | False")));
}

/* ------------------------------------------------------------- reading */

static void
nothing_is_lost(void **state)
{
	size_t at = 0;

	(void)state;
	/* Sections, blocks and pieces follow each other without a gap. */
	for (size_t i = 0; i < text.n_sections; i++) {
		assert_int_equal(text.sections[i].first, at);
		at += text.sections[i].n;
	}
	assert_int_equal(at, text.n_blocks);
	at = 0;
	for (size_t i = 0; i < text.n_blocks; i++) {
		size_t n = 0;

		assert_int_equal(text.blocks[i].first, at);
		at += text.blocks[i].n;
		for (size_t k = 0; k < text.blocks[i].n; k++)
			n += text.pieces[text.blocks[i].first + k].n;
		assert_int_equal(n, text.blocks[i].text.n);
	}
	assert_int_equal(at, text.n_pieces);
}

static void
pages_leave_no_trace(void **state)
{
	struct rfctext_range where;

	(void)state;
	for (size_t i = 0; i < text.n_blocks; i++) {
		struct str s = text.blocks[i].text;

		assert_int_equal(str_find(s, STR("[Page ")), s.n);
		assert_int_equal(str_find(s, STR("\f")), s.n);
		assert_int_equal(
		    str_find(s, STR("                 June 2007")), s.n);
	}
	/* A page turns within a sentence, and between grammar and text. */
	assert_int_equal(
	    rfctext_find(&text, STR("5.2"),
		STR("Clients will find the DAV:resourcetype"), &where),
	    1);
	assert_int_equal(block("10.1", 1)->kind, RFCTEXT_DRAWN);
	assert_true(str_starts(
	    block("10.1", 2)->text, STR("This general-header appearing")));
}

static void
the_copyright_stays(void **state)
{
	size_t found = 0;

	(void)state;
	for (size_t i = 0; i < text.n_blocks; i++)
		found += str_find(text.blocks[i].text,
			     STR("Copyright (C) The IETF Trust (2007).")) <
			 text.blocks[i].text.n;
	assert_int_equal(found, 2);
}

static void
sections_have_numbers_and_titles(void **state)
{
	(void)state;
	assert_true(str_is(section("9.1")->title, "PROPFIND Method"));
	assert_true(str_is(section("9.10.4")->title, "Locking Unmapped URLs"));
	assert_true(
	    str_is(section("B")->title, "Notes on HTTP Client Compatibility"));
	assert_int_equal(block("9.1", 0)->kind, RFCTEXT_HEADING);
}

static void
prose_drawings_and_items_are_told_apart(void **state)
{
	(void)state;
	assert_int_equal(block("9.6", 1)->kind, RFCTEXT_PROSE);
	assert_int_equal(block("9.6", 1)->indent, 0);
	assert_int_equal(block("9.6", 3)->kind, RFCTEXT_PROSE);
	assert_int_equal(block("9.6", 3)->indent, 3);
	assert_int_equal(block("7.5.1", 1)->kind, RFCTEXT_PROSE);
	assert_int_equal(block("7.5.1", 2)->kind, RFCTEXT_DRAWN);
	assert_true(str_starts(block("7.5.1", 2)->text, STR("COPY /~fiel")));
	assert_int_equal(block("14.24", 4)->kind, RFCTEXT_DRAWN);
	assert_int_equal(block("14.24", 4)->n, 1); /* one declaration */
	assert_true(str_is(block("6.1", 2)->marker, "1."));
	assert_true(str_is(block("7.4", 4)->marker, "o"));
	assert_true(str_is(block("7.4", 4)->text,
	    "DELETE a collection's direct internal member,"));
	assert_null(block("7.4", 3)->marker.p);
}

/* ------------------------------------------------------------- lines */

static struct str
joined(const char *file)
{
	struct rfclines all = rfclines_read(str_from(file), &arena);
	struct rfclines b = rfclines_block(&all, 0);

	return rfclines_join(&b, &arena);
}

static void
words_that_a_line_breaks_are_whole_again(void **state)
{
	(void)state;
	assert_true(str_is(joined("   is well-\n   formed"), "is well-formed"));
	assert_true(
	    str_is(joined("   the DAV:\n   getetag"), "the DAV:getetag"));
	assert_true(str_is(joined("   text/\n   xml"), "text/xml"));
	assert_true(str_is(joined("   of /a/\n   and"), "of /a/ and"));
	assert_true(str_is(
	    joined("   at http://h/a/\n   (slash)"), "at http://h/a/ (slash)"));
	assert_true(str_is(joined("   so --\n   thus"), "so -- thus"));
	assert_true(str_is(joined("   One.  Two."), "One. Two."));
}

static void
a_page_break_parts_what_it_must(void **state)
{
	static const char page[] = "\n\n\nAuthor   Track   [Page 1]\n\f\n"
				   "RFC 1      Title     May 1999\n\n\n";
	static const char full[] = "   All of the words of this line are "
				   "needed to fill it up to its very end";
	const char *within =
	    arena_printf(&arena, "%s%s   and on\n", full, page);
	const char *before = arena_printf(
	    &arena, "   A short line\n%s   Another paragraph\n", page);

	(void)state;
	assert_true(str_ends(joined(within), STR("very end and on")));
	assert_true(str_is(joined(before), "A short line"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_quote_stands_once_in_its_section),
	    cmocka_unit_test(each_sentence_that_binds_a_server_is_marked),
	    cmocka_unit_test(a_quote_marks_the_sentence_around_it),
	    cmocka_unit_test(a_quote_is_looked_for_in_its_own_section),
	    cmocka_unit_test(white_space_is_as_good_as_any_other),
	    cmocka_unit_test(nothing_is_lost),
	    cmocka_unit_test(pages_leave_no_trace),
	    cmocka_unit_test(the_copyright_stays),
	    cmocka_unit_test(sections_have_numbers_and_titles),
	    cmocka_unit_test(prose_drawings_and_items_are_told_apart),
	    cmocka_unit_test(words_that_a_line_breaks_are_whole_again),
	    cmocka_unit_test(a_page_break_parts_what_it_must),
	};

	return cmocka_run_group_tests(tests, read_text, drop_text);
}
