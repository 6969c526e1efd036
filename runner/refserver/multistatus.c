#include "refserver/multistatus.h"

static const char *
reason_of(unsigned status)
{
	switch (status) {
	case 200:
		return "OK";
	case 204:
		return "No Content";
	case 403:
		return "Forbidden";
	case 404:
		return "Not Found";
	case 409:
		return "Conflict";
	case 423:
		return "Locked";
	case 424:
		return "Failed Dependency";
	case 507:
		return "Insufficient Storage";
	default:
		return "Error";
	}
}

void
ms_begin(struct multistatus *ms, struct request *rq)
{
	*ms = (struct multistatus){.rq = rq, .x = answer_xml(rq, 207)};
	if (faulty(rq, FAULT_multistatus_wrong_namespace))
		ms->x.ns = "DAV";
	out_begin(&ms->x, faulty(rq, FAULT_multistatus_wrong_root)
			      ? "responses"
			      : "multistatus");
	if (varied(rq, VARIANT_foreign_elements))
		out_raw(&ms->x,
		    STR("<f:note xmlns:f=\"urn:example:foreign\"><f:href>x"
			"</f:href></f:note>"));
}

/* The href as a fault spells it; nothing: no fault, as usual. */
static struct str
crooked_path(struct request *rq, struct str path, size_t nth)
{
	struct arena *a = &rq->arena;
	struct str other, none;
	struct path p;
	bool collection = path.n > 1 && str_ends(path, STR("/"));

	if (faulty(rq, FAULT_href_other_host))
		return arena_strf(
		    a, "http://elsewhere.example%.*s", STRF(path));
	if (faulty(rq, FAULT_href_empty_segment))
		return arena_strf(a, "%.*s//%.*s",
		    STRF(str_sub(
			path, 0, 1 + str_index(str_from_at(path, 1), '/'))),
		    STRF(str_from_at(
			path, 2 + str_index(str_from_at(path, 1), '/'))));
	if (faulty(rq, FAULT_href_relative))
		return arena_strf(a, ".%.*s", STRF(path));
	if (faulty(rq, FAULT_href_dot_segments))
		return arena_strf(a, "/.%.*s", STRF(path));
	if (faulty(rq, FAULT_href_mixed_forms) && nth % 2 == 1)
		return arena_strf(
		    a, "http://%.*s%.*s", STRF(rq->authority), STRF(path));
	if (faulty(rq, FAULT_collection_href_without_slash) && collection)
		return str_sub(path, 0, path.n - 1);
	if (faulty(rq, FAULT_file_href_with_slash) && !collection)
		return arena_strf(a, "%.*s/", STRF(path));
	if (!faulty(rq, FAULT_href_unencoded) ||
	    !path_parse(a, path, &p, &none))
		return STR_NONE;
	other = STR("");
	for (size_t i = 0; i < p.seg.n; i++)
		other =
		    arena_strf(a, "%.*s/%.*s", STRF(other), STRF(p.seg.v[i]));
	return arena_strf(a, "%.*s%s", STRF(other), p.slash ? "/" : "");
}

/* A new line between two elements, where that is the way. */
static void
line(struct multistatus *ms)
{
	if (varied(ms->rq, VARIANT_pretty))
		buf_puts(ms->x.b, "\n\t");
}

static void
describe(struct multistatus *ms)
{
	if (varied(ms->rq, VARIANT_descriptions))
		out_leaf(&ms->x, "responsedescription", STR("it is so"));
	line(ms);
}

static void
write_href(struct multistatus *ms, struct str path)
{
	struct request *rq = ms->rq;
	struct str crooked = crooked_path(rq, path, ms->responses);

	line(ms);
	if (faulty(rq, FAULT_multistatus_unescaped)) {
		out_open(&ms->x, "href");
		out_raw(&ms->x, path);
		out_close(&ms->x, "href");
	} else if (crooked.p != NULL) {
		out_leaf(&ms->x, "href", crooked);
	} else {
		xml_href_path(rq, &ms->x, path);
	}
}

static void
write_status(struct multistatus *ms, unsigned status)
{
	struct request *rq = ms->rq;
	const char *version =
	    faulty(rq, FAULT_multistatus_http2_status) ? "HTTP/2" : "HTTP/1.1";
	const char *around = varied(rq, VARIANT_white_space) ? "\n  " : "";
	const char *reason = reason_of(status);

	if (status == 423 && faulty(rq, FAULT_locked_403))
		status = 403;
	if (status == 423 && faulty(rq, FAULT_locked_500))
		status = 500;
	line(ms);
	if (varied(rq, VARIANT_other_reasons)) {
		version = "HTTP/1.0";
		reason = "so it is";
	}
	if (faulty(rq, FAULT_multistatus_bare_code))
		out_leaf(
		    &ms->x, "status", arena_strf(&rq->arena, "%u", status));
	else
		out_leaf(&ms->x, "status",
		    arena_strf(&rq->arena, "%s%s %u %s%s", around, version,
			status, reason, around));
}

