#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <new>
#include <vector>

#include "icu_text.h"

// ICU is given UTF-16. Over UTF-8 (utext_openUTF8) its dictionaries cut 7 of 997 Khmer and 11 of 997
// Burmese lines differently, by where the text's inner chunks end.
struct derlius_breaker {
  UBreakIterator *iterator = nullptr;
  std::vector<UChar> units;
  std::vector<int32_t> ends;

  ~derlius_breaker() {
    if (iterator) ubrk_close(iterator);
  }
};

namespace {

/// Writes valid UTF-8 as UTF-16 and gives the number of units.
int32_t widen(const uint8_t *text, int32_t length, std::vector<UChar> &units) {
  if (units.size() < size_t(length)) units.resize(size_t(length));
  UChar *to = units.data();
  int32_t count = 0;
  for (int32_t index = 0; index < length;) {
    UChar32 scalar;
    U8_NEXT_OR_FFFD(text, index, length, scalar);
    U16_APPEND_UNSAFE(to, count, scalar);
  }
  return count;
}

/// The bytes of UTF-8 that a unit stands for; a pair's four are counted two and two.
int32_t byte_count(UChar unit) {
  if (unit < 0x80) return 1;
  return unit < 0x800 || U16_IS_SURROGATE(unit) ? 2 : 3;
}

/// Whether a unit between two equal ones is within one segment.
bool is_inside(UBreakIterator *iterator, UChar outer, UChar unit, UErrorCode &status) {
  const UChar text[3] = {outer, unit, outer};
  ubrk_setText(iterator, text, 3, &status);
  ubrk_first(iterator);
  return ubrk_next(iterator) == 3;
}

}  // namespace

extern "C" {

derlius_breaker *derlius_breaker_new(derlius_break kind, const char *locale) {
  derlius_breaker *result = new (std::nothrow) derlius_breaker;
  if (!result) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  result->iterator = ubrk_open(
      kind == DERLIUS_BREAK_WORDS ? UBRK_WORD : UBRK_SENTENCE, locale, nullptr, 0, &status);
  if (U_FAILURE(status) || !result->iterator) {
    delete result;
    return nullptr;
  }
  return result;
}

void derlius_breaker_free(derlius_breaker *breaker) { delete breaker; }

ptrdiff_t derlius_breaker_apply(
    derlius_breaker *breaker, const uint8_t *text, size_t length, const int32_t **ends) {
  if (length > DERLIUS_ICU_LIMIT) return -1;
  breaker->ends.clear();
  if (length == 0) return 0;
  int32_t units = widen(text, int32_t(length), breaker->units);
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(breaker->iterator, breaker->units.data(), units, &status);
  if (U_FAILURE(status)) return -1;
  int32_t unit = 0, offset = 0;
  ubrk_first(breaker->iterator);
  for (int32_t end = ubrk_next(breaker->iterator); end != UBRK_DONE;
       end = ubrk_next(breaker->iterator)) {
    for (; unit < end; unit++) offset += byte_count(breaker->units[size_t(unit)]);
    breaker->ends.push_back(offset);
  }
  // Segments must cover the text, or the words of a corpus would be lost unseen.
  if (breaker->ends.empty() || size_t(breaker->ends.back()) != length) return -1;
  *ends = breaker->ends.data();
  return ptrdiff_t(breaker->ends.size());
}

int derlius_word_classes(uint8_t *classes, uint32_t count) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(UBRK_WORD, "", nullptr, 0, &status);
  if (U_FAILURE(status)) return -1;
  for (uint32_t scalar = 0; scalar < count; scalar++) {
    int found = DERLIUS_WORD_FOREIGN;
    switch (u_getIntPropertyValue(UChar32(scalar), UCHAR_WORD_BREAK)) {
      case U_WB_OTHER:
      case U_WB_DOUBLE_QUOTE:
        // ICU's rules join @, which the property does not.
        if (!is_inside(iterator, 'a', UChar(scalar), status)) found = DERLIUS_WORD_OTHER;
        break;
      case U_WB_ALETTER: found = DERLIUS_WORD_LETTER; break;
      case U_WB_NUMERIC: found = DERLIUS_WORD_NUMBER; break;
      case U_WB_EXTENDNUMLET: found = DERLIUS_WORD_JOINER; break;
      case U_WB_WSEGSPACE: found = DERLIUS_WORD_SPACE; break;
      case U_WB_CR: found = DERLIUS_WORD_CR; break;
      case U_WB_LF: found = DERLIUS_WORD_LF; break;
      case U_WB_NEWLINE: found = DERLIUS_WORD_NEWLINE; break;
      case U_WB_EXTEND:
      case U_WB_FORMAT:
      case U_WB_ZWJ: found = DERLIUS_WORD_EXTENDER; break;
      case U_WB_MIDLETTER:
      case U_WB_MIDNUM:
      case U_WB_MIDNUMLET:
      case U_WB_SINGLE_QUOTE: {
        // ICU's root rules differ from the property on some (the colon): the rules are asked.
        bool letters = is_inside(iterator, 'a', UChar(scalar), status);
        bool digits = is_inside(iterator, '1', UChar(scalar), status);
        found = letters && digits ? DERLIUS_WORD_MIDDLE
                : letters         ? DERLIUS_WORD_MIDDLE_OF_LETTERS
                : digits          ? DERLIUS_WORD_MIDDLE_OF_NUMBERS
                                  : DERLIUS_WORD_OTHER;
        break;
      }
    }
    if (u_getIntPropertyValue(UChar32(scalar), UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT ||
        u_hasBinaryProperty(UChar32(scalar), UCHAR_EXTENDED_PICTOGRAPHIC) ||
        scalar >= 0x2E80)  // radicals, which the dictionary of Chinese and Japanese takes
      found = DERLIUS_WORD_FOREIGN;
    uint32_t category = U_GET_GC_MASK(UChar32(scalar));
    if (category & U_GC_L_MASK) found |= DERLIUS_WORD_HAS_LETTER;
    if (category & U_GC_ND_MASK) found |= DERLIUS_WORD_HAS_DIGIT;
    if (!u_isUWhiteSpace(UChar32(scalar))) found |= DERLIUS_WORD_IS_VISIBLE;
    classes[scalar] = uint8_t(found);
  }
  ubrk_close(iterator);
  return U_FAILURE(status) ? -1 : 0;
}

int derlius_content(const uint8_t *text, size_t length) {
  int content = 0;
  int32_t size = int32_t(length);
  for (int32_t index = 0; index < size;) {
    UChar32 scalar;
    U8_NEXT(text, index, size, scalar);
    if (scalar < 0) continue;
    uint32_t category = U_GET_GC_MASK(scalar);
    if (category & U_GC_L_MASK) content |= DERLIUS_HAS_LETTER;
    if (category & U_GC_ND_MASK) content |= DERLIUS_HAS_DIGIT;
    if (content == (DERLIUS_HAS_LETTER | DERLIUS_HAS_DIGIT)) break;
  }
  return content;
}

}  // extern "C"
