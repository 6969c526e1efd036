#include "case/bytes.h"

#include "base/utf8.h"

enum { ENC_UTF8, ENC_UTF16, ENC_UTF16BE, ENC_UTF16LE, ENC_LATIN1, ENC_NONE };

static const struct {
	const char *name;
	int encoding;
} encodings[] = {
    {"UTF-8",      ENC_UTF8   },
    {"UTF-16",     ENC_UTF16	},
    {"UTF-16BE",	 ENC_UTF16BE},
    {"UTF-16LE",	 ENC_UTF16LE},
    {"ISO-8859-1", ENC_LATIN1 },
};

static int
encoding_of(struct str name)
{
	for (size_t i = 0; i < countof(encodings); i++)
		if (str_is_nocase(name, encodings[i].name))
			return encodings[i].encoding;
	return ENC_NONE;
}

bool
encoding_known(struct str encoding)
{
	return encoding_of(encoding) != ENC_NONE;
}

static size_t
put16(char *p, unsigned unit, bool little)
{
	p[little ? 1 : 0] = (char)(unsigned char)(unit >> 8);
	p[little ? 0 : 1] = (char)(unsigned char)(unit & 0xff);
	return 2;
}

static size_t
put_utf16(char *p, uint32_t cp, bool little)
{
	size_t n;

	if (cp < 0x10000)
		return put16(p, (unsigned)cp, little);
	cp -= 0x10000;
	n = put16(p, 0xd800 + (unsigned)(cp >> 10), little);
	return n + put16(p + n, 0xdc00 + (unsigned)(cp & 0x3ff), little);
}

const char *
encode_text(
    struct arena *a, struct str text, struct str encoding, struct str *out)
{
	int enc = encoding_of(encoding);
	char *p;
	size_t n = 0;
	uint32_t cp;

	*out = text;
	if (enc == ENC_UTF8)
		return NULL;
	/* One byte becomes two, three two, four four; and a mark. */
	p = arena_alloc(a, text.n * 2 + 3);
	if (enc == ENC_UTF16)
		n = put16(p, 0xfeff, false);
	while (utf8_next(&text, &cp)) {
		if (enc == ENC_LATIN1 && cp > 0xff)
			return "a character that ISO-8859-1 does not have";
		if (enc == ENC_LATIN1)
			p[n++] = (char)(unsigned char)cp;
		else
			n += put_utf16(p + n, cp, enc == ENC_UTF16LE);
	}
	*out = (struct str){p, n};
	return text.n > 0 ? "bytes that are not UTF-8" : NULL;
}
