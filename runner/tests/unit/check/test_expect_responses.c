#include "tests/unit/check/world.h"

static const char listing[] = MULTI OPEN PROPS("/t/",
    PROPSTAT("<D:resourcetype><D:collection/></D:resourcetype>", "200 OK")
	PROPSTAT("<x:none/>", "404 Not Found")) PROPS("http://H:80/t/b/../%61",
    PROPSTAT("<D:getetag>\"1\"</D:getetag>", "200 OK")) CLOSE;

static const char deletion[] =
    MULTI OPEN "<D:response><D:href>/t/a/f</D:href><D:href>/t/a/g</D:href>"
	       "<D:status>HTTP/1.1 423 Locked</D:status><D:error>"
	       "<D:lock-token-submitted><D:href>/t/a/</D:href>"
	       "</D:lock-token-submitted></D:error></D:response>\n" CLOSE;

static void
test_status(void **state)
{
	(void)state;
	judged(
	    "PROPFIND: /\nmust: {responses: {/: 200, a/: 2xx}}", listing, "");
	judged("PROPFIND: /\nmust: {responses: {/: 404, a: [200, 207]}}",
	    listing, "");
	judged("PROPFIND: /\nmust: {responses: {/: 403, a/: [201, 4xx]}}",
	    listing,
	    "must body 2:1: the status of / (/t/) is not as expected "
	    "[403|200 OK, 404 Not Found]\n"
	    "must body 3:1: the status of a/ (http://H:80/t/b/../%61) is "
	    "not as expected [201 or 4xx|200 OK]");
	judged("PROPFIND: /\nmust: {responses: {a/f: 200}}", listing,
	    "must body: there is no response for a/f "
	    "[200|none of 2 responses]");
	judged("DELETE: a/\nmust: {responses: {a/g: 423, a/f: 423}}", deletion,
	    "");
	judged("DELETE: a/\nmust: {responses: {a/g: 424, a/f: 423}}", deletion,
	    "must body 2:1: the status of a/g (/t/a/g) is not as expected "
	    "[424|423 Locked]");
}

static void
test_absent(void **state)
{
	(void)state;
	judged(
	    "PROPFIND: /\nmust: {responses: {/: 200, a/f: null}}", listing, "");
	judged("PROPFIND: /\nmust: {responses: {a/: null}}", listing,
	    "must body 3:13: there is a response for a/ "
	    "[none|http://H:80/t/b/../%61 with 200 OK]");
	/* No 207 has none either. */
	judged("DELETE: a/\nshould: {responses: {a/: null, a/b/: null}}\n"
	       "must: {status: 4xx}",
	    LOCKED, "");
	judged("DELETE: a/\nshould: {responses: {a/f: null}}\n"
	       "must: {status: 207, responses: {a/f: 423, a/g: 423}}",
	    deletion,
	    "should body 2:13: there is a response for a/f "
	    "[none|/t/a/f with 423 Locked]");
}

static void
test_missing_207(void **state)
{
	(void)state;
	judged("PROPFIND: /\nmust: {responses: {/: 200}}", OK,
	    "must status: the answer is 200, not a 207 with a status for each "
	    "href [207|200 OK]");
	judged("PROPFIND: /\nmust: {responses: {/: 200}}", LOCKED,
	    "must status: the answer is 423 [2xx|423 Locked]");
	/* One finding of two for one cause, and of the second mapping its
	   own. */
	judged("PROPFIND: /\nmust: [{status: 207}, {responses: {/: 200}}]",
	    LOCKED,
	    "must status: the answer is 423 [207|423 Locked]\n"
	    "must status: the answer is 423, not a 207 with a status for each "
	    "href [207|423 Locked]");
	judged("PROPFIND: /\nmust: {status: [207, 4xx], responses: {/: 200}}",
	    LOCKED, "");
	judged("PROPFIND: /\nmust: {status: [207, 4xx], responses: {/: 200}}",
	    OK, "must status: the answer is 200 [207 or 4xx|200 OK]");
	judged("PROPFIND: /\nmust: {status: 207, responses: {/: 200}}",
	    MULTI "sorry",
	    "must body: the body of the 207 is no multistatus "
	    "[a DAV:multistatus|XML that is not well-formed]");
	judged("PROPFIND: /\nmust: {status: 207, responses: {/: 200}}",
	    "HTTP/1.1 207 M\n\n",
	    "must body: the body of the 207 is no multistatus "
	    "[a DAV:multistatus|no body]");
	judged("PROPFIND: /\nmust: {responses: {/: 200, a/: 200}}",
	    MULTI OPEN PROPS("/t/", PROPSTAT("<x:p/>", "200 OK")) "<D:respo",
	    "must body: there is no response for a/ "
	    "[200|none of 1 response in a body that is not well-formed]");
}

