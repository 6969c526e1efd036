#include "report/page.h"

#include "report/rfctext.h"
#include "report/sections.h"

static int
by_id(const void *a, const void *b)
{
	const struct case_place *x = a, *y = b;

	return str_cmp(x->id, y->id);
}

static void
find_cases(struct page *p)
{
	for (size_t i = 0; i < p->r->cases.n; i++) {
		const struct case_result *c = &p->r->cases.v[i];
		size_t section = section_count();

		for (size_t k = 0; k < c->proves.n; k++) {
			const struct requirement *q = spec_find(c->proves.v[k]);

			if (q == NULL)
				continue;
			*vec_add(&p->proved_by[q - spec_at(0)], &p->arena) = i;
			if (section == section_count())
				section = section_of(q);
		}
		*vec_add(&p->cases_of[section], &p->arena) = i;
		p->places[i] = (struct case_place){c->id, section};
	}
	if (p->r->cases.n > 0)
		qsort(p->places, p->r->cases.n, sizeof(*p->places), by_id);
}

static void
show(struct page *p, const struct finding_list *list, size_t i)
{
	for (size_t k = 0; k < list->n; k++) {
		const struct finding *f = &list->v[k];
		struct index_list *by;

		if (f->requirement == NULL || f->level != FINDING_MUST)
			continue;
		by = &p->shown_by[f->requirement - spec_at(0)];
		if (by->n == 0 || by->v[by->n - 1] != i)
			*vec_add(by, &p->arena) = i;
	}
}

/* By its own findings; what rules found is theirs to show. */
static void
find_broken(struct page *p)
{
	for (size_t i = 0; i < p->r->cases.n; i++)
		show(p, &p->r->cases.v[i].findings, i);
}

static void
find_rules(struct page *p)
{
	for (size_t i = 0; i < p->r->rules.n; i++) {
		const struct requirement *q =
		    spec_find(p->r->rules.v[i].requirement);

		if (q != NULL)
			*vec_add(&p->ruled_by[q - spec_at(0)], &p->arena) = i;
	}
}

void
page_init(struct page *p, const struct result *r)
{
	*p = (struct page){.r = r};
	p->held = result_requirements(r, &p->arena);
	p->broken = classes_broken_musts(r, &p->arena);
	classes_judge(r, &p->arena, p->classes);
	p->proved_by = arena_array(&p->arena, struct index_list, spec_count());
	p->ruled_by = arena_array(&p->arena, struct index_list, spec_count());
	p->cases_of =
	    arena_array(&p->arena, struct index_list, section_count() + 1);
	p->shown_by = arena_array(&p->arena, struct index_list, spec_count());
	p->places = arena_array(&p->arena, struct case_place, r->cases.n);
	find_cases(p);
	find_rules(p);
	find_broken(p);
}

void
page_release(struct page *p)
{
	arena_release(&p->arena);
}

struct str
page_anchor(struct page *p, const char *kind, struct str id)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ-./,~";
	struct buf b;
	struct str anchor;

	buf_init(&b, SIZE_MAX / 2);
	buf_puts(&b, kind);
	for (size_t i = 0; i < id.n; i++)
		if (id.p[i] != '\0' && strchr(plain, id.p[i]) != NULL)
			buf_putc(&b, id.p[i]);
		else
			buf_printf(&b, "_%02x", (unsigned char)id.p[i]);
	anchor = arena_str(&p->arena, buf_view(&b));
	buf_release(&b);
	return anchor;
}

static const char *const glyphs[VERDICTS] = {
    [VERDICT_PASS] = "\xe2\x9c\x93", /* check mark */
    [VERDICT_FAIL] = "\xe2\x9c\x97", /* ballot x */
    [VERDICT_ERROR] = "?",
    [VERDICT_WARN] = "!",
    [VERDICT_SKIP] = "\xe2\x80\x93", /* en dash */
    [VERDICT_KNOWN] = "\xe2\x9c\x97",
    [VERDICT_UNEXPECTED] = "\xe2\x9c\x93",
};

