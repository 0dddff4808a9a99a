// The alphabet of a language, by CLDR; plain C types only.
#ifndef DERLIUS_ICU_ALPHABET_H
#define DERLIUS_ICU_ALPHABET_H

#include <stdint.h>

// Writes the letters (General_Category L and M) of a language's standard exemplar set, rising, each followed by
// its capital, or by itself where it has none; at most `capacity` numbers. Gives how many there are, or 0 where
// CLDR knows no letters. The tag may have a code of two or three letters.
int32_t derlius_icu_alphabet(const char *tag, int32_t *letters, int32_t capacity);

#endif
