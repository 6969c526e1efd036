/* The server on its port: started, asked over a socket, stopped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "refserver/server.h"

/* All that comes back until the server closes, or nothing in five seconds. */
static void
ask(unsigned port, const char *request, char *out, size_t size)
{
	struct sockaddr_in addr = {
	    .sin_family = AF_INET,
	    .sin_port = htons((uint16_t)port),
	    .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	struct timeval limit = {.tv_sec = 5};
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	size_t n = 0, left = strlen(request);
	ssize_t got = 1;

	assert_true(fd >= 0);
	assert_int_equal(
	    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)), 0);
	assert_int_equal(
	    connect(fd, (struct sockaddr *)&addr, sizeof(addr)), 0);
	assert_int_equal(send(fd, request, left, 0), left);
	while (got > 0 && n + 1 < size) {
		got = recv(fd, out + n, size - 1 - n, 0);
		n += got > 0 ? (size_t)got : 0;
	}
	out[n] = '\0';
	close(fd);
}

static const struct {
	const char *request;
	const char *begins; /* the answer */
	const char *has;
	const char *lacks;
} rows[] = {
    {"GET / HTTP/1.1\r\n\r\n",					  "HTTP/1.1 400", NULL,			     NULL		 },
    {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n",			 "HTTP/1.1 400", NULL,			       NULL		   },
    {"PUT /a%2Fb HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n"
     "Connection: close\r\n\r\none",			       "HTTP/1.1 201", "ETag: \"",		    NULL		},
    {"GET /a/b HTTP/1.1\r\nHost: a\r\n",				 "HTTP/1.1 404", "\r\nDate: ",		       NULL		   },
    {"GET http://a/a%2fb HTTP/1.1\r\nHost: x\r\n",			   "HTTP/1.1 200",
	"\r\n\r\none",												  NULL		   },
    {"HEAD /a%2Fb HTTP/1.1\r\nHost: a\r\n",				    "HTTP/1.1 200", "Content-Length: 3",
	"one"															   },
    {"GET /a%2Fb HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n",	       "HTTP/1.1 304",
	"Content-Length: 3",											    "one"		  },
    {"PUT /a%2Fb HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
     "Connection: close\r\n\r\n3\r\ntwo\r\n2\r\nxy\r\n0\r\n\r\n",	"HTTP/1.1 204", NULL,			      "Content-Length"},
    {"PUT /a%2Fb HTTP/1.1\r\nHost: a\r\nContent-Length: 300000000\r\n",
	"HTTP/1.1 413",								    NULL,			      NULL		  },
    {"DELETE /a%2Fb#x HTTP/1.1\r\nHost: a\r\n",				"HTTP/1.1 400", NULL,			      NULL		  },
    {"GET /a%2Fb HTTP/1.1\r\nHost: a\r\nAuthorization: Basic "
     "Zmlyc3Q6Zmlyc3Q=\r\n",				       "HTTP/1.1 200", "twoxy",			 NULL	     },
    {"GET /a%2Fb HTTP/1.1\r\nHost: a\r\nAuthorization: Basic "
     "Zmlyc3Q6eA==\r\n",					   "HTTP/1.1 401", "WWW-Authenticate: Digest ", "Basic"	    },
    {"GET /a%2Fb HTTP/1.1\r\nHost: a\r\nAuthorization: Digest "
     "username=\"first\", realm=\"davproof\", uri=\"/a%2Fb\", qop=auth, "
     "nonce=\"1-0123\", nc=00000001, cnonce=\"x\", "
     "response=\"25f4adc4a48c209edb72aa5afb22b96e\"\r\n",
	"HTTP/1.1 401", "stale=true", NULL},
    {"GET /a%2Fb HTTP/1.1\r\nHost: a\r\nAuthorization: Digest "
     "username=\"first\", realm=\"davproof\", uri=\"/a%2Fb\", qop=auth, "
     "nonce=\"1-0123\", nc=00000001, cnonce=\"y\", "
     "response=\"25f4adc4a48c209edb72aa5afb22b96e\"\r\n",
	"HTTP/1.1 401", "WWW-Authenticate: Digest ", "stale"},
    {"GET /a%2Fb HTTP/1.1\r\nHost: a\r\nAuthorization: Digest x,=\"\r\n",
	"HTTP/1.1 401", NULL, "stale"},
    {"GET /a%2Fb HTTP/1.1\r\nHost: a\r\nAuthorization: Foo\r\n",	 "HTTP/1.1 401",
	NULL,													   NULL		  },
};

static void
test_rows(void **state)
{
	struct refserver_config config = {.port = 0};
	struct refserver *s;
	char answer[8192], whole[1024];
	struct buf why;

	(void)state;
	buf_init(&why, 1000);
	s = refserver_new(&config, &why);
	assert_non_null(s);
	assert_int_not_equal(refserver_port(s), 0);
	for (size_t i = 0; i < countof(rows); i++) {
		/* A request that says nothing of it ends the connection. */
		snprintf(whole, sizeof(whole), "%s%s", rows[i].request,
		    strstr(rows[i].request, "\r\n\r\n")
			? ""
			: "Connection: close\r\n\r\n");
		ask(refserver_port(s), whole, answer, sizeof(answer));
		if (strncmp(answer, rows[i].begins, strlen(rows[i].begins)) !=
		    0)
			print_error("%s:\n%s\n", rows[i].request, answer);
		assert_memory_equal(
		    answer, rows[i].begins, strlen(rows[i].begins));
		if (rows[i].has != NULL)
			assert_non_null(strstr(answer, rows[i].has));
		if (rows[i].lacks != NULL)
			assert_null(strstr(answer, rows[i].lacks));
	}
	refserver_free(s);
	buf_release(&why);
}

static void
test_two_at_a_port(void **state)
{
	struct refserver_config config = {.port = 0};
	struct refserver *s, *t;
	struct buf why;

	(void)state;
	buf_init(&why, 1000);
	s = refserver_new(&config, &why);
	assert_non_null(s);
	config.port = refserver_port(s);
	t = refserver_new(&config, &why);
	assert_null(t);
	assert_true(why.n > 0);
	assert_non_null(strstr(refserver_url(s), "http://127.0.0.1:"));
	refserver_free(s);
	refserver_free(NULL);
	buf_release(&why);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_two_at_a_port),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
