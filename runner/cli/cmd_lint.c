#include "case/methods.h"
#include "cli/commands.h"
#include "cli/lint.h"
#include "dav/href.h"

struct values {
	const char *method, *url, *depth, *format;
	struct texts props, headers, classes;
	bool allprop, propname, failed;
};

#define AT(member) offsetof(struct values, member)

static const struct option_row rows[] = {
    {"method",			 'X', OPTION_TEXT, AT(method), "METHOD",
	"of the request; with --prop, --allprop, --propname it is PROPFIND", 0,
	0, "The request that was answered"},
    {"url",		     0, OPTION_TEXT, AT(url), "URL", "absolute, as it was requested", 0,
	0, NULL},
    {"depth",			0, OPTION_TEXT, AT(depth), "0|1|infinity", "its Depth", 0, 0,
	NULL},
    {"prop",			       0, OPTION_LIST, AT(props), "NAME",
	"a property that it named: getetag (in DAV:), x:p (urn:davproof:x) or "
	"{uri}p; may be given several times", 0, 0, NULL},
    {"allprop", 0, OPTION_FLAG, AT(allprop), NULL,
	"it asked for all; --prop is what it included", 0, 0, NULL},
    {"propname",			    0, OPTION_FLAG, AT(propname), NULL, "it asked for names", 0, 0,
	NULL},
    {"header",		     'H', OPTION_LIST, AT(headers), "HEADER",
	"a header of it: Destination, If, Prefer, DAV; all of them or none", 0,
	0, NULL},
    {"class",			   0, OPTION_WORDS, AT(classes), "1,2,3,bind",
	"what the server claims; else what a DAV header in the capture says, "
	"else 3", 0, 0, NULL},
    {"format",			       0, OPTION_TEXT, AT(format), "text|tap|json",
	"text: a finding a line; tap: a point a file; json: an object a file", 0, 0, "Output"},
    {"failed",			    0, OPTION_FLAG, AT(failed), NULL,
	"instead, each href that failed, a tab, and its status", 0, 0, NULL},
    {.type = OPTION_END			 },
};

/* ------------------------------------------------------------- context */

static bool
mistaken(const char *fmt, const char *value)
{
	struct arena a = {0};

	usage_error(
	    &cmd_lint, "%s", arena_printf(&a, "%s, not \"%s\"", fmt, value));
	arena_release(&a);
	return false;
}

static bool
read_method(const struct values *v, struct context *c)
{
	bool asks = v->props.n > 0 || v->allprop || v->propname;

	c->method = str_from(v->method);
	if (v->method == NULL && asks)
		c->method = STR("PROPFIND");
	if (v->method != NULL && v->method[0] == '\0')
		return mistaken("--method wants a method", v->method);
	/* Methods are case-sensitive, and nobody means "propfind". */
	for (size_t i = 0; v->method != NULL && i < N_METHODS; i++)
		if (str_is_nocase(c->method, methods[i]) &&
		    !str_is(c->method, methods[i]))
			return mistaken("methods are in capitals", v->method);
	return true;
}

static bool
read_url(const struct values *v, struct context *c)
{
	struct href h;

	c->url = str_from(v->url);
	if (v->url == NULL)
		return true;
	h = href_split(c->url);
	if ((!str_is_nocase(h.scheme, "http") &&
		!str_is_nocase(h.scheme, "https")) ||
	    h.host.n == 0)
		return mistaken(
		    "--url wants an absolute URL, http://host/path", v->url);
	return true;
}

static bool
read_depth(const struct values *v, struct context *c)
{
	/* Where all headers are told and Depth is not, there was none. */
	c->depth = c->headers != NULL ? DEPTH_ABSENT : DEPTH_OTHER;
	if (v->depth == NULL)
		return true;
	if (strcmp(v->depth, "0") == 0)
		c->depth = DEPTH_0;
	else if (strcmp(v->depth, "1") == 0)
		c->depth = DEPTH_1;
	else if (strcasecmp(v->depth, "infinity") == 0)
		c->depth = DEPTH_INFINITY;
	else
		return mistaken("--depth wants 0, 1 or infinity", v->depth);
	return true;
}

static bool
read_name(struct str text, struct qname *out)
{
	size_t at = str_index(text, text.n > 0 && text.p[0] == '{' ? '}' : ':');
	struct str prefix = str_sub(text, 0, at);

	*out = (struct qname){.uri = STR("DAV:"), .local = text};
	if (at < text.n)
		out->local = str_from_at(text, at + 1);
	if (at < text.n && text.p[0] == '{')
		out->uri = str_sub(text, 1, at - 1);
	else if (at < text.n && str_is(prefix, "x"))
		out->uri = STR("urn:davproof:x");
	else if (at < text.n && !str_is(prefix, "D"))
		return false;
	return out->local.n > 0 && str_index(out->local, '{') == out->local.n &&
	       str_index(out->local, ' ') == out->local.n;
}

static bool
read_props(const struct values *v, struct context *c, struct arena *a)
{
	if (v->propname && (v->allprop || v->props.n > 0))
		return mistaken("--propname stands alone",
		    v->allprop ? "--allprop" : "--prop");
	for (size_t i = 0; i < v->props.n; i++) {
		struct qname *q = vec_add(&c->names, a);

		if (!read_name(str_from(v->props.v[i]), q))
			return mistaken(
			    "--prop wants getetag, D:getetag, x:p or {uri}p",
			    v->props.v[i]);
	}
	if (!str_is(c->method, "PROPFIND"))
		return true;
	c->asked = v->allprop	    ? ASKED_ALLPROP
		   : v->propname    ? ASKED_PROPNAME
		   : v->props.n > 0 ? ASKED_PROP
				    : ASKED_NOTHING;
	return true;
}

