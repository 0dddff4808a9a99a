#include "icu_exemplars.h"

#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>

int32_t derlius_icu_exemplars(const char *tag, int32_t *bounds, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  char locale[ULOC_FULLNAME_CAPACITY];
  int32_t parsed = 0;
  uloc_forLanguageTag(tag, locale, sizeof locale, &parsed, &status);
  if (U_FAILURE(status) || parsed == 0) return 0;
  ULocaleData *data = ulocdata_open(locale, &status);
  // A language that CLDR does not have is given the root's letters, which say nothing.
  if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING) {
    if (data) ulocdata_close(data);
    return 0;
  }
  USet *letters = uset_openEmpty();
  USet *more = uset_openEmpty();
  ulocdata_getExemplarSet(data, letters, USET_ADD_CASE_MAPPINGS, ULOCDATA_ES_STANDARD, &status);
  ulocdata_getExemplarSet(data, more, USET_ADD_CASE_MAPPINGS, ULOCDATA_ES_AUXILIARY, &status);
  int32_t count = 0;
  if (U_SUCCESS(status)) {
    uset_addAll(letters, more);
    uset_removeAllStrings(letters);
    int32_t ranges = uset_getItemCount(letters);
    for (int32_t index = 0; index < ranges; index++) {
      UChar32 start, end;
      status = U_ZERO_ERROR;
      if (uset_getItem(letters, index, &start, &end, NULL, 0, &status) != 0) continue;
      if (count + 2 <= capacity) {
        bounds[count] = start;
        bounds[count + 1] = end;
      }
      count += 2;
    }
  }
  uset_close(letters);
  uset_close(more);
  ulocdata_close(data);
  return count;
}
