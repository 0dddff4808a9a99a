#include "CCrypto.h"

#include <openssl/evp.h>
#include <stdlib.h>

struct derlius_sha256 {
  EVP_MD_CTX *context;
};

derlius_sha256 *derlius_sha256_new(void) {
  derlius_sha256 *hash = malloc(sizeof *hash);
  if (!hash) return NULL;
  hash->context = EVP_MD_CTX_new();
  if (!hash->context || EVP_DigestInit_ex(hash->context, EVP_sha256(), NULL) != 1) {
    derlius_sha256_free(hash);
    return NULL;
  }
  return hash;
}

int derlius_sha256_update(derlius_sha256 *hash, const uint8_t *bytes, size_t count) {
  return EVP_DigestUpdate(hash->context, bytes, count);
}

int derlius_sha256_finish(derlius_sha256 *hash, uint8_t *digest) {
  unsigned int length = 0;
  return EVP_DigestFinal_ex(hash->context, digest, &length) == 1 && length == 32;
}

void derlius_sha256_free(derlius_sha256 *hash) {
  if (!hash) return;
  EVP_MD_CTX_free(hash->context);
  free(hash);
}
