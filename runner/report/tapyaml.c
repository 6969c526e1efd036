#include "report/tapyaml.h"

#include "report/words.h"

static void
put_char(FILE *out, unsigned char c)
{
	switch (c) {
	case '\n':
		fputs("\\n", out);
		break;
	case '\t':
		fputs("\\t", out);
		break;
	case '"':
		fputs("\\\"", out);
		break;
	case '\\':
		fputs("\\\\", out);
		break;
	default:
		/* \xHH and not \u: prove leaves the latter as it is. */
		if (c < 0x20 || c >= 0x7f)
			fprintf(out, "\\x%02x", c);
		else
			fputc(c, out);
	}
}

static void
put_quoted(FILE *out, struct str value)
{
	struct buf text;
	size_t cut;

	buf_init(&text, SIZE_MAX / 2);
	words_text(&text, value);
	cut = words_cut(buf_view(&text), TAP_VALUE_MAX).n;
	fputc('"', out);
	for (size_t i = 0; i < cut; i++)
		put_char(out, (unsigned char)text.p[i]);
	if (cut < text.n)
		fprintf(out, " (cut at %zu of %zu bytes)", cut, text.n);
	fputc('"', out);
	buf_release(&text);
}

void
tapyaml_begin(FILE *out)
{
	fputs("  ---\n", out);
}

void
tapyaml_value(FILE *out, const char *key, struct str value)
{
	if (value.n == 0)
		return;
	fprintf(out, "  %s: ", key);
	put_quoted(out, value);
	fputc('\n', out);
}

void
tapyaml_number(FILE *out, const char *key, uint64_t n)
{
	fprintf(out, "  %s: \"%llu\"\n", key, (unsigned long long)n);
}

void
tapyaml_list(FILE *out, const char *key)
{
	fprintf(out, "  %s:\n", key);
}

void
tapyaml_item(FILE *out, struct str value)
{
	fputs("    - ", out);
	put_quoted(out, value);
	fputc('\n', out);
}

void
tapyaml_end(FILE *out)
{
	fputs("  ...\n", out);
}
