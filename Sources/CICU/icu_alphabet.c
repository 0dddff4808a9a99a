#include "icu_alphabet.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>

// The shortest code that ICU files a language under: `lit` is `lt`.
static const char *short_code(const char *code) {
  for (const char *const *known = uloc_getISOLanguages(); *known; known++)
    if (strcmp(uloc_getISO3Language(*known), code) == 0) return *known;
  return code;
}

static ULocaleData *open_data(const char *tag) {
  UErrorCode status = U_ZERO_ERROR;
  char locale[ULOC_FULLNAME_CAPACITY], language[ULOC_LANG_CAPACITY], script[ULOC_SCRIPT_CAPACITY];
  char name[ULOC_FULLNAME_CAPACITY];
  int32_t parsed = 0;
  uloc_forLanguageTag(tag, locale, sizeof locale, &parsed, &status);
  if (U_FAILURE(status) || parsed == 0) return NULL;
  uloc_getLanguage(locale, language, sizeof language, &status);
  uloc_getScript(locale, script, sizeof script, &status);
  if (U_FAILURE(status)) return NULL;
  strcpy(name, short_code(language));
  if (script[0]) {
    strcat(name, "_");
    strcat(name, script);
  }
  ULocaleData *data = ulocdata_open(name, &status);
  // A language that CLDR does not have is given the root's letters, which say nothing; a script that is its usual
  // one has no data of its own.
  if (U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING) return data;
  if (data) ulocdata_close(data);
  if (!script[0]) return NULL;
  status = U_ZERO_ERROR;
  data = ulocdata_open(short_code(language), &status);
  if (U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING) return data;
  if (data) ulocdata_close(data);
  return NULL;
}

int32_t derlius_icu_alphabet(const char *tag, int32_t *letters, int32_t capacity) {
  ULocaleData *data = open_data(tag);
  if (!data) return 0;
  UErrorCode status = U_ZERO_ERROR;
  USet *set = uset_openEmpty();
  ulocdata_getExemplarSet(data, set, 0, ULOCDATA_ES_STANDARD, &status);
  int32_t count = 0;
  if (U_SUCCESS(status)) {
    uset_removeAllStrings(set);
    int32_t ranges = uset_getItemCount(set);
    for (int32_t index = 0; index < ranges; index++) {
      UChar32 start, end;
      status = U_ZERO_ERROR;
      if (uset_getItem(set, index, &start, &end, NULL, 0, &status) != 0) continue;
      for (UChar32 letter = start; letter <= end; letter++) {
        if (!(U_GET_GC_MASK(letter) & (U_GC_L_MASK | U_GC_M_MASK))) continue;
        if (count + 2 <= capacity) {
          letters[count] = letter;
          letters[count + 1] = u_toupper(letter);
        }
        count += 2;
      }
    }
  }
  uset_close(set);
  ulocdata_close(data);
  return count;
}
