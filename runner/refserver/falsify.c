#include "refserver/falsify.h"

/* Besides a status: any, and any but that of a multistatus. */
#define ANY 0u
#define NOT_207 1u

#define NO_LOCK "urn:uuid:00000000-0000-4000-8000-000000000000"
#define DESCRIPTION "<D:responsedescription>done</D:responsedescription>"
#define STATUS(line) "<D:status>HTTP/1.1 " line "</D:status>"

/* clang-format off */

/* The status becomes another; `method` NULL: whatever was asked. */
static const struct {
	enum fault fault;
	const char *method;
	unsigned from, to;
} codes[] = {
    {FAULT_conflict_412, NULL, 409, 412},
    {FAULT_conflict_424, NULL, 409, 424},
    {FAULT_created_303, "COPY", 201, 303},
    {FAULT_created_303, "MOVE", 201, 303},
    {FAULT_lock_201, "LOCK", 200, 201},
    {FAULT_lock_bodyless_409, "LOCK", 400, 409},
    {FAULT_unlock_200, "UNLOCK", 204, 200},
    {FAULT_unlock_mismatch_403, "UNLOCK", 409, 403},
    {FAULT_trace_without_content, "TRACE", 405, 200},
    {FAULT_copy_over_itself_500, "COPY", 403, 500},
    {FAULT_copy_over_itself_500, "MOVE", 403, 500},
};

/* A field is set; `value` NULL: it is taken away. */
static const struct {
	enum fault fault;
	const char *method;
	unsigned status;
	const char *name, *value;
} fields[] = {
    {FAULT_created_elsewhere, NULL, 201, "Location", "/"},
    {FAULT_created_303, NULL, 303, "Location", "/"},
    {FAULT_multistatus_with_location, NULL, 207, "Location", "/"},
    {FAULT_lock_207_with_token, "LOCK", 207, "Lock-Token", "<" NO_LOCK ">"},
    {FAULT_lock_header_of_another, "LOCK", 200, "Lock-Token", "<" NO_LOCK ">"},
    {FAULT_lock_header_of_another, "LOCK", 201, "Lock-Token", "<" NO_LOCK ">"},
    {FAULT_content_location_elsewhere, "GET", 200, "Content-Location", "/"},
    {FAULT_range_without_content_range, "GET", 206, "Content-Range", NULL},
    {FAULT_range_416_bare, "GET", 416, "Content-Range", NULL},
    {FAULT_head_without_type, "HEAD", 200, "Content-Type", NULL},
    {FAULT_not_modified_without_etag, NULL, 304, "ETag", NULL},
    {FAULT_etag_unquoted, NULL, 200, "ETag", "davproof"},
    {FAULT_resource_id_malformed, "OPTIONS", 200, "DAV", "1, 2, 3, bind"},
    {FAULT_dav_class_unregistered, "OPTIONS", 200, "DAV",
	"1, 2, 3, sabredav-partialupdate"},
    {FAULT_dav_header_malformed, "OPTIONS", 200, "DAV",
	"1, 2, 3, http://example.org/dav"},
};

