// Texts as they would be in capitals or without marks, by ICU. Plain C types only.
//
// Every text is valid UTF-8 of at most DERLIUS_ICU_LIMIT bytes. No object may be used by two threads at a time.
// Output belongs to the object and lives until its next call.
#ifndef DERLIUS_ICU_VARIANTS_H
#define DERLIUS_ICU_VARIANTS_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct derlius_variants derlius_variants;

derlius_variants *derlius_variants_new(void);
void derlius_variants_free(derlius_variants *variants);

// The full upper case of a text by the root locale: its length, or -1 where ICU failed.
ptrdiff_t derlius_variants_upper(
    derlius_variants *variants, const uint8_t *text, size_t length, const uint8_t **output);

// The text in NFD without scalars of General_Category Mn, in NFC: its length, or -1 where ICU failed.
ptrdiff_t derlius_variants_without_marks(
    derlius_variants *variants, const uint8_t *text, size_t length, const uint8_t **output);

#ifdef __cplusplus
}
#endif
#endif
