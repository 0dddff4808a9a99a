#include "icu_language.h"

#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

const char *derlius_icu_iso3(const char *tag) { return uloc_getISO3Language(tag); }

int32_t derlius_icu_language_name(const char *tag, char *name, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  UChar text[128];
  int32_t length = uloc_getDisplayLanguage(tag, "en", text, 128, &status);
  // A fallback means that ICU only gives the code back.
  if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING || length >= 128) return 0;
  int32_t written = 0;
  u_strToUTF8(name, capacity, &written, text, length, &status);
  if (U_FAILURE(status) || written >= capacity) return 0;
  name[written] = 0;
  return written;
}
