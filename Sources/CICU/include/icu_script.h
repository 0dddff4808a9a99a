// The scripts of text through ICU; plain C types only.
#ifndef DERLIUS_ICU_SCRIPT_H
#define DERLIUS_ICU_SCRIPT_H

#include <stddef.h>
#include <stdint.h>

// Room for all scripts that ICU knows.
enum { DERLIUS_SCRIPTS = 256 };

// Adds the scalars of valid UTF-8 of at most 1 GiB to the counts of their scripts.
void derlius_icu_count_scripts(const uint8_t *text, size_t length, uint64_t counts[DERLIUS_SCRIPTS]);
// The ISO 15924 code of a script by its place in the counts, such as "Latn", or "" for none.
const char *derlius_icu_script_name(int32_t script);

#endif
