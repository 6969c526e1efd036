/* The grammar of the If header (RFC 4918 section 10.4.2), row by row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/buf.h"
#include "refserver/ifheader.h"

/* The header as it was understood: tags, lists, conditions. */
static void
write_header(struct buf *b, const struct if_header *h)
{
	for (size_t i = 0; i < h->lists.n; i++) {
		const struct if_list *l = &h->lists.v[i];

		if (l->tag.p != NULL)
			buf_printf(b, "%.*s=", STRF(l->tag));
		buf_putc(b, '(');
		for (size_t k = 0; k < l->conditions.n; k++) {
			const struct if_condition *c = &l->conditions.v[k];

			buf_printf(b, "%s%s%s%.*s", k ? " " : "",
			    c->not ? "!" : "",
			    c->is_etag ? "E:" : "T:", STRF(c->value));
		}
		buf_putc(b, ')');
	}
}

static const struct {
	const char *header;
	const char *read; /* NULL: malformed */
} rows[] = {
    {"(<urn:x>)",				       "(T:urn:x)"		     },
    {"(<urn:x> [\"e\"])",			       "(T:urn:x E:\"e\")"	     },
    {"([W/\"e\"])",				     "(E:W/\"e\")"		 },
    {"(Not <DAV:no-lock>)",			     "(!T:DAV:no-lock)"	      },
    {"(not<DAV:no-lock>[\"e\"])",			  "(!T:DAV:no-lock E:\"e\")"},
    {" ( <urn:x> ) ( [ \"e\" ] ) ",			    "(T:urn:x)(E:\"e\")"	},
    {"</a> (<urn:x>) ([\"e\"]) <http://h/b> (<urn:y>)",
	"/a=(T:urn:x)/a=(E:\"e\")http://h/b=(T:urn:y)"				      },
    {"([\"a)b>\"])",				    "(E:\"a)b>\")"		   },
    {"",						NULL		      },
    {"()",					      NULL		      },
    {"(",					       NULL		      },
    {"(<urn:x>",					NULL		      },
    {"(<urn:x)",					NULL		      },
    {"<urn:x>",					 NULL		      },
    {"(<>)",					    NULL		      },
    {"(<no scheme>)",				   NULL			  },
    {"(<noscheme>)",				    NULL			 },
    {"(<1x:y>)",					NULL		      },
    {"([e])",					   NULL		      },
    {"([\"e])",					 NULL		      },
    {"[\"e\"]",					 NULL		      },
    {"(Not Not [\"e\"])",			       NULL		      },
    {"(Not)",					   NULL		      },
    {"(<urn:x>) x",				     NULL			},
    {"(<urn:x>) </a> (<urn:x>)",			 NULL			     },
    {"</a> </b> (<urn:x>)",			     NULL			},
    {"</a> (<urn:x>) </b>",			     NULL			},
    {"<a> (<urn:x>)",				   NULL			  },
    {"<//h/a> (<urn:x>)",			       NULL		      },
    {"</a#f> (<urn:x>)",				NULL			     },
    {"(<urn:x>), (<urn:y>)",			     NULL			 },
};

static void
test_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < countof(rows); i++) {
		struct arena a = {0};
		struct if_header h;
		struct buf b;
		bool ok = if_parse(&a, str_from(rows[i].header), &h);

		buf_init(&b, 4096);
		if (ok)
			write_header(&b, &h);
		else
			buf_puts(&b, "malformed");
		assert_string_equal(
		    b.p, rows[i].read ? rows[i].read : "malformed");
		buf_release(&b);
		arena_release(&a);
	}
}

/* No prefix of a header makes the parser read beyond it. */
static void
test_every_prefix(void **state)
{
	static const char text[] =
	    "<http://h/a> (Not <urn:x> [W/\"e\"]) ([\"f\"]) </b> (<urn:y>)";

	(void)state;
	for (size_t n = 0; n < sizeof(text); n++) {
		struct arena a = {0};
		struct if_header h;
		char *copy = xmalloc(n + 1);
		bool ok;

		memcpy(copy, text, n);
		ok = if_parse(&a, (struct str){copy, n}, &h);
		assert_true(!ok || copy[n - 1] == ')' || copy[n - 1] == ' ');
		free(copy);
		arena_release(&a);
	}
}

static void
test_etags(void **state)
{
	struct str weak = STR("W/\"a\""), strong = STR("\"a\"");

	(void)state;
	assert_true(etag_equal_weak(weak, strong));
	assert_true(etag_equal_strong(strong, strong));
	assert_false(etag_equal_strong(weak, weak));
	assert_false(etag_equal_weak(strong, STR("\"b\"")));
	assert_false(etag_equal_weak(STR_NONE, STR_NONE));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_every_prefix),
	    cmocka_unit_test(test_etags),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
