#include "run/trace.h"

#include <errno.h>

#include "base/file.h"
#include "run/secret.h"

static void
fail(struct trace *t, const char *path)
{
	if (t->why[0] == '\0')
		snprintf(t->why, sizeof(t->why), "%s: %s", path,
		    strerror(errno));
}

/* Below the folder, whatever the id; no colons, which not every disk takes. */
static char *
path_of(const struct trace *t, struct str id, struct arena *a)
{
	struct str rest = id, part;
	char *path = arena_printf(a, "%s", t->folder);

	while (str_cut(&rest, '/', &part))
		if (part.n > 0)
			path = arena_printf(a, "%s/%.*s", path,
			    STRF(str_is(part, "..") ? STR("__") : part));
	for (char *p = path + strlen(t->folder);
	     (p = strchr(p, ':')) != NULL;)
		*p = '_';
	return arena_printf(a, "%s.http", path);
}

FILE *
trace_open(struct trace *t, struct str id, struct arena *a)
{
	char *path, *folder;
	FILE *out = NULL;

	if (t == NULL)
		return NULL;
	path = path_of(t, id, a);
	folder = arena_printf(
	    a, "%.*s", (int)(strrchr(path, '/') - path), path);
	if (file_make_folders(folder))
		out = fopen(path, "w");
	if (out == NULL)
		fail(t, path);
	return out;
}

static void
write_text(FILE *out, struct str text, bool cut, struct secrets *secrets,
    struct arena *a)
{
	text = secrets_hide(secrets, text, cut, a);
	fwrite(text.p ? text.p : "", 1, text.n, out);
}

void
trace_write(FILE *out, const struct flight *f, struct secrets *secrets,
    struct arena *a)
{
	struct str head = f->raw.p != NULL ? f->raw : f->sent;
	struct str payload = f->request.payload.bytes;
	const struct reply *reply = f->seen.reply;

	if (out == NULL)
		return;
	fprintf(out, "### %.*s: ", STRF(f->purpose));
	write_text(out, f->label, false, secrets, a);
	fprintf(out, " (X-Request-Id %.*s)\n", STRF(f->request_id));
	write_text(out, secret_free(head, a), false, secrets, a);
	write_text(out, payload, false, secrets, a);
	fputs("\n--- ", out);
	write_text(out, flight_ended(f, f->arena), false, secrets, a);
	fprintf(out, ", %u ms\n", f->duration_ms);
	if (reply != NULL)
		write_text(
		    out, secret_free(reply->raw, a), false, secrets, a);
	write_text(out, f->seen.body, f->seen.body.n < f->body_size, secrets,
	    a);
	fputs("\n\n", out);
}

void
trace_close(struct trace *t, FILE *out)
{
	bool failed;

	if (out == NULL)
		return;
	failed = ferror(out);
	if (fclose(out) != 0 || failed)
		fail(t, t->folder);
}
