#include "cli/lint.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "cli/lintmark.h"
#include "cli/lintresponse.h"
#include "cli/lintutf16.h"
#include "http/capture.h"

#define BLOCK ((size_t)65536)
#define PER_RULE 10000U /* "all", and yet bounded */
#define FIRST_BLOCK ((size_t)512) /* tells what the file is */

enum kind { KIND_CAPTURE, KIND_XML, KIND_JSON };

/* A file on its way: bytes, UTF-8, a capture or a body, the judge. */
struct linting {
	const struct lint *lint;
	struct linted *out;
	enum kind kind;
	bool utf16;
	struct utf16 decoder;
	struct buf decoded;
	struct capture *capture;
	struct capture_events events;
	struct lint_response response;
};

static void
give_up(struct linting *l, unsigned line, const char *why)
{
	if (l->out->unreadable != NULL)
		return;
	l->out->unreadable = why;
	l->out->line = line;
}

/* ------------------------------------------------------------- a capture */

static void
on_reply(void *arg, const struct reply *reply, unsigned line)
{
	struct linting *l = arg;

	lint_reply(&l->response, reply, line);
}

static void
on_body(void *arg, const char *p, size_t n, bool begins, unsigned outside)
{
	struct linting *l = arg;
	struct str bytes = {p, n};

	if (l->out->unreadable != NULL)
		return;
	if (!l->response.has_body && str_starts(bytes, STR("\x1F\x8B")))
		give_up(l, outside + 1,
		    "the body is compressed: capture it with "
		    "curl -i --compressed");
	else
		lint_body(&l->response, bytes, begins, outside,
		    l->capture != NULL && capture_is_chunked(l->capture));
}

static void
on_end(void *arg)
{
	struct linting *l = arg;

	lint_end(&l->response);
}

static void
on_problem(void *arg, unsigned line, const char *why)
{
	give_up(arg, line, why);
}

/* ------------------------------------------------------------- the kind */

static enum kind
kind_of(const char *path, struct str first)
{
	struct str name = str_from(path);
	char mark = lint_first_mark(first);

	if (str_starts(first, STR("\xEF\xBB\xBF")))
		first = str_from_at(first, 3);
	if (capture_begins(first) || str_ends(name, STR(".http")))
		return KIND_CAPTURE;
	if (str_ends(name, STR(".json")))
		return KIND_JSON;
	if (!str_ends(name, STR(".xml")) && (mark == '{' || mark == '['))
		return KIND_JSON;
	return KIND_XML;
}

/* A body alone: what it does not tell about its head is taken to be right. */
static void
begin_bare(struct linting *l)
{
	struct arena a = {0};
	struct reply r = {
	    .status = 207,
	    .version = STR("HTTP/1.1"),
	    .reason = STR("Multi-Status"),
	    .raw = STR(""),
	};

	headers_add(&r.headers, &a, STR("Content-Type"),
	    l->kind == KIND_JSON ? STR("application/json")
				 : STR("application/xml"));
	headers_add(
	    &r.headers, &a, STR("Date"), STR("Thu, 01 Jan 1970 00:00:00 GMT"));
	on_reply(l, &r, 1);
	arena_release(&a);
}

static void
take(struct linting *l, struct str bytes)
{
	if (l->utf16) {
		buf_clear(&l->decoded);
		utf16_decode(&l->decoder, bytes, &l->decoded);
		bytes = buf_view(&l->decoded);
	}
	if (l->capture != NULL)
		capture_feed(l->capture, bytes.p, bytes.n);
	else if (bytes.n > 0)
		on_body(l, bytes.p, bytes.n, false, 0);
}

