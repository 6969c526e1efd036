#include "cli/options.h"

#include <getopt.h>

#include "cli/credentials.h"

#define HELP_COLUMN 30
#define HELP_WIDTH 79

static size_t
count(const struct option_row *rows)
{
	size_t n = 0;

	while (rows[n].type != OPTION_END)
		n++;
	return n;
}

int
usage_error(const struct command *c, const char *fmt, ...)
{
	va_list ap;

	fprintf(stderr, "davproof %s: ", c->name);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "\nusage: davproof %s %s\n", c->name, c->usage);
	fprintf(stderr, "`davproof %s --help` explains it.\n", c->name);
	return 2;
}

/* ------------------------------------------------------------- help */

/* Text broken between words, from column `at` on, indented to it. */
static void
print_wrapped(FILE *out, const char *text, int at)
{
	int col = at;

	while (*text != '\0') {
		int n = (int)strcspn(text, " \n");

		if (col > at && col + 1 + n > HELP_WIDTH) {
			fprintf(out, "\n%*s", at, "");
			col = at;
		} else if (col > at) {
			fputc(' ', out);
			col++;
		}
		fprintf(out, "%.*s", n, text);
		col += n;
		text += n;
		text += strspn(text, " \n");
	}
	fputc('\n', out);
}

static void
print_row(FILE *out, const struct option_row *r)
{
	char left[128];
	int n;

	if (r->heading != NULL)
		fprintf(out, "\n%s:\n", r->heading);
	n = snprintf(left, sizeof(left), "  %s%c%s --%s%s%s",
	    r->letter ? "-" : "", r->letter ? r->letter : ' ',
	    r->letter ? "," : "  ", r->name, r->argument ? " " : "",
	    r->argument ? r->argument : "");
	if (n < HELP_COLUMN - 1)
		fprintf(out, "%-*s", HELP_COLUMN, left);
	else
		fprintf(out, "%s\n%*s", left, HELP_COLUMN, "");
	print_wrapped(out, r->help, HELP_COLUMN);
}

void
command_help(const struct command *c, FILE *out)
{
	struct str rest = str_from(c->about), paragraph;

	fprintf(out, "usage: davproof %s %s\n\n%s.\n", c->name, c->usage,
	    c->summary);
	while (str_cut(&rest, '\n', &paragraph)) {
		struct arena a = {0};

		fputc('\n', out);
		print_wrapped(
		    out, arena_printf(&a, "%.*s", STRF(paragraph)), 0);
		arena_release(&a);
	}
	if (c->options[0].type != OPTION_END && c->options[0].heading == NULL)
		fputs("\nOptions:\n", out);
	for (const struct option_row *r = c->options; r->type != OPTION_END;
	     r++)
		print_row(out, r);
	fputs("\n  -h, --help                  show this\n", out);
}

/* ------------------------------------------------------------- values */

static bool
take_number(const struct command *c, const struct option_row *r,
    const char *text, uint64_t *out)
{
	uint64_t most = r->most ? r->most : UINT64_MAX;

	if (str_to_u64(str_from(text), out) && *out >= r->least &&
	    *out <= most)
		return true;
	if (r->most)
		usage_error(c, "--%s wants a number from %llu to %llu, "
			       "not \"%s\"", r->name,
		    (unsigned long long)r->least, (unsigned long long)most,
		    text);
	else
		usage_error(c, "--%s wants a number of at least %llu, "
			       "not \"%s\"", r->name,
		    (unsigned long long)r->least, text);
	return false;
}

static bool
take_seconds(const struct command *c, const struct option_row *r,
    const char *text, unsigned *out)
{
	char *end;
	double s = strtod(text, &end);

	if (end == text || *end != '\0' || !(s >= 0) || s > 86400) {
		usage_error(c, "--%s wants seconds (to 86400), not \"%s\"",
		    r->name, text);
		return false;
	}
	*out = (unsigned)(s * 1000);
	return true;
}

static bool
take_bytes(const struct command *c, const struct option_row *r,
    const char *text, uint64_t *out)
{
	static const struct {
		const char *unit;
		unsigned shift;
	} units[] = {{"", 0}, {"KiB", 10}, {"MiB", 20}, {"GiB", 30}};
	size_t digits = strspn(text, "0123456789");

	for (size_t i = 0; i < countof(units); i++) {
		if (strcmp(text + digits, units[i].unit) != 0 ||
		    !str_to_u64((struct str){text, digits}, out) ||
		    *out > UINT64_MAX >> units[i].shift)
			continue;
		*out <<= units[i].shift;
		return true;
	}
	usage_error(c, "--%s wants bytes, like 4096 or 64MiB, not \"%s\"",
	    r->name, text);
	return false;
}

