#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <new>
#include <vector>

#include "icu_text.h"

struct derlius_breaker {
  UBreakIterator *iterator = nullptr;
  UText *text = nullptr;
  std::vector<int32_t> ends;

  ~derlius_breaker() {
    if (iterator) ubrk_close(iterator);
    if (text) utext_close(text);
  }
};

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
  UErrorCode status = U_ZERO_ERROR;
  breaker->text = utext_openUTF8(
      breaker->text, reinterpret_cast<const char *>(text), int64_t(length), &status);
  if (U_FAILURE(status)) return -1;
  ubrk_setUText(breaker->iterator, breaker->text, &status);
  if (U_FAILURE(status)) return -1;
  ubrk_first(breaker->iterator);
  for (int32_t end = ubrk_next(breaker->iterator); end != UBRK_DONE;
       end = ubrk_next(breaker->iterator))
    breaker->ends.push_back(end);
  // Segments must cover the text, or the words of a corpus would be lost unseen.
  if (breaker->ends.empty() || size_t(breaker->ends.back()) != length) return -1;
  *ends = breaker->ends.data();
  return ptrdiff_t(breaker->ends.size());
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

int derlius_is_digit(uint32_t scalar) { return u_charType(UChar32(scalar)) == U_DECIMAL_DIGIT_NUMBER; }

}  // extern "C"