/* Text of an XML body becomes other text. */
static const struct {
	enum fault fault;
	const char *method;
	unsigned status;
	const char *from, *to;
} texts[] = {
    {FAULT_condition_with_text, NULL, NOT_207,
	"</D:lock-token-matches-request-uri>",
	"no</D:lock-token-matches-request-uri>"},
    {FAULT_condition_with_text, NULL, 207,
	"</D:cannot-modify-protected-property>",
	"no</D:cannot-modify-protected-property>"},
    {FAULT_condition_without_error, NULL, 207, "<D:error>", ""},
    {FAULT_condition_without_error, NULL, 207, "</D:error>", ""},
    {FAULT_error_root_other, NULL, NOT_207, "<D:error", "<x:error xmlns:x=\"urn:x\""},
    {FAULT_error_root_other, NULL, NOT_207, "</D:error>", "</x:error>"},
    {FAULT_multistatus_reserved_name, NULL, 207, "</D:response>",
	"<D:note/></D:response>"},
    {FAULT_multistatus_doctype, NULL, 207, "<D:multistatus",
	"<!DOCTYPE D:multistatus>\n<D:multistatus"},
    {FAULT_status_line_short, NULL, 207, STATUS("200 OK"), STATUS("200")},
    {FAULT_status_207_inside, NULL, 207, " 200 OK", " 207 Multi-Status"},
    {FAULT_failure_424_alone, NULL, 207, " 403 Forbidden",
	" 424 Failed Dependency"},
    {FAULT_location_empty, "DELETE", 207, "</D:response>",
	"<D:location/></D:response>"},
    {FAULT_location_with_failure, "DELETE", 207, "</D:response>",
	"<D:location><D:href>/</D:href></D:location></D:response>"},
    {FAULT_redirect_without_location, "DELETE", 207, " 423 Locked",
	" 302 Found"},
    {FAULT_delete_with_propstat, "DELETE", 207, STATUS("423 Locked"),
	"<D:propstat><D:prop/>" STATUS("423 Locked") "</D:propstat>"},
    {FAULT_delete_208, "DELETE", 207, " 423 Locked", " 208 Already Reported"},
    {FAULT_propfind_208, "PROPFIND", 207, " 200 OK", " 208 Already Reported"},
    {FAULT_resource_id_malformed, "PROPFIND", 207, "<D:prop>",
	"<D:prop><D:resource-id>1</D:resource-id>"},
    {FAULT_response_with_text, NULL, 207, "<D:response>", "<D:response>text"},
    {FAULT_multistatus_stray_status, NULL, 207, "</D:multistatus>",
	STATUS("200 OK") "</D:multistatus>"},
    {FAULT_response_two_statuses, "DELETE", 207, STATUS("423 Locked"),
	STATUS("423 Locked") STATUS("423 Locked")},
    {FAULT_response_two_hrefs, "PROPFIND", 207, "<D:propstat>",
	"<D:href>/other</D:href><D:propstat>"},
    {FAULT_response_two_descriptions, NULL, 207, "</D:response>",
	DESCRIPTION DESCRIPTION "</D:response>"},
    {FAULT_response_nested, "DELETE", 207, "</D:response>",
	"<D:response><D:href>/other</D:href>" STATUS("423 Locked")
	"</D:response></D:response>"},
    {FAULT_propstat_two_props, NULL, 207, "</D:propstat>",
	"<D:prop/></D:propstat>"},
    {FAULT_propstat_two_descriptions, NULL, 207, "</D:propstat>",
	DESCRIPTION DESCRIPTION "</D:propstat>"},
    {FAULT_status_600, NULL, 207, " 200 OK", " 600 OK"},
    {FAULT_lockroot_absolute, "PROPFIND", 207, "<D:lockroot><D:href>",
	"<D:lockroot><D:href>http://localhost"},
    {FAULT_href_ftp, NULL, 207, "<D:response><D:href>",
	"<D:response><D:href>ftp://localhost"},
    {FAULT_proppatch_two_responses, "PROPPATCH", 207, "</D:multistatus>",
	"<D:response><D:href>/</D:href><D:propstat><D:prop/>"
	STATUS("200 OK") "</D:propstat></D:response></D:multistatus>"},
    {FAULT_proppatch_names_another, "PROPPATCH", 207, "<D:prop>",
	"<D:prop><D:displayname/>"},
    {FAULT_proppatch_protected_409, "PROPPATCH", 207, " 403 Forbidden",
	" 409 Conflict"},
    {FAULT_lock_207_424_of_others, "LOCK", 207, "</D:multistatus>",
	"<D:response><D:href>/other</D:href>"
	STATUS("424 Failed Dependency") "</D:response></D:multistatus>"},
    {FAULT_lock_207_with_200, "LOCK", 207, " 424 Failed Dependency",
	" 200 OK"},
    {FAULT_collection_foreign, "PROPFIND", 207, "<D:collection/>",
	"<collection xmlns=\"\"/>"},
    {FAULT_supportedlock_empty_entry, NULL, 207, "</D:supportedlock>",
	"<D:lockentry/></D:supportedlock>"},
    {FAULT_supportedlock_text, NULL, ANY, "<D:supportedlock>",
	"<D:supportedlock>locks:"},
    {FAULT_lockscope_empty, NULL, ANY, "<D:exclusive/>", ""},
    {FAULT_lock_word_with_text, NULL, ANY, "<D:exclusive/>",
	"<D:exclusive>yes</D:exclusive>"},
    {FAULT_lock_word_with_text, NULL, ANY, "<D:shared/>",
	"<D:shared>yes</D:shared>"},
    {FAULT_locktype_empty, NULL, ANY, "<D:write/>", ""},
    {FAULT_lock_depth_unknown, NULL, ANY, "<D:depth>infinity",
	"<D:depth>all"},
    {FAULT_lock_timeout_huge, NULL, ANY, "<D:timeout>Second-",
	"<D:timeout>Second-99999999"},
    {FAULT_lock_two_tokens, NULL, ANY, "<D:locktoken>",
	"<D:locktoken><D:href>" NO_LOCK "</D:href></D:locktoken>"
	"<D:locktoken>"},
    {FAULT_locktoken_empty, "PROPFIND", 207, "<D:locktoken>",
	"<D:locktoken><D:href/>"},
    {FAULT_lockroot_two_hrefs, NULL, ANY, "<D:lockroot>",
	"<D:lockroot><D:href>/</D:href>"},
};
/* clang-format on */