static bool
take_shard(const struct command *c, const struct option_row *r,
    const char *text, struct shard *out)
{
	struct str rest = str_from(text), k;
	uint64_t a, b;

	if (str_cut(&rest, '/', &k) && rest.p != NULL && str_to_u64(k, &a) &&
	    str_to_u64(rest, &b) && a >= 1 && a <= b && b <= 10000) {
		*out = (struct shard){(unsigned)a, (unsigned)b};
		return true;
	}
	usage_error(c, "--%s wants K/N with 1 <= K <= N, not \"%s\"",
	    r->name, text);
	return false;
}

static void
take_words(struct texts *out, const char *text, struct arena *a)
{
	struct str rest = str_from(text), word;

	while (str_cut(&rest, ',', &word)) {
		word = str_trim(word);
		if (word.n > 0)
			*vec_add(out, a) =
			    arena_printf(a, "%.*s", STRF(word));
	}
}

static bool
take(const struct command *c, const struct option_row *r, char *text,
    void *values, struct arena *a)
{
	void *to = (char *)values + r->offset;

	switch (r->type) {
	case OPTION_FLAG:
		*(bool *)to = true;
		return true;
	case OPTION_TEXT:
		*(const char **)to = text;
		return true;
	case OPTION_LIST:
		*vec_add((struct texts *)to, a) = text;
		return true;
	case OPTION_WORDS:
		take_words(to, text, a);
		return true;
	case OPTION_NUMBER:
		return take_number(c, r, text, to);
	case OPTION_SECONDS:
		return take_seconds(c, r, text, to);
	case OPTION_BYTES:
		return take_bytes(c, r, text, to);
	case OPTION_SHARD:
		return take_shard(c, r, text, to);
	case OPTION_SECRET:
		*(char **)to = arena_strdup(a, text);
		credentials_wipe(text);
		return true;
	case OPTION_PROXY:
		*(char **)to = arena_strdup(a, text);
		credentials_wipe_url(text);
		return true;
	case OPTION_HEADER:
		*vec_add((struct texts *)to, a) = arena_strdup(a, text);
		credentials_wipe_header(text);
		return true;
	case OPTION_END:
		break;
	}
	return false;
}

/* ------------------------------------------------------------- parsing */

static int
unknown(const struct command *c, const char *word, struct arena *a)
{
	size_t n = count(c->options);
	const char **names = arena_array(a, const char *, n + 1);
	struct str name = str_from(word);
	const char *near;

	while (str_starts(name, STR("-")))
		name = str_from_at(name, 1);
	name = str_sub(name, 0, str_index(name, '='));
	for (size_t i = 0; i < n; i++)
		names[i] = c->options[i].name;
	near = str_nearest(name, names, n);
	if (near != NULL)
		return usage_error(
		    c, "unknown option %s: did you mean --%s?", word, near);
	return usage_error(c, "unknown option %s", word);
}

/* Long options are numbered from 256, so that no letter is met. */
#define LONG_BASE 256

static void
build(const struct command *c, struct option *longs, char *shorts)
{
	size_t n = count(c->options), s = 0;

	shorts[s++] = ':';
	for (size_t i = 0; i < n; i++) {
		const struct option_row *r = &c->options[i];
		bool arg = r->type != OPTION_FLAG;

		longs[i] = (struct option){r->name,
		    arg ? required_argument : no_argument, NULL,
		    LONG_BASE + (int)i};
		if (r->letter) {
			shorts[s++] = r->letter;
			if (arg)
				shorts[s++] = ':';
		}
	}
	shorts[s++] = 'h';
	longs[n] = (struct option){"help", no_argument, NULL, 'h'};
	longs[n + 1] = (struct option){0};
}

static const struct option_row *
row_of(const struct command *c, int code)
{
	if (code >= LONG_BASE)
		return &c->options[code - LONG_BASE];
	for (const struct option_row *r = c->options; r->type != OPTION_END;
	     r++)
		if (r->letter == code)
			return r;
	return NULL;
}

int
options_parse(const struct command *c, int argc, char **argv, void *values,
    struct arena *a, int *n_operands)
{
	size_t n = count(c->options);
	struct option *longs = arena_array(a, struct option, n + 2);
	char *shorts = arena_alloc(a, 2 * n + 4);
	int code;

	build(c, longs, shorts);
	opterr = 0;
	optind = 1;
	while ((code = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		const struct option_row *r;

		if (code == 'h') {
			command_help(c, stdout);
			return 0;
		}
		if (code == ':')
			return usage_error(
			    c, "%s wants an argument", argv[optind - 1]);
		r = code == '?' ? NULL : row_of(c, code);
		if (r == NULL)
			return unknown(c, argv[optind - 1], a);
		if (!take(c, r, optarg, values, a))
			return 2;
	}
	*n_operands = argc - optind;
	for (int i = 0; i < *n_operands; i++)
		argv[i] = argv[optind + i];
	return -1;
}
