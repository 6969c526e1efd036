/*
 * What every file may count on: attributes, countof(), the one way to give up,
 * and the list of functions that nobody may call.
 *
 * Knows nothing about HTTP, WebDAV, files or terminals. Every source file of
 * the project includes this header first, through its own header.
 */
#ifndef BASE_BASE_H
#define BASE_BASE_H

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define countof(a) (sizeof(a) / sizeof((a)[0]))

#define NORETURN __attribute__((noreturn))
#define PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define WARN_UNUSED __attribute__((warn_unused_result))

/*
 * Something without which the program cannot go on: no memory, a report that
 * cannot be written. Prints the message to standard error and exits with 2.
 * Never for a mistake in a case file, never for what a server does.
 */
NORETURN PRINTF(1, 2) void fatal(const char *fmt, ...);

/* As malloc, calloc and realloc, but they do not return without memory. */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *p, size_t size);
char *xstrdup(const char *s);

/* Unbounded, or silent about bad input: there is a better way to each. */
#pragma GCC poison strcpy strcat sprintf vsprintf strtok atoi atol strncpy
#pragma GCC poison strncat gets

#endif
