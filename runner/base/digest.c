#include "base/digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>
#include <xxhash.h>

struct sha256 {
	EVP_MD_CTX *ctx;
};

struct sha256 *
sha256_new(void)
{
	struct sha256 *d = xcalloc(1, sizeof(*d));

	d->ctx = EVP_MD_CTX_new();
	if (d->ctx == NULL ||
	    EVP_DigestInit_ex(d->ctx, EVP_sha256(), NULL) != 1)
		fatal("SHA-256 is not to be had");
	return d;
}

void
sha256_add(struct sha256 *d, const void *p, size_t n)
{
	if (EVP_DigestUpdate(d->ctx, p, n) != 1)
		fatal("SHA-256 failed");
}

void
sha256_hex(const struct sha256 *d, char hex[SHA256_HEX])
{
	EVP_MD_CTX *copy = EVP_MD_CTX_new();
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	if (copy == NULL || EVP_MD_CTX_copy_ex(copy, d->ctx) != 1 ||
	    EVP_DigestFinal_ex(copy, md, &n) != 1)
		fatal("SHA-256 failed");
	EVP_MD_CTX_free(copy);
	for (unsigned i = 0; i < n && i < 32; i++)
		snprintf(hex + (size_t)i * 2, 3, "%02x", md[i]);
}

void
sha256_free(struct sha256 *d)
{
	if (d == NULL)
		return;
	EVP_MD_CTX_free(d->ctx);
	free(d);
}

void
sha256_of(struct str bytes, char hex[SHA256_HEX])
{
	struct sha256 *d = sha256_new();

	sha256_add(d, bytes.p, bytes.n);
	sha256_hex(d, hex);
	sha256_free(d);
}

void
md5_of(struct str bytes, char hex[MD5_HEX])
{
	unsigned char md[EVP_MAX_MD_SIZE];
	unsigned n = 0;

	if (EVP_Digest(bytes.p, bytes.n, md, &n, EVP_md5(), NULL) != 1)
		fatal("MD5 failed");
	for (unsigned i = 0; i < n && i < 16; i++)
		snprintf(hex + (size_t)i * 2, 3, "%02x", md[i]);
}

void
random_bytes(void *p, size_t n)
{
	if (RAND_bytes(p, (int)n) != 1)
		fatal("no random bytes are to be had");
}

struct hash128
hash128_of(struct str bytes)
{
	static uint64_t secret[XXH3_SECRET_SIZE_MIN / sizeof(uint64_t) + 1];
	static bool drawn;
	XXH128_hash_t h;

	if (!drawn) {
		random_bytes(secret, sizeof(secret));
		drawn = true;
	}
	h = XXH3_128bits_withSecret(
	    bytes.p, bytes.n, secret, sizeof(secret));
	return (struct hash128){h.low64, h.high64};
}
