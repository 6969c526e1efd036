#include "http/framing.h"

void
framing_init(struct framing *f, const struct reply *r, bool answers_head)
{
	struct arena scratch = {0};
	struct str coding =
	    headers_joined(&r->headers, &scratch, "Transfer-Encoding");
	struct str length = headers_get(&r->headers, "Content-Length");

	*f = (struct framing){.kind = FRAMING_LENGTH};
	if (answers_head || r->status == 204 || r->status == 304 ||
	    r->status < 200)
		f->left = 0;
	else if (list_has(coding, STR("chunked")))
		f->kind = FRAMING_CHUNKED;
	else if (coding.p != NULL || !str_to_u64(length, &f->left))
		f->kind = FRAMING_CLOSE;
	arena_release(&scratch);
}

bool
framing_complete(const struct framing *f)
{
	switch (f->kind) {
	case FRAMING_LENGTH:
		return f->left == 0;
	case FRAMING_CHUNKED:
		return f->part == CHUNK_DONE;
	case FRAMING_CLOSE:
		break;
	}
	return false;
}

static void
end_of_size(struct framing *f)
{
	f->broken = f->digits == 0;
	f->part = f->left > 0 ? CHUNK_DATA : CHUNK_TRAILER;
	f->digits = 0;
	f->line = 0;
}

static void
size_byte(struct framing *f, char c)
{
	int digit = str_hex(c);

	if (f->part == CHUNK_SIZE && digit >= 0 && f->digits < 15) {
		f->left = f->left * 16 + (unsigned)digit;
		f->digits++;
	} else if (c == '\n') {
		end_of_size(f);
	} else if (c == ';' || c == ' ' || c == '\t' || c == '\r') {
		f->part = CHUNK_EXTENSION;
	} else if (f->part == CHUNK_SIZE) {
		f->broken = true;
	}
}

static void
trailer_byte(struct framing *f, char c)
{
	if (c == '\n') {
		f->part = f->line == 0 ? CHUNK_DONE : CHUNK_TRAILER;
		f->line = 0;
	} else if (c != '\r') {
		f->line++;
	}
}

/* A byte of the coding, not of the data. */
static void
coding_byte(struct framing *f, char c)
{
	switch (f->part) {
	case CHUNK_SIZE:
	case CHUNK_EXTENSION:
		size_byte(f, c);
		break;
	case CHUNK_DATA_END:
		if (c == '\n')
			f->part = CHUNK_SIZE;
		else if (c != '\r')
			f->broken = true;
		break;
	case CHUNK_TRAILER:
		trailer_byte(f, c);
		break;
	case CHUNK_DATA:
	case CHUNK_DONE:
		break;
	}
}

static struct str
take(struct str *in, uint64_t n)
{
	struct str piece = *in;

	if (n < piece.n)
		piece.n = (size_t)n;
	*in = str_from_at(*in, piece.n);
	return piece;
}

static bool
next_chunk_piece(struct framing *f, struct str *in, struct str *piece)
{
	while (in->n > 0 && !f->broken) {
		if (f->part == CHUNK_DONE) {
			*piece = take(in, in->n);
			return true;
		}
		if (f->part == CHUNK_DATA) {
			*piece = take(in, f->left);
			f->left -= piece->n;
			if (f->left == 0)
				f->part = CHUNK_DATA_END;
			return true;
		}
		coding_byte(f, in->p[0]);
		*in = str_from_at(*in, 1);
	}
	return false;
}

bool
framing_next(struct framing *f, struct str *in, struct str *piece)
{
	if (f->kind == FRAMING_CHUNKED)
		return next_chunk_piece(f, in, piece);
	if (in->n == 0)
		return false;
	*piece = take(in, in->n);
	if (f->kind == FRAMING_LENGTH)
		f->left -= piece->n < f->left ? piece->n : f->left;
	return true;
}
