// SHA-256 through the system's libcrypto; plain C types only.
#ifndef DERLIUS_CCRYPTO_H
#define DERLIUS_CCRYPTO_H

#include <stddef.h>
#include <stdint.h>

typedef struct derlius_sha256 derlius_sha256;

// NULL when memory or the algorithm is missing.
derlius_sha256 *derlius_sha256_new(void);
// 1 on success.
int derlius_sha256_update(derlius_sha256 *hash, const uint8_t *bytes, size_t count);
// Writes 32 bytes; 1 on success. The hash can only be freed afterwards.
int derlius_sha256_finish(derlius_sha256 *hash, uint8_t *digest);
void derlius_sha256_free(derlius_sha256 *hash);

#endif