static bool
is_method(const struct request *rq, const char *method)
{
	return method == NULL || str_is(rq->method, method);
}

static bool
is_status(const struct request *rq, unsigned status)
{
	return status == ANY || status == rq->answer.status ||
	       (status == NOT_207 && rq->answer.status != 207);
}

static void
set_field(struct request *rq, const char *name, const char *value)
{
	struct answer *an = &rq->answer;
	size_t n = 0;

	for (size_t i = 0; i < an->headers.n; i++)
		if (!str_is_nocase(an->headers.v[i].name, name))
			an->headers.v[n++] = an->headers.v[i];
	an->headers.n = n;
	if (value != NULL)
		answer_header(rq, name, "%s", value);
}

/* RFC 9110 15.4: to the URL with the slash, but the field is forgotten. */
static void
redirect(struct request *rq)
{
	if (!faulty(rq, FAULT_redirect_bare) || rq->node == NULL ||
	    !rq->node->collection || rq->path.slash ||
	    !(str_is(rq->method, "GET") || str_is(rq->method, "HEAD") ||
		str_is(rq->method, "PROPFIND")))
		return;
	answer_release(&rq->answer);
	answer_init(&rq->answer);
	answer_code(rq, 301);
}

void
falsify(struct request *rq)
{
	redirect(rq);
	if (rq->answer.status == 207 && faulty(rq, FAULT_multistatus_empty))
		buf_clear(&rq->answer.body);
	for (size_t i = 0; i < countof(codes); i++)
		if (faulty(rq, codes[i].fault) &&
		    is_method(rq, codes[i].method) &&
		    rq->answer.status == codes[i].from) {
			rq->answer.status = codes[i].to;
			break;
		}
	for (size_t i = 0; i < countof(fields); i++)
		if (faulty(rq, fields[i].fault) &&
		    is_method(rq, fields[i].method) &&
		    is_status(rq, fields[i].status))
			set_field(rq, fields[i].name, fields[i].value);
	for (size_t i = 0; i < countof(texts); i++)
		if (rq->answer.xml && faulty(rq, texts[i].fault) &&
		    is_method(rq, texts[i].method) &&
		    is_status(rq, texts[i].status))
			answer_replace(rq, texts[i].from, texts[i].to);
}
