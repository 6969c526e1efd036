/*
 * SHA-256 of what is compared or certified, a keyed 128-bit hash for tables
 * whose keys a server chooses, and the MD5 of HTTP's Digest.
 */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/str.h"

#define SHA256_HEX 65 /* 64 digits and NUL */

struct sha256; /* a running digest */

struct sha256 *sha256_new(void);
void sha256_add(struct sha256 *d, const void *p, size_t n);
/* Lower-case digits of what was added so far; the digest can go on. */
void sha256_hex(const struct sha256 *d, char hex[SHA256_HEX]);
void sha256_free(struct sha256 *d); /* NULL is allowed */

void sha256_of(struct str bytes, char hex[SHA256_HEX]);

/* What RFC 7616 asks for; nothing else should. */
#define MD5_HEX 33
void md5_of(struct str bytes, char hex[MD5_HEX]);

/* Under a secret drawn once a process: nobody can aim at a collision. */
struct hash128 {
	uint64_t lo, hi;
};
struct hash128 hash128_of(struct str bytes);

/* n bytes that cannot be guessed. */
void random_bytes(void *p, size_t n);

#endif