/* The first block: what is this? */
static void
begin(struct linting *l, struct str first)
{
	struct arena a = {0};
	struct str bytes = first, text = first;

	if (utf16_begins(first, &l->decoder)) {
		struct utf16 look = l->decoder;

		utf16_decode(&look, first, &l->decoded);
		text = arena_str(&a, buf_view(&l->decoded));
		l->utf16 = true;
	}
	l->kind = kind_of(l->out->file, text);
	/* The XML parser reads UTF-16 itself. */
	if (l->kind == KIND_XML)
		l->utf16 = false;
	if (l->kind == KIND_CAPTURE) {
		l->capture = capture_new(
		    &l->events, str_is(l->lint->context.method, "HEAD"));
		if (str_starts(first, STR("\xEF\xBB\xBF")))
			bytes = str_from_at(first, 3);
	} else {
		begin_bare(l);
	}
	take(l, bytes);
	arena_release(&a);
}

static void
end(struct linting *l)
{
	if (l->capture != NULL)
		capture_end(l->capture);
	else if (l->response.judge != NULL)
		on_end(l);
}

/* ------------------------------------------------------------- reading */

/* At least `least` bytes unless the file ends before; -1: it cannot be read */
static ssize_t
read_block(int fd, char *block, size_t least)
{
	size_t n = 0;

	while (n < least) {
		ssize_t got = read(fd, block + n, BLOCK - n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	return (ssize_t)n;
}

static void
read_all(struct linting *l, int fd)
{
	char *block = xmalloc(BLOCK);
	ssize_t n = read_block(fd, block, FIRST_BLOCK);

	if (n == 0)
		give_up(l, 0, "it is empty: there is nothing to judge");
	else if (n > 0)
		begin(l, (struct str){block, (size_t)n});
	while (n > 0 && l->out->unreadable == NULL) {
		n = read_block(fd, block, 1);
		if (n > 0)
			take(l, (struct str){block, (size_t)n});
	}
	if (n < 0)
		give_up(l, 0, strerror(errno));
	free(block);
}

static int
open_file(struct linting *l, const char *path)
{
	struct stat st;
	int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO)
					: open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &st) != 0) {
		give_up(l, 0, strerror(errno));
	} else if (S_ISDIR(st.st_mode)) {
		give_up(l, 0, "it is a folder");
	} else {
		return fd;
	}
	if (fd >= 0)
		close(fd);
	return -1;
}

static int
by_place(const void *x, const void *y)
{
	const struct finding *a = x, *b = y;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if (a->col != b->col)
		return a->col < b->col ? -1 : 1;
	/* "And N more" comes behind what it counts. */
	if (a->place != b->place)
		return a->place == PLACE_EXCHANGE   ? 1
		       : b->place == PLACE_EXCHANGE ? -1
						    : 0;
	if (a->level != b->level)
		return a->level < b->level ? -1 : 1;
	return str_cmp(a->message, b->message);
}

void
lint_file(const struct lint *lint, const char *path, struct linted *out)
{
	struct linting l = {
	    .lint = lint,
	    .out = out,
	    .response = {.lint = lint, .out = out},
	};
	int fd;

	*out = (struct linted){.file = path};
	out->findings.arena = &out->arena;
	out->findings.per_rule = PER_RULE;
	l.events = (struct capture_events){
	    .arg = &l,
	    .reply = on_reply,
	    .body = on_body,
	    .end = on_end,
	    .problem = on_problem,
	};
	buf_init(&l.decoded, 2 * BLOCK);
	fd = open_file(&l, path);
	if (fd >= 0) {
		read_all(&l, fd);
		if (out->unreadable == NULL)
			end(&l);
		close(fd);
	}
	lint_drop(&l.response);
	capture_free(l.capture);
	buf_release(&l.decoded);
	if (out->findings.n > 1)
		qsort(out->findings.v, out->findings.n,
		    sizeof(*out->findings.v), by_place);
}

size_t
linted_count(const struct linted *l, enum finding_level level)
{
	size_t n = 0;

	for (size_t i = 0; i < l->findings.n; i++)
		n += l->findings.v[i].level == level;
	return n;
}
