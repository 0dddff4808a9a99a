// The letters that a language is written with, by CLDR; plain C types only.
#ifndef DERLIUS_ICU_EXEMPLARS_H
#define DERLIUS_ICU_EXEMPLARS_H

#include <stdint.h>

// Writes the letters of a language as ranges of scalars, start and end in turn, both cases, standard and
// auxiliary ones; at most `capacity` numbers. Gives how many there are, or 0 where CLDR knows no letters.
int32_t derlius_icu_exemplars(const char *tag, int32_t *bounds, int32_t capacity);

#endif
