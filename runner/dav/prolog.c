#include "dav/prolog.h"

void
prolog_init(struct prolog *p)
{
	*p = (struct prolog){0};
	buf_init(&p->held, PROLOG_MAX);
}

void
prolog_release(struct prolog *p)
{
	buf_release(&p->held);
}

static bool
ends(const struct prolog *p, const char *text)
{
	uint32_t wanted = 0, mask = 0;

	for (; *text != '\0'; text++) {
		wanted = wanted << 8 | (unsigned char)*text;
		mask = mask << 8 | 0xFF;
	}
	return (p->last & mask) == wanted;
}

/* What begins anew is not ended by bytes that began it: "<!-->". */
static void
enter(struct prolog *p, enum prolog_in in)
{
	p->in = in;
	p->last = 0;
}

/* White space, and the bytes of a byte order mark. */
static void
take_outside(struct prolog *p, char c)
{
	if (c == '<')
		p->in = PROLOG_OPEN;
	else if (!str_is_space(c) && c != '\xEF' && c != '\xBB' && c != '\xBF')
		p->in = PROLOG_OVER;
}

static void
take_open(struct prolog *p, char c)
{
	if (c == '!')
		p->in = PROLOG_BANG;
	else if (c == '?')
		enter(p, PROLOG_INSTRUCTION);
	else
		p->in = PROLOG_OVER;
}

static void
take_bang(struct prolog *p, char c)
{
	if (ends(p, "<!--"))
		enter(p, PROLOG_COMMENT);
	else if (c == '>')
		p->in = PROLOG_OVER;
	else if (c != '-')
		p->in = PROLOG_DOCTYPE;
}

/* In a DOCTYPE or its brackets, what is in quotes is nothing else. */
static bool
in_literal(struct prolog *p, char c)
{
	if (p->quote != '\0') {
		if (c == p->quote)
			p->quote = '\0';
		return true;
	}
	if (c != '"' && c != '\'')
		return false;
	p->quote = c;
	return true;
}

static void
take_doctype(struct prolog *p, char c)
{
	if (in_literal(p, c))
		return;
	if (c == '[')
		p->in = PROLOG_SUBSET;
	else if (c == '>')
		p->in = PROLOG_OUTSIDE;
}

static void
take_subset(struct prolog *p, char c)
{
	if (in_literal(p, c))
		return;
	if (c == ']')
		p->in = PROLOG_DOCTYPE;
	else if (ends(p, "<!--"))
		enter(p, PROLOG_SUBSET_COMMENT);
	else if (ends(p, "<?"))
		enter(p, PROLOG_SUBSET_INSTRUCTION);
}

static void
step(struct prolog *p, char c)
{
	p->last = p->last << 8 | (unsigned char)c;
	switch (p->in) {
	case PROLOG_OUTSIDE:
		take_outside(p, c);
		break;
	case PROLOG_OPEN:
		take_open(p, c);
		break;
	case PROLOG_BANG:
		take_bang(p, c);
		break;
	case PROLOG_COMMENT:
		if (ends(p, "-->"))
			p->in = PROLOG_OUTSIDE;
		break;
	case PROLOG_INSTRUCTION:
		if (ends(p, "?>"))
			p->in = PROLOG_OUTSIDE;
		break;
	case PROLOG_DOCTYPE:
		take_doctype(p, c);
		break;
	case PROLOG_SUBSET:
		take_subset(p, c);
		break;
	case PROLOG_SUBSET_COMMENT:
		if (ends(p, "-->"))
			p->in = PROLOG_SUBSET;
		break;
	case PROLOG_SUBSET_INSTRUCTION:
		if (ends(p, "?>"))
			p->in = PROLOG_SUBSET;
		break;
	case PROLOG_OVER:
		break;
	}
}

struct str
prolog_take(struct prolog *p, struct str bytes)
{
	while (bytes.n > 0 && p->in != PROLOG_OVER) {
		step(p, bytes.p[0]);
		buf_putc(&p->held, bytes.p[0]);
		if (p->held.n == PROLOG_MAX)
			p->in = PROLOG_OVER;
		bytes = str_from_at(bytes, 1);
	}
	return bytes;
}