void
ms_response(struct multistatus *ms, struct str path)
{
	struct request *rq = ms->rq;

	ms->start = ms->x.b->n;
	if (varied(rq, VARIANT_foreign_elements)) {
		buf_printf(ms->x.b,
		    "\n <%s:response xmlns:f=\"urn:example:foreign\" "
		    "f:row=\"%zu\"><f:note>more</f:note>",
		    ms->x.prefix, ms->responses + 1);
	} else {
		buf_puts(ms->x.b, "\n ");
		out_open(&ms->x, "response");
	}
	ms->path = path;
	if (!varied(rq, VARIANT_children_reversed))
		write_href(ms, path);
}

static void
close_response(struct multistatus *ms)
{
	if (varied(ms->rq, VARIANT_children_reversed))
		write_href(ms, ms->path);
	describe(ms);
	out_close(&ms->x, "response");
	ms->responses++;
}

void
ms_response_end(struct multistatus *ms)
{
	struct request *rq = ms->rq;
	struct str all;

	if (faulty(rq, FAULT_status_beside_propstat))
		write_status(ms, 200);
	if (faulty(rq, FAULT_description_with_markup)) {
		out_open(&ms->x, "responsedescription");
		out_empty(&ms->x, "status");
		out_close(&ms->x, "responsedescription");
	}
	close_response(ms);
	if (faulty(rq, FAULT_response_twice)) {
		all = str_from_at(buf_view(ms->x.b), ms->start);
		buf_str(ms->x.b, arena_str(&rq->arena, all));
	}
}

void
ms_propstat(struct multistatus *ms)
{
	line(ms);
	ms->propstat = ms->x.b->n;
	out_open(&ms->x, "propstat");
	line(ms);
	out_open(&ms->x, "prop");
	line(ms);
	if (faulty(ms->rq, FAULT_prop_text))
		out_text(&ms->x, STR("properties:"));
}

void
ms_name(struct multistatus *ms, struct str ns, struct str name, enum fault text)
{
	if (faulty(ms->rq, text) && ns.n > 0)
		buf_printf(ms->x.b, "<n:%.*s xmlns:n=\"%.*s\">x</n:%.*s>",
		    STRF(name), STRF(ns), STRF(name));
	else
		out_empty_ns(&ms->x, ns, name);
}

/* The same, the prop at the end. */
static void
propstat_end_reversed(
    struct multistatus *ms, unsigned status, const char *condition)
{
	struct request *rq = ms->rq;
	struct str prop;

	out_close(&ms->x, "prop");
	prop =
	    arena_str(&rq->arena, str_from_at(buf_view(ms->x.b), ms->propstat));
	ms_propstat_drop(ms);
	out_open(&ms->x, "propstat");
	if (condition != NULL)
		xml_error(rq, &ms->x, condition, NULL, 0);
	write_status(ms, status);
	out_raw(&ms->x, str_from_at(prop, str_index(prop, '>') + 1));
	out_close(&ms->x, "propstat");
}

void
ms_propstat_end(struct multistatus *ms, unsigned status, const char *condition)
{
	struct request *rq = ms->rq;

	if (varied(rq, VARIANT_children_reversed)) {
		propstat_end_reversed(ms, status, condition);
		return;
	}
	out_close(&ms->x, "prop");
	if (!faulty(rq, FAULT_propstat_without_status))
		write_status(ms, status);
	if (faulty(rq, FAULT_propstat_two_statuses))
		write_status(ms, status);
	if (condition != NULL)
		xml_error(rq, &ms->x, condition, NULL, 0);
	describe(ms);
	out_close(&ms->x, "propstat");
}

void
ms_propstat_drop(struct multistatus *ms)
{
	struct buf *b = ms->x.b;

	b->n = ms->propstat;
	b->p[b->n] = '\0';
}

void
ms_failure(struct multistatus *ms, struct str path, unsigned status,
    const char *condition, struct node *const *nodes, size_t n)
{
	if (faulty(ms->rq, FAULT_delete_207_with_200) && status == 423)
		status = 200;
	ms_response(ms, path);
	write_status(ms, status);
	if (condition != NULL)
		xml_error(ms->rq, &ms->x, condition, nodes, n);
	close_response(ms);
}

void
ms_end(struct multistatus *ms)
{
	struct request *rq = ms->rq;

	for (int i = 0; i < 2; i++)
		if (faulty(rq, FAULT_multistatus_two_descriptions))
			out_leaf(&ms->x, "responsedescription", STR("done"));
	if (faulty(rq, FAULT_multistatus_interim)) {
		out_open(&ms->x, "response");
		xml_href_path(rq, &ms->x,
		    arena_strf(&rq->arena, "%.*s?interim", STRF(rq->target)));
		write_status(ms, 102);
		out_close(&ms->x, "response");
	}
	if (faulty(rq, FAULT_response_without_href)) {
		out_open(&ms->x, "response");
		write_status(ms, 200);
		out_close(&ms->x, "response");
	}
	describe(ms);
	buf_putc(ms->x.b, '\n');
	out_close(&ms->x, faulty(rq, FAULT_multistatus_wrong_root)
			      ? "responses"
			      : "multistatus");
	if (faulty(rq, FAULT_multistatus_truncated))
		ms->x.b->n -= 8;
	if (faulty(rq, FAULT_multistatus_200))
		rq->answer.status = 200;
}