static void
test_only(void **state)
{
	(void)state;
	judged("PROPFIND: /\nmust: {responses: {/: 200, a/: 200}, "
	       "only-responses: true}",
	    listing, "");
	judged("PROPFIND: /\nmust: {responses: {/: 200}, only-responses: true}",
	    listing,
	    "must body 3:13: there is a response for another href "
	    "[only the hrefs of the case|http://H:80/t/b/../%61]");
	/* Named by another mapping, it is another all the same. */
	judged("PROPFIND: /\nmust: [{responses: {/: 200}, only-responses: "
	       "true}, {responses: {a/: 200}}]",
	    listing,
	    "must body 3:13: there is a response for another href "
	    "[only the hrefs of the case|http://H:80/t/b/../%61]");
}

/* A response for each propstat of one resource: wrong (14.24), and still to
   be understood. */
static void
test_href_twice(void **state)
{
	const char *body =
	    MULTI OPEN PROPS("/t/a/f", PROPSTAT("<x:p/>", "200 OK"))
		PROPS("/t/a/f", PROPSTAT("<x:q/>", "403 No")) CLOSE;

	(void)state;
	judged("PROPPATCH: a/f\nset: {x:p: v, x:q: v}\nmust: {responses: "
	       "{a/f: {200: [x:p], 403: [x:q]}}}",
	    body, "");
	judged("PROPPATCH: a/f\nset: {x:p: v, x:q: v}\nmust: {responses: "
	       "{a/f: {424: [x:p], 403: [x:q]}}}",
	    body, "must body 2:56: x:p of a/f (/t/a/f) has 200 [424|200]");
}

static void
test_propstat_error(void **state)
{
	const char *body = MULTI OPEN PROPS("/t/a/f",
	    "<D:propstat><D:prop><D:getetag/></D:prop><D:status>HTTP/1.1 403 "
	    "No</D:status><D:error><x:one/>"
	    "<D:cannot-modify-protected-property/></D:error></D:propstat>")
	    CLOSE;

	(void)state;
	judged("PROPPATCH: a/f\nset: {getetag: v}\nmust: {responses: {a/f: "
	       "{status: 403, error: [cannot-modify-protected-property, "
	       "x:one]}}}",
	    body, "");
	judged("PROPPATCH: a/f\nset: {getetag: v}\nmust: {responses: {a/f: "
	       "{error: \"{urn:y}two\"}}}",
	    body,
	    "must body 2:113: the condition {urn:y}two of a/f "
	    "(/t/a/f) is missing [{urn:y}two|{urn:davproof:x}one, "
	    "D:cannot-modify-protected-property]");
	/* Looked at as its own resource, it counts as named. */
	judged("PROPPATCH: a/f\nset: {getetag: v}\nmust: {props: {x:p: "
	       "null}}",
	    body, "");
	judged("PROPPATCH: a/f\nset: {getetag: v}\nmust: {status: 207}", body,
	    "must body 2:13: the 207 has the status 403 for /t/a/f "
	    "[2xx, or an href that the step names|403]");
}

static void
test_several_hrefs(void **state)
{
	(void)state;
	/* One is named, its neighbour in the same response is not. */
	judged("DELETE: a/\nmust: {responses: {a/f: 423}}", deletion,
	    "must body 2:36: the 207 has the status 423 for /t/a/g "
	    "[2xx, or an href that the step names|423]");
	judged("DELETE: a/\nmust: {responses: {a/g: 423}, only-responses: "
	       "true}",
	    deletion,
	    "must body 2:13: there is a response for another href "
	    "[only the hrefs of the case|/t/a/f]");
}

