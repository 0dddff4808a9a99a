// The functions of the hash itself: those that look for providers and configuration take 2 MB and read files.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "CCrypto.h"

#include <openssl/sha.h>
#include <stdlib.h>

struct derlius_sha256 {
  SHA256_CTX context;
};

derlius_sha256 *derlius_sha256_new(void) {
  derlius_sha256 *hash = malloc(sizeof *hash);
  if (!hash) return NULL;
  if (SHA256_Init(&hash->context) != 1) {
    derlius_sha256_free(hash);
    return NULL;
  }
  return hash;
}

int derlius_sha256_update(derlius_sha256 *hash, const uint8_t *bytes, size_t count) {
  return SHA256_Update(&hash->context, bytes, count);
}

int derlius_sha256_finish(derlius_sha256 *hash, uint8_t *digest) {
  return SHA256_Final(digest, &hash->context) == 1;
}

void derlius_sha256_free(derlius_sha256 *hash) { free(hash); }
