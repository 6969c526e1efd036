#include "case/step.h"

#include "base/buf.h"
#include "case/builtin.h"

#define AUTHORIZATION "${authorization}"
#define LITERAL_LOGIN STR("literal-login") /* of run/capability.c */

/*
 * Takes the text before the next line that is ${authorization} alone off
 * *rest, and the line; false when there is no such line.
 */
static bool
cut_at_authorization(struct str *rest, struct str *before)
{
	struct str all = *rest, lines = *rest, line;

	while (str_cut(&lines, '\n', &line)) {
		if (!str_is(str_trim(line), AUTHORIZATION))
			continue;
		*before = str_sub(all, 0, (size_t)(line.p - all.p));
		*rest = lines.p ? lines : str_from_at(all, all.n);
		return true;
	}
	return false;
}

/* LF becomes CRLF, and the empty line behind the header section is there. */
static struct str
end_lines(struct scope *s, struct str text)
{
	struct buf buf;
	struct str out;

	buf_init(&buf, SIZE_MAX);
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '\n' && (i == 0 || text.p[i - 1] != '\r'))
			buf_putc(&buf, '\r');
		buf_putc(&buf, text.p[i]);
	}
	out = buf_view(&buf);
	if (str_find(out, STR("\r\n\r\n")) == out.n) {
		if (!str_ends(out, STR("\r\n")))
			buf_puts(&buf, "\r\n");
		buf_puts(&buf, "\r\n");
	}
	out = arena_str(s->arena, buf_view(&buf));
	buf_release(&buf);
	return out;
}

static bool
add_text(struct scope *s, struct str text, struct loc loc, struct buf *buf)
{
	struct text done;

	if (!subst_text(s, text, loc, &done))
		return false;
	if (done.s.p == NULL) {
		scope_mistake(s, loc, "a variable in `send` is nothing");
		return false;
	}
	buf_str(buf, done.s);
	return true;
}

/* What the user's Authorization line is, or that it is none. */
static bool
add_authorization(struct scope *s, struct buf *buf)
{
	struct str line = STR_NONE, why;

	if (s->needs != NULL && !strs_have(s->needs, LITERAL_LOGIN))
		*vec_add(s->needs, s->arena) = LITERAL_LOGIN;
	if (s->mode != SUBST_RUN || s->builtins == NULL)
		return true;
	if (!s->builtins->get(s->builtins->arg, STR("authorization"), STR_NONE,
		s->arena, &line, &why))
		return true;
	if (line.n > 0) {
		buf_str(buf, line);
		buf_putc(buf, '\n');
	}
	return true;
}

static bool
read_send(
    struct scope *s, const struct node *n, void *out, const struct type *t)
{
	struct str rest = n->text, before;
	struct buf buf;
	bool ok = true;

	if (n->kind != NODE_SCALAR || node_is_nothing(n))
		return wrong_type(s, n, t->what);
	buf_init(&buf, 2 * SUBST_MAX);
	while (ok && cut_at_authorization(&rest, &before))
		ok = add_text(s, before, n->loc, &buf) &&
		     add_authorization(s, &buf);
	ok = ok && add_text(s, rest, n->loc, &buf);
	if (ok)
		*(struct str *)out = end_lines(s, buf_view(&buf));
	buf_release(&buf);
	return ok;
}

const struct type type_send = {.name = "literal-request",
    .what = "a request",
    .help = "a literal request; its lines end in CRLF, a missing last empty "
	    "line is added",
    .read = read_send,
    .schema = "{\"type\": \"string\"}"};
