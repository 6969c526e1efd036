#include "cli/lintfailed.h"

#include "base/utf8.h"
#include "dav/encoding.h"
#include "dav/jsonstatus.h"
#include "dav/multistatus.h"

#define JSON_MAX ((size_t)64 * 1024 * 1024)

struct failed_list {
	FILE *out;
	struct str method, url;
	int status;	    /* of the answer */
	struct str charset; /* of its Content-Type, or nothing */
	struct arena arena;
	struct xml_events events;
	struct xml_reader *reader; /* of an XML body */
	bool looked;
	struct buf json;
};

static void
print(struct failed_list *f, struct str href, int status)
{
	struct buf line;

	buf_init(&line, SIZE_MAX / 2);
	utf8_printable(&line, href, UTF8_ONE_LINE);
	fprintf(f->out, "%.*s\t%d\n", STRF(buf_view(&line)), status);
	buf_release(&line);
}

static bool
is_success(int status)
{
	return status >= 200 && status <= 299;
}

/* ------------------------------------------------------------- XML */

/*
 * By propstats: PROPPATCH is all or nothing. Of others the href failed when no
 * property was had, and not merely because none of them exists. The status is
 * one that is a reason of its own, which 424 is not.
 */
static int
status_of_propstats(const struct failed_list *f, const struct response *r)
{
	bool proppatch = str_is(f->method, "PROPPATCH"), success = false;
	int status = 0;

	for (size_t i = 0; i < r->n_propstats; i++) {
		int code = r->propstats[i].status.code;

		success |= is_success(code);
		if (is_success(code) || code == 0)
			continue;
		if (!proppatch && code == 404)
			continue;
		if (status == 0 || status == 424)
			status = code;
	}
	return success && !proppatch ? 0 : status;
}

static void
on_response(void *arg, const struct response *r)
{
	struct failed_list *f = arg;
	int status = r->status.code;

	if (status == 0)
		status = status_of_propstats(f, r);
	if (status == 0 || is_success(status))
		return;
	for (size_t i = 0; i < r->n_hrefs; i++)
		print(f, r->hrefs[i].text, status);
}

/* What is broken is a finding of the judge's. */
static void
on_problem(void *arg, const struct xml_error *error)
{
	(void)arg;
	(void)error;
}

static void
on_doctype(void *arg, unsigned line, unsigned col)
{
	(void)arg;
	(void)line;
	(void)col;
}

/* ------------------------------------------------------------- JSON */

static void
list_items(struct failed_list *f)
{
	struct json_error error;
	struct json_items items;
	const struct json_value *root =
	    json_parse(buf_view(&f->json), &f->arena, &error);

	if (root == NULL || !json_items_find(root, &f->arena, &items))
		return;
	for (size_t i = 0; i < items.n; i++) {
		const struct json_item *item = &items.v[i];

		if (item->status != 0 && !is_success(item->status))
			print(f, item->id, item->status);
	}
}

/* ------------------------------------------------------------- feeding */

struct failed_list *
failed_new(
    struct str method, struct str url, const struct reply *reply, FILE *out)
{
	struct failed_list *f = xcalloc(1, sizeof(*f));

	f->out = out;
	f->method = method;
	f->url = url;
	f->status = reply->status;
	f->charset = arena_str(&f->arena,
	    encoding_charset(headers_get(&reply->headers, "Content-Type")));
	f->events = (struct xml_events){
	    .arg = f,
	    .response = on_response,
	    .problem = on_problem,
	    .doctype = on_doctype,
	};
	buf_init(&f->json, JSON_MAX);
	return f;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* JSON or XML: by the first byte that is not white space, or of a BOM. */
static void
look(struct failed_list *f, const char *p, size_t n)
{
	size_t i = 0;

	while (i < n && is_space(p[i]))
		i++;
	f->looked = true;
	if (i < n && (p[i] == '{' || p[i] == '['))
		return;
	f->reader = xml_reader_new(&f->events, &f->arena, f->charset);
}

void
failed_body(struct failed_list *f, const char *p, size_t n)
{
	/* Any other answer than a 207 speaks for the whole. */
	if (f->status != 207)
		return;
	if (!f->looked)
		look(f, p, n);
	if (f->reader != NULL)
		xml_reader_feed(f->reader, p, n);
	else
		buf_add(&f->json, p, n);
}

void
failed_end(struct failed_list *f)
{
	if (f->status >= 400 && f->url.n > 0)
		print(f, f->url, f->status);
	if (f->reader != NULL)
		xml_reader_end(f->reader);
	else if (f->json.full)
		fputs("davproof lint: a JSON body of more than 64 MiB: what "
		      "failed in it is not listed\n",
		    stderr);
	else if (f->json.n > 0)
		list_items(f);
}

void
failed_free(struct failed_list *f)
{
	if (f == NULL)
		return;
	xml_reader_free(f->reader);
	buf_release(&f->json);
	arena_release(&f->arena);
	free(f);
}
