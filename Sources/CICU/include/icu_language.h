// Names and codes of languages through ICU; plain C types only.
#ifndef DERLIUS_ICU_LANGUAGE_H
#define DERLIUS_ICU_LANGUAGE_H

#include <stdint.h>

// The ISO 639-3 code of a tag such as "lt" or "lit_Latn", or "" where ICU knows none.
const char *derlius_icu_iso3(const char *tag);
// The English name of a tag's language as UTF-8, terminated; its length, or 0 where there is none.
int32_t derlius_icu_language_name(const char *tag, char *name, int32_t capacity);

#endif