void
page_badge(struct page *p, enum verdict v, const char *word)
{
	xmlout_start(p->x, "span");
	xmlout_attrf(p->x, "class", "badge v-%s", verdict_name(v));
	xmlout_start(p->x, "span");
	xmlout_attr(p->x, "aria-hidden", STR("true"));
	xmlout_puts(p->x, glyphs[v]);
	xmlout_end(p->x);
	xmlout_printf(p->x, " %s", word);
	xmlout_end(p->x);
}

void
page_verdict(struct page *p, enum verdict v)
{
	page_badge(p, v, verdict_name(v));
}

enum verdict
page_requirement_verdict(const struct page *p, size_t i, const char **word)
{
	enum level level = spec_at(i)->level;

	if (p->held[i] == HELD_NOT_SEEN)
		return *word = "not seen", VERDICT_SKIP;
	if (p->held[i] == HELD_HELD)
		return *word = "held", VERDICT_PASS;
	if (p->broken[i])
		return *word = "broken", VERDICT_FAIL;
	if (level_is_must(level))
		return *word = "in doubt", VERDICT_WARN;
	if (level_is_should(level))
		return *word = "broken", VERDICT_WARN;
	return *word = "not done", VERDICT_KNOWN;
}

void
page_requirement_badge(struct page *p, size_t i)
{
	const char *word;
	enum verdict v = page_requirement_verdict(p, i, &word);

	page_badge(p, v, word);
}

void
page_start_link(struct page *p, const char *file, struct str anchor)
{
	if (file == NULL || p->file == NULL || strcmp(file, p->file) == 0)
		file = "";
	xmlout_start(p->x, "a");
	xmlout_attrf(p->x, "href", "%s#%.*s", file, STRF(anchor));
}

const char *
page_case_file(struct page *p, struct str id)
{
	struct case_place wanted = {.id = id};
	const struct case_place *place;

	if (p->file == NULL)
		return NULL;
	place = p->r->cases.n == 0 ? NULL
				   : bsearch(&wanted, p->places, p->r->cases.n,
					 sizeof(wanted), by_id);
	if (place == NULL)
		return INDEX_FILE;
	return section_file(place->section, &p->arena);
}

void
page_link_case(struct page *p, struct str id)
{
	page_start_link(p, page_case_file(p, id), page_anchor(p, "case-", id));
	xmlout_line(p->x, id);
	xmlout_end(p->x);
}

void
page_link_requirement(struct page *p, const struct requirement *q)
{
	page_start_link(p, INDEX_FILE, page_anchor(p, "req-", str_from(q->id)));
	xmlout_puts(p->x, q->id);
	xmlout_end(p->x);
}

static bool
has_text(const struct page *p, const struct requirement *q)
{
	return p->file != NULL && rfctext_has(q);
}

static void
start_text_link(struct page *p, const struct requirement *q)
{
	page_start_link(
	    p, TEXT_FILE, page_anchor(p, "req-", str_from(q->id)));
}

void
page_link_text(struct page *p, const struct requirement *q)
{
	if (!has_text(p, q))
		return;
	xmlout_puts(p->x, " ");
	start_text_link(p, q);
	xmlout_puts(p->x, "in\xc2\xa0the\xc2\xa0text");
	xmlout_end(p->x);
}

void
page_link_section(struct page *p, const struct requirement *q)
{
	struct str url = section_url(q, &p->arena);

	if (url.p == NULL) {
		xmlout_line(p->x, spec_cite(q, &p->arena));
		return;
	}
	if (has_text(p, q)) {
		start_text_link(p, q);
	} else {
		xmlout_start(p->x, "a");
		xmlout_attr(p->x, "href", url);
		xmlout_attr(p->x, "rel", STR("noreferrer"));
	}
	xmlout_line(p->x, spec_cite(q, &p->arena));
	xmlout_end(p->x);
}

bool
page_is_compact(const struct case_result *c)
{
	return c->verdict == VERDICT_PASS || c->verdict == VERDICT_SKIP;
}

void
page_fact(struct page *p, const char *name, struct str value)
{
	if (value.n == 0)
		return;
	xmlout_start(p->x, "div");
	xmlout_element(p->x, "dt", "", str_from(name));
	xmlout_element(p->x, "dd", "", value);
	xmlout_end(p->x);
}
