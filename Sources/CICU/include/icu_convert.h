// Text in other encodings, to UTF-8, by ICU's converters. Plain C types only.
#ifndef DERLIUS_ICU_CONVERT_H
#define DERLIUS_ICU_CONVERT_H

#include <stddef.h>
#include <stdint.h>

typedef struct derlius_converter derlius_converter;

// A converter from the encoding of a name or alias such as "windows-1257"; NULL where ICU knows none. Owned
// by one thread.
derlius_converter *derlius_converter_new(const char *name);
void derlius_converter_free(derlius_converter *converter);

// ICU's own name of the encoding, a constant.
const char *derlius_converter_name(const derlius_converter *converter);

typedef enum {
  // All input is used, or the output is full.
  DERLIUS_CONVERTED = 0,
  // A sequence of bytes before `used` is not valid in the encoding; `invalid` says how many.
  DERLIUS_CONVERTED_INVALID = 1,
  // ICU failed for another reason.
  DERLIUS_CONVERTED_FAILED = 2,
} derlius_converted;

// Converts input to valid UTF-8. `used`, `written` and `invalid` get the numbers of bytes. The room must be at
// least 4. `is_last` says that no input follows: an unfinished sequence is then invalid. Where all input is used
// and nothing is written, the call is done.
derlius_converted derlius_converter_apply(
    derlius_converter *converter, const uint8_t *input, size_t input_length, size_t *used,
    uint8_t *output, size_t room, size_t *written, size_t *invalid, int is_last);

#endif
