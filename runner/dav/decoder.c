#include "dav/decoder.h"

#include <errno.h>
#include <iconv.h>

#define NAME_LENGTH 40
#define HELD 16 /* more than the bytes of a character in any encoding */

struct decoder {
	iconv_t iconv;
	char held[HELD]; /* the beginning of a character */
	size_t n_held;
	bool broken;
};

/* A name and nothing else: iconv takes "//" for an instruction. */
static bool
is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
		    !(c >= '0' && c <= '9') &&
		    (c == '\0' || strchr("-_.:+", c) == NULL))
			return false;
	}
	return s.n > 0 && s.n < NAME_LENGTH;
}

struct decoder *
decoder_new(struct str encoding)
{
	char name[NAME_LENGTH] = "";
	struct decoder *d;
	iconv_t made;

	if (!is_name(encoding))
		return NULL;
	memcpy(name, encoding.p, encoding.n);
	made = iconv_open("UTF-8", name);
	if (made == (iconv_t)-1)
		return NULL;
	d = xcalloc(1, sizeof(*d));
	d->iconv = made;
	return d;
}

/* As long as a character can be: one byte might be the first of several. */
static void
break_off(struct decoder *d, struct buf *out)
{
	buf_puts(out, "\xFF\xFF\xFF\xFF");
	d->broken = true;
}

/* What is whole of it; returns how many bytes that was. */
static size_t
convert(struct decoder *d, struct str bytes, struct buf *out)
{
	char text[4096], *in = (char *)(uintptr_t)bytes.p;
	size_t left = bytes.n;
	int why = E2BIG;

	while (left > 0 && why == E2BIG) {
		char *to = text;
		size_t room = sizeof(text);

		if (iconv(d->iconv, &in, &left, &to, &room) == (size_t)-1)
			why = errno;
		buf_add(out, text, sizeof(text) - room);
	}
	if (left > 0 && why == EILSEQ)
		break_off(d, out);
	return bytes.n - left;
}

/* A character that an earlier piece began. */
static void
complete(struct decoder *d, struct str *bytes, struct buf *out)
{
	while (d->n_held > 0 && bytes->n > 0 && !d->broken) {
		size_t taken;

		if (d->n_held == HELD) {
			break_off(d, out);
			return;
		}
		d->held[d->n_held++] = bytes->p[0];
		*bytes = str_from_at(*bytes, 1);
		taken = convert(d, (struct str){d->held, d->n_held}, out);
		d->n_held -= taken;
		memmove(d->held, d->held + taken, d->n_held);
	}
}

void
decoder_feed(struct decoder *d, struct str bytes, struct buf *out)
{
	complete(d, &bytes, out);
	if (d->broken || bytes.n == 0)
		return;
	bytes = str_from_at(bytes, convert(d, bytes, out));
	if (d->broken)
		return;
	if (bytes.n > HELD) {
		break_off(d, out);
		return;
	}
	memcpy(d->held, bytes.p, bytes.n);
	d->n_held = bytes.n;
}

void
decoder_end(struct decoder *d, struct buf *out)
{
	if (d->n_held > 0 && !d->broken)
		break_off(d, out);
}

void
decoder_free(struct decoder *d)
{
	if (d == NULL)
		return;
	iconv_close(d->iconv);
	free(d);
}