static bool
is_condition_header(struct str name)
{
	static const char *const names[] = {"If", "If-Match", "If-None-Match",
	    "If-Modified-Since", "If-Unmodified-Since", "If-Range"};

	for (size_t i = 0; i < countof(names); i++)
		if (str_is_nocase(name, names[i]))
			return true;
	return false;
}

static bool
read_headers(struct values *v, struct lint *lint, struct arena *a)
{
	struct context *c = &lint->context;

	for (size_t i = 0; i < v->headers.n; i++) {
		struct str line = str_from(v->headers.v[i]), name, value;
		size_t colon = str_index(line, ':');

		name = str_trim(str_sub(line, 0, colon));
		value = str_trim(str_from_at(line, colon + 1));
		if (colon == line.n || name.n == 0)
			return mistaken(
			    "--header wants NAME: VALUE", v->headers.v[i]);
		headers_add(&lint->headers, a, name, value);
		c->conditional |= is_condition_header(name);
		if (str_is_nocase(name, "Destination"))
			c->destination = href_resolve(c->url, value, a);
		if (str_is_nocase(name, "Depth") && v->depth == NULL)
			v->depth = arena_str(a, value).p;
	}
	if (v->headers.n > 0)
		c->headers = &lint->headers;
	return true;
}

static bool
read_classes(const struct values *v, struct context *c)
{
	for (size_t i = 0; i < v->classes.n; i++) {
		const char *word = v->classes.v[i];

		/* Who claims 2 or 3 claims 1 as well (18.2, 18.3). */
		if (strcmp(word, "1") == 0)
			c->classes |= CLASS_1;
		else if (strcmp(word, "2") == 0)
			c->classes |= CLASS_1 | CLASS_2;
		else if (strcmp(word, "3") == 0)
			c->classes |= CLASS_1 | CLASS_3;
		else if (strcmp(word, "bind") == 0)
			c->classes |= CLASS_BIND;
		else
			return mistaken("--class wants 1, 2, 3 or bind", word);
	}
	return true;
}

static bool
read_format(const struct values *v, enum lint_format *out)
{
	static const char *const names[] = {"text", "tap", "json"};

	*out = LINT_TEXT;
	if (v->format == NULL)
		return true;
	if (v->failed)
		return mistaken("--failed has a format of its own", "--format");
	for (size_t i = 0; i < countof(names); i++)
		if (strcmp(v->format, names[i]) == 0) {
			*out = (enum lint_format)i;
			return true;
		}
	return mistaken("--format wants text, tap or json", v->format);
}

static bool
read_values(struct values *v, struct lint *lint, struct arena *a)
{
	lint->failed = v->failed;
	return read_method(v, &lint->context) && read_url(v, &lint->context) &&
	       read_headers(v, lint, a) && read_depth(v, &lint->context) &&
	       read_props(v, &lint->context, a) &&
	       read_classes(v, &lint->context);
}

/* ------------------------------------------------------------- the files */

/* The list of what failed may lack what could not be read. */
static void
say_broken(const struct linted *l)
{
	size_t n = linted_count(l, FINDING_MUST);

	if (n > 0)
		fprintf(stderr,
		    "%s: %zu broken MUSTs: the list may lack some "
		    "(`davproof lint` names them)\n",
		    l->file, n);
}

static int
lint_one(const struct lint *lint, const char *path, enum lint_format format)
{
	struct linted found;
	int status;

	lint_file(lint, path, &found);
	if (!lint->failed || found.unreadable != NULL)
		lint_print(stdout, format, &found);
	else
		say_broken(&found);
	status = found.unreadable != NULL		  ? 2
		 : linted_count(&found, FINDING_MUST) > 0 ? 1
							  : 0;
	arena_release(&found.arena);
	return status;
}

static int
run(int argc, char **argv)
{
	struct arena a = {0};
	struct values v = {0};
	struct lint lint = {0};
	enum lint_format format;
	int n, status;

	status = options_parse(&cmd_lint, argc, argv, &v, &a, &n);
	if (status < 0 && n == 0)
		status =
		    usage_error(&cmd_lint, "which file? (- is standard input)");
	if (status < 0 &&
	    !(read_values(&v, &lint, &a) && read_format(&v, &format)))
		status = 2;
	if (status < 0) {
		status = 0;
		lint_begin(stdout, format, (size_t)n);
		for (int i = 0; i < n; i++) {
			int one = lint_one(&lint, argv[i], format);

			status = one > status ? one : status;
		}
		if (fflush(stdout) != 0 || ferror(stdout))
			fatal("standard output cannot be written");
	}
	arena_release(&a);
	return status;
}

const struct command cmd_lint = {"lint",
    "Judge captured 207 responses, offline", "[OPTION]... FILE...",
    "A FILE is what `curl -i` writes (status line, headers, body: *.http), a "
    "body alone (*.xml, *.json), or - for standard input. A body alone is "
    "judged as that of a 207.\n"
    "What is not told about the request is not judged: without --method only "
    "the rules that hold for every multistatus.\n"
    "Exit status: 0 no MUST was broken, 1 some were, 2 a file cannot be read.",
    rows, run};
