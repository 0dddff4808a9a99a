#include "icu_script.h"

#include <unicode/uscript.h>
#include <unicode/utf8.h>

void derlius_icu_count_scripts(const uint8_t *text, size_t length, uint64_t counts[DERLIUS_SCRIPTS]) {
  int32_t end = (int32_t)length;
  for (int32_t index = 0; index < end;) {
    UChar32 scalar;
    U8_NEXT(text, index, end, scalar);
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = scalar < 0 ? USCRIPT_UNKNOWN : uscript_getScript(scalar, &status);
    if (U_SUCCESS(status) && script >= 0 && script < DERLIUS_SCRIPTS) counts[script] += 1;
  }
}

const char *derlius_icu_script_name(int32_t script) {
  const char *name = uscript_getShortName((UScriptCode)script);
  return name ? name : "";
}