static void
test_forms_of_unicode(void **state)
{
	/* Asked for composed, answered decomposed. */
	const char *body =
	    MULTI OPEN PROPS("/t/e%CC%81", PROPSTAT("<x:p/>", "200 OK")) CLOSE;
	const char *both =
	    MULTI OPEN PROPS("/t/e%CC%81", PROPSTAT("<x:p/>", "200 OK"))
		PROPS("/t/%C3%A9", PROPSTAT("<x:p/>", "200 OK")) CLOSE;

	(void)state;
	judged("PROPFIND: /\nmust: {responses: {\"\\u00e9\": 200}, "
	       "only-responses: true}",
	    both,
	    "must body 2:13: there is a response for another href "
	    "[only the hrefs of the case|/t/e%CC%81]");
	judged("PROPFIND: /\nmust: {responses: {\"\\u00e9\": 200}, "
	       "only-responses: true}",
	    body, "");
	judged("PROPFIND: /\nmust: {responses: {\"\\u00e9\": 404}}", body,
	    "must body: there is no response for \xc3\xa9 "
	    "[404|none of 1 response]");
	judged("PROPFIND: /\nmust: {responses: {\"\\u00e8\": 200}}", body,
	    "must body: there is no response for \xc3\xa8 "
	    "[200|none of 1 response]");
	/* With a capture all responses are kept. */
	{
		struct world w;

		world_open(&w, "PROPFIND: /\ncapture: {H: {href: "
			       "\"\\u00e9\"}}\nmust: {responses: "
			       "{\"\\u00e9\": {200: [x:p]}}, only-responses: "
			       "true}");
		w.seen.want_all = true;
		world_answer(&w, body);
		world_expects(&w, "");
		world_close(&w);
	}
}

static void
test_many(void **state)
{
	struct world w;

	(void)state;
	world_open(&w, "PROPFIND: /\nmust: {responses: {/: 200, \"m{1..1000}\""
		       ": 200}}");
	world_answer(&w, listing);
	expect_judge(&w.in, &w.found);
	assert_int_equal(21, w.found.n);
	assert_string_equal(
	    "980 more of this kind are not listed", w.found.v[20].message.p);
	world_close(&w);
}

static void
test_codes(void **state)
{
	(void)state;
	judged("PROPFIND: /\nmust: {responses: {/: {200: {resourcetype: {has: "
	       "collection}}, 404: [x:none], 403: null}}}",
	    listing, "");
	judged("PROPFIND: /\nmust: {responses: {/: {200: [x:none], 404: "
	       "[x:other], 4xx: [resourcetype]}}}",
	    listing,
	    "must body 2:179: x:none of / (/t/) has 404 [200|404]\n"
	    "must body: x:other is missing among the properties of / (/t/) "
	    "with 404 [there|nothing]\n"
	    "must body 2:53: resourcetype of / (/t/) has 200 [4xx|200]");
	judged("PROPFIND: /\nmust: {responses: {a/: {200: {getetag: "
	       "'\"2\"', displayname: null}}}}",
	    listing,
	    "must body 3:72: getetag is not as expected among the properties "
	    "of a/ (http://H:80/t/b/../%61) with 200 "
	    "['\"2\"'|'\"1\"']");
	judged("PROPFIND: /\nmust: {responses: {/: {4xx: null}}}", listing,
	    "must body 2:179: a property of / (/t/) has 404 "
	    "[none with 4xx|{urn:davproof:x}none]");
}

static void
test_proppatch_refused_as_a_whole(void **state)
{
	const char *body = MULTI OPEN STATUS("/t/a/f", "423 Locked") CLOSE;

	(void)state;
	judged("PROPPATCH: a/f\nset: {x:p: v, x:q: w}\nmust: {responses: "
	       "{a/f: {423: [x:p, x:q], 200: null}}}",
	    body, "");
	judged("PROPPATCH: a/f\nset: {x:p: v}\nmust: {responses: "
	       "{a/f: {403: [x:p]}}}",
	    body,
	    "must body: x:p is missing among the properties of a/f (/t/a/f) "
	    "with 403 [there|nothing]");
	/* Of a PROPFIND the status belongs into a propstat. */
	judged("PROPFIND: a/f\nprops: [x:p]\nmust: {responses: "
	       "{a/f: {404: [x:p]}}}",
	    MULTI OPEN STATUS("/t/a/f", "404 Not Found") CLOSE,
	    "must body: x:p is missing among the properties of a/f (/t/a/f) "
	    "with 404 [there|nothing]");
}

