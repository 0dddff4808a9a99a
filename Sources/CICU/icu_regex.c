#include "icu_regex.h"

#include <unicode/uregex.h>
#include <unicode/utext.h>

// derlius_regex is never defined: a pointer to it is a URegularExpression.

derlius_regex *derlius_regex_new(const char *pattern, int64_t size, const char **status) {
  UErrorCode code = U_ZERO_ERROR;
  UText *text = utext_openUTF8(NULL, pattern, size, &code);
  UParseError where;
  URegularExpression *regex = uregex_openUText(text, 0, &where, &code);
  if (text != NULL) utext_close(text);
  if (U_FAILURE(code)) {
    *status = u_errorName(code);
    if (regex != NULL) uregex_close(regex);
    return NULL;
  }
  return (derlius_regex *)regex;
}

void derlius_regex_free(derlius_regex *regex) { uregex_close((URegularExpression *)regex); }

int64_t derlius_regex_matches(
    const derlius_regex *shared, const uint8_t *text, int64_t size, int64_t start, int64_t *bounds,
    int64_t capacity, int with_empty, int32_t stack_bytes, int32_t milliseconds,
    const char **status) {
  UErrorCode code = U_ZERO_ERROR;
  int64_t count = 0;
  int64_t last = start > 0 ? start : -1;
  URegularExpression *regex = uregex_clone((const URegularExpression *)shared, &code);
  UText *input = utext_openUTF8(NULL, (const char *)text, size, &code);
  uregex_setStackLimit(regex, stack_bytes, &code);
  uregex_setTimeLimit(regex, milliseconds, &code);
  uregex_setUText(regex, input, &code);
  if (U_SUCCESS(code) && uregex_find64(regex, start, &code)) {
    do {
      int64_t from = uregex_start64(regex, 0, &code);
      int64_t to = uregex_end64(regex, 0, &code);
      if (U_FAILURE(code)) break;
      // An empty match where the last match ends is none: Oniguruma's callers have it so.
      if (to > from || (with_empty && to != last)) {
        last = to;
        bounds[2 * count] = from;
        bounds[2 * count + 1] = to;
        count++;
      }
    } while (count < capacity && uregex_findNext(regex, &code));
  }
  if (regex != NULL) uregex_close(regex);
  if (input != NULL) utext_close(input);
  if (U_FAILURE(code)) {
    *status = u_errorName(code);
    return -1;
  }
  return count;
}
