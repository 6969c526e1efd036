#include "http/sockets.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "http/handle.h"

/* What is read away from a stale connection before it is given up on. */
#define DRAIN_MAX ((size_t)1024 * 1024)

static curl_socket_t
on_open(void *arg, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct sockets *s = arg;
	int fd = socket(to->family, to->socktype, to->protocol);

	(void)purpose;
	if (fd < 0)
		return CURL_SOCKET_BAD;
	(void)fcntl(fd, F_SETFD, FD_CLOEXEC);
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 4;
		s->fds = xrealloc(s->fds, s->cap * sizeof(*s->fds));
	}
	s->fds[s->n++] = fd;
	return fd;
}

static int
on_close(void *arg, curl_socket_t fd)
{
	struct sockets *s = arg;

	for (size_t i = 0; i < s->n; i++)
		if (s->fds[i] == fd) {
			s->fds[i] = s->fds[--s->n];
			break;
		}
	return close(fd);
}

void
sockets_attach(struct sockets *s, CURL *easy)
{
	easy_set(easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
	easy_set(easy, CURLOPT_OPENSOCKETDATA, s);
	easy_set(easy, CURLOPT_CLOSESOCKETFUNCTION, on_close);
	easy_set(easy, CURLOPT_CLOSESOCKETDATA, s);
}

/*
 * Empty and shut down, it looks closed by the server to libcurl, which then
 * forgets it.
 */
void
sockets_retire_if_stale(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};
	char block[4096];
	size_t drained = 0;
	ssize_t n;

	if (poll(&p, 1, 0) <= 0)
		return;
	while (drained < DRAIN_MAX &&
	       (n = recv(fd, block, sizeof(block), MSG_DONTWAIT)) > 0)
		drained += (size_t)n;
	shutdown(fd, SHUT_RDWR);
}

void
sockets_release(struct sockets *s)
{
	free(s->fds);
	*s = (struct sockets){0};
}