static void
test_response_error(void **state)
{
	(void)state;
	judged("DELETE: a/\nmust: {responses: {a/f: {status: 423, error: "
	       "{lock-token-submitted: a/}}, a/g: 423}}",
	    deletion, "");
	judged("DELETE: a/\nmust: {responses: {a/f: {error: "
	       "{lock-token-submitted: a/f}}, a/g: {error: "
	       "no-conflicting-lock}}}",
	    deletion,
	    "must body 2:108: lock-token-submitted of a/f (/t/a/f) does not "
	    "name the href [http://h/t/a/f|/t/a/]\n"
	    "must body 2:99: the condition no-conflicting-lock of "
	    "a/g (/t/a/g) is missing "
	    "[no-conflicting-lock|D:lock-token-submitted]");
}

static void
test_location(void **state)
{
	const char *body = MULTI OPEN
	    "<D:response><D:href>/t/a/f</D:href><D:status>HTTP/1.1 302 "
	    "Found</D:status>\n<D:location><D:href>\n/t/b </D:href>"
	    "</D:location></D:response>" CLOSE;

	(void)state;
	judged("PROPFIND: a/f\nmust: {responses: {a/f: {status: 302, location: "
	       "{href: b}}}}",
	    body, "");
	judged("PROPFIND: a/f\nmust: {responses: {a/f: {location: /t/c}}}",
	    body,
	    "must body 3:1: the location of a/f (/t/a/f) is not as expected "
	    "[\"/t/c\"|\"/t/b\"]");
	judged("PROPFIND: /\nmust: {responses: {/: {location: {}}}}", listing,
	    "must body 2:1: the location of / (/t/) is not as expected "
	    "[a value|nothing]");
}

static void
test_props(void **state)
{
	const char *lock = "HTTP/1.1 200 OK\n\n<D:prop xmlns:D=\"DAV:\" "
			   "xmlns:x=\"urn:davproof:x\"><x:p>v</x:p></D:prop>";

	(void)state;
	judged("PROPFIND: a/\nmust: {props: {getetag: '\"1\"', x:p: null}}",
	    listing, "");
	judged("PROPFIND: /\nmust: {props: {x:none: {}, getetag: {}}}", listing,
	    "must body: x:none is missing [a value|nothing]\n"
	    "must body: getetag is missing [a value|nothing]");
	judged("PROPFIND: /\nmust: {props: {resourcetype: null}}", listing,
	    "must body 2:53: resourcetype is there "
	    "[nothing|'<D:collection xmlns:D=\"DAV:\"/>']");
	judged("PROPFIND: a/f\nmust: {props: {x:p: v}}", listing,
	    "must body: the 207 has no response for the request's own "
	    "resource [http://h/t/a/f|none of 2 in D:multistatus]");
	judged("LOCK: a/f\nlock: exclusive\nmust: {props: {x:p: v}}", lock, "");
	judged("LOCK: a/f\nlock: exclusive\nmust: {props: {x:p: w}}", lock,
	    "must body 1:49: x:p is not as expected [\"w\"|\"v\"]");
	judged("LOCK: a/f\nlock: exclusive\nmust: {props: {x:p: w}}", OK,
	    "must status: the answer 200 shows no properties "
	    "[207, or a DAV:prop body|200 OK with no body]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_status),
	    cmocka_unit_test(test_absent),
	    cmocka_unit_test(test_missing_207),
	    cmocka_unit_test(test_only),
	    cmocka_unit_test(test_href_twice),
	    cmocka_unit_test(test_propstat_error),
	    cmocka_unit_test(test_several_hrefs),
	    cmocka_unit_test(test_forms_of_unicode),
	    cmocka_unit_test(test_many),
	    cmocka_unit_test(test_codes),
	    cmocka_unit_test(test_proppatch_refused_as_a_whole),
	    cmocka_unit_test(test_response_error),
	    cmocka_unit_test(test_location),
	    cmocka_unit_test(test_props),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
