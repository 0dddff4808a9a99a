#include "icu_convert.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/utf16.h>

// UTF-16 on the way from the encoding to UTF-8.
enum { PIVOT = 4096 };

struct derlius_converter {
  UConverter *converter;
  const char *name;
  UChar pivot[PIVOT];
  int start, end;
  // What was found to be invalid, to be told when the pivot is written out.
  size_t invalid;
};

derlius_converter *derlius_converter_new(const char *name) {
  // ICU takes "" and NULL for the platform's default.
  if (!name[0]) return NULL;
  UErrorCode status = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(name, &status);
  if (U_FAILURE(status)) return NULL;
  ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
  const char *found = ucnv_getName(converter, &status);
  derlius_converter *self = U_SUCCESS(status) ? calloc(1, sizeof *self) : NULL;
  if (!self) {
    ucnv_close(converter);
    return NULL;
  }
  self->converter = converter;
  self->name = found;
  return self;
}

void derlius_converter_free(derlius_converter *self) {
  if (!self) return;
  ucnv_close(self->converter);
  free(self);
}

const char *derlius_converter_name(const derlius_converter *self) { return self->name; }

enum { PIVOT_WRITTEN, PIVOT_FULL, PIVOT_LONE };

// Writes the pivot out as far as there is room; a lead surrogate at its end waits for its trail, one without its
// partner (UTF-7 can write that) is passed over.
static int write_pivot(
    derlius_converter *self, uint8_t *output, size_t room, size_t *written, int is_end) {
  while (self->start < self->end) {
    UChar32 scalar = self->pivot[self->start];
    int units = 1;
    if (U16_IS_SURROGATE(scalar)) {
      int is_last = self->start + 1 == self->end;
      if (U16_IS_LEAD(scalar) && is_last && !is_end) break;
      if (!U16_IS_LEAD(scalar) || is_last || !U16_IS_TRAIL(self->pivot[self->start + 1])) {
        self->start++;
        return PIVOT_LONE;
      }
      scalar = U16_GET_SUPPLEMENTARY(scalar, self->pivot[self->start + 1]);
      units = 2;
    }
    if (room - *written < (size_t)U8_LENGTH(scalar)) return PIVOT_FULL;
    U8_APPEND_UNSAFE(output, *written, scalar);
    self->start += units;
  }
  return PIVOT_WRITTEN;
}

derlius_converted derlius_converter_apply(
    derlius_converter *self, const uint8_t *input, size_t input_length, size_t *used,
    uint8_t *output, size_t room, size_t *written, size_t *invalid, int is_last) {
  const char *source = (const char *)input;
  const char *source_end = source + input_length;
  int is_end = 0;
  *written = 0;
  *invalid = 0;
  for (;;) {
    int state = write_pivot(self, output, room, written, is_end);
    *used = (size_t)(source - (const char *)input);
    if (state == PIVOT_FULL) return DERLIUS_CONVERTED;
    if (state == PIVOT_LONE || self->invalid) {
      *invalid = state == PIVOT_LONE ? 1 : self->invalid;
      if (state != PIVOT_LONE) self->invalid = 0;
      return DERLIUS_CONVERTED_INVALID;
    }
    if (is_end) return DERLIUS_CONVERTED;
    // At most one unit, a lead surrogate, is left.
    int kept = self->end - self->start;
    memmove(self->pivot, self->pivot + self->start, (size_t)kept * sizeof(UChar));
    UChar *target = self->pivot + kept;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_toUnicode(
        self->converter, &target, self->pivot + PIVOT, &source, source_end, NULL, (UBool)is_last,
        &status);
    self->start = 0;
    self->end = (int)(target - self->pivot);
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_SUCCESS(status)) {
      if (self->end > kept) continue;
      if (!is_last || source < source_end) {
        *used = (size_t)(source - (const char *)input);
        return DERLIUS_CONVERTED;
      }
      is_end = 1;
      continue;
    }
    if (status != U_INVALID_CHAR_FOUND && status != U_ILLEGAL_CHAR_FOUND &&
        status != U_TRUNCATED_CHAR_FOUND && status != U_ILLEGAL_ESCAPE_SEQUENCE &&
        status != U_UNSUPPORTED_ESCAPE_SEQUENCE)
      return DERLIUS_CONVERTED_FAILED;
    char bytes[32];
    int8_t count = sizeof bytes;
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(self->converter, bytes, &count, &ignored);
    self->invalid = U_SUCCESS(ignored) && count > 0 ? (size_t)count : 1;
  }
}
