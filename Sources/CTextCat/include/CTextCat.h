// Guesses of a text's language by libexttextcat; plain C types only.
#ifndef DERLIUS_TEXTCAT_H
#define DERLIUS_TEXTCAT_H

#include <stddef.h>
#include <stdint.h>

typedef struct derlius_textcat derlius_textcat;

// A classifier with the fingerprints that a list names, or NULL where it cannot be read. Used by one thread.
derlius_textcat *derlius_textcat_new(const char *list, const char *folder);
void derlius_textcat_free(derlius_textcat *classifier);

// The names of the languages that a text may be in, each in brackets, best first; "UNKNOWN" or "SHORT". Lives
// until the next call.
const char *derlius_textcat_classify(
    derlius_textcat *classifier, const uint8_t *text, size_t length);

// The library's version.
const char *derlius_textcat_version(void);

#endif
