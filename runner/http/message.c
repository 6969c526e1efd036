#include "http/message.h"

#include "base/digest.h"

struct str
headers_get(const struct headers *h, const char *name)
{
	for (size_t i = 0; i < h->n; i++)
		if (str_is_nocase(h->v[i].name, name))
			return h->v[i].value;
	return STR_NONE;
}

static struct str
join(struct arena *a, struct str x, struct str between, struct str y)
{
	size_t n = x.n + between.n + y.n;
	char *p = arena_alloc(a, n + 1);

	if (x.n > 0)
		memcpy(p, x.p, x.n);
	memcpy(p + x.n, between.p, between.n);
	if (y.n > 0)
		memcpy(p + x.n + between.n, y.p, y.n);
	return (struct str){p, n};
}

struct str
headers_joined(const struct headers *h, struct arena *a, const char *name)
{
	struct str all = STR_NONE;

	for (size_t i = 0; i < h->n; i++) {
		if (!str_is_nocase(h->v[i].name, name))
			continue;
		if (all.p == NULL)
			all = h->v[i].value;
		else
			all = join(a, all, STR(", "), h->v[i].value);
	}
	return all;
}

size_t
headers_count(const struct headers *h, const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < h->n; i++)
		n += str_is_nocase(h->v[i].name, name);
	return n;
}

void
headers_add(
    struct headers *h, struct arena *a, struct str name, struct str value)
{
	*vec_add(h, a) = (struct header){name, value};
}

/* Where the quoted string or coded URL that begins at i ends, or the end. */
static size_t
step_over(struct str s, size_t i)
{
	char close = s.p[i] == '"' ? '"' : '>';

	for (i++; i < s.n && s.p[i] != close; i++)
		if (close == '"' && s.p[i] == '\\')
			i++;
	return i < s.n ? i : s.n;
}

static size_t
member_end(struct str s, char sep)
{
	size_t i;

	for (i = 0; i < s.n && s.p[i] != sep; i++)
		if (s.p[i] == '"' || s.p[i] == '<') {
			i = step_over(s, i);
			if (i == s.n)
				break;
		}
	return i;
}

/* Empty members are no members (RFC 9110 section 5.6.1.2). */
bool
list_next(struct str *list, struct str *member)
{
	while (list->p != NULL) {
		size_t end = member_end(*list, ',');

		*member = str_trim(str_sub(*list, 0, end));
		*list = end < list->n ? str_from_at(*list, end + 1) : STR_NONE;
		if (member->n > 0)
			return true;
	}
	return false;
}

bool
list_has(struct str list, struct str token)
{
	struct str member;

	while (list_next(&list, &member)) {
		member = str_sub(member, 0, member_end(member, ';'));
		if (str_eq_nocase(str_trim(member), token))
			return true;
	}
	return false;
}

/* The line without its end; false if there is no whole line. */
static bool
next_line(struct str *rest, struct str *line)
{
	size_t lf = str_index(*rest, '\n');

	if (lf == rest->n)
		return false;
	*line = str_sub(*rest, 0, lf);
	if (lf > 0 && line->p[lf - 1] == '\r')
		line->n--;
	*rest = (struct str){rest->p + lf + 1, rest->n - lf - 1};
	return true;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "HTTP/2 207 " is what curl -i writes: the minor version may be missing. */
static bool
parse_status_line(struct str line, struct reply *out)
{
	struct str rest = line;

	if (!str_starts(line, STR("HTTP/")) ||
	    !str_cut(&rest, ' ', &out->version))
		return false;
	if (out->version.n == 5)
		return false;
	for (size_t i = 5; i < out->version.n; i++)
		if (!is_digit(out->version.p[i]) && out->version.p[i] != '.')
			return false;
	rest = str_trim(rest);
	if (rest.n < 3 || !is_digit(rest.p[0]) || !is_digit(rest.p[1]) ||
	    !is_digit(rest.p[2]))
		return false;
	if (rest.n > 3 && rest.p[3] != ' ' && rest.p[3] != '\t')
		return false;
	out->status = (rest.p[0] - '0') * 100 + (rest.p[1] - '0') * 10 +
		      (rest.p[2] - '0');
	out->reason = str_trim((struct str){rest.p + 3, rest.n - 3});
	/* 0 says that there was none. */
	return out->status > 0;
}

/* RFC 9112 section 5.2: a line that begins with white space goes on. */
static void
parse_line(struct str line, struct arena *a, struct headers *h)
{
	size_t colon = str_index(line, ':');
	struct str value;

	if ((line.p[0] == ' ' || line.p[0] == '\t') && h->n > 0) {
		struct header *last = &h->v[h->n - 1];

		last->value =
		    str_trim(join(a, last->value, STR(" "), str_trim(line)));
		return;
	}
	if (colon == line.n) {
		headers_add(h, a, line, STR_NONE);
		return;
	}
	value = str_trim((struct str){line.p + colon + 1, line.n - colon - 1});
	headers_add(h, a, str_sub(line, 0, colon), value);
}

size_t
reply_parse(struct str raw, struct arena *a, struct reply *out)
{
	struct str rest = raw, line;
	struct reply r = {0};

	if (!next_line(&rest, &line) || !parse_status_line(line, &r))
		return 0;
	for (;;) {
		if (!next_line(&rest, &line))
			return 0;
		if (line.n == 0)
			break;
		parse_line(line, a, &r.headers);
	}
	r.raw = str_sub(raw, 0, raw.n - rest.n);
	*out = r;
	return r.raw.n;
}

/* SplitMix64, which can begin anywhere. */
static uint64_t
mix(uint64_t seed, uint64_t index)
{
	uint64_t z = seed + (index + 1) * UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

void
payload_generate(uint64_t seed, uint64_t offset, char *p, size_t n)
{
	uint64_t word = 0;

	for (size_t i = 0; i < n; i++) {
		uint64_t at = offset + i;

		if (i == 0 || at % 8 == 0)
			word = mix(seed, at / 8);
		p[i] = (char)(unsigned char)(word >> (at % 8 * 8));
	}
}

uint64_t
payload_size(const struct payload *p)
{
	return p->generated ? p->size : p->bytes.n;
}

bool
payload_present(const struct payload *p)
{
	return p->generated || p->bytes.p != NULL;
}

void
payload_sha256(const struct payload *p, char hex[65])
{
	struct sha256 *digest;
	char block[8192];

	if (!p->generated) {
		sha256_of(p->bytes, hex);
		return;
	}
	digest = sha256_new();
	for (uint64_t at = 0; at < p->size;) {
		size_t n = p->size - at < sizeof(block) ? (size_t)(p->size - at)
							: sizeof(block);

		payload_generate(p->seed, at, block, n);
		sha256_add(digest, block, n);
		at += n;
	}
	sha256_hex(digest, hex);
	sha256_free(digest);
}

bool
method_is_safe(struct str method)
{
	static const char *const safe[] = {
	    "GET", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "REPORT", "SEARCH"};

	for (size_t i = 0; i < countof(safe); i++)
		if (str_is(method, safe[i]))
			return true;
	return false;
}
