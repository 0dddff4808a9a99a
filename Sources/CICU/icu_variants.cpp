#include "icu_variants.h"

#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <new>
#include <string>

#include "icu_marks.h"
#include "icu_text.h"

struct derlius_variants {
  std::string sorted, decomposed, plain, output;
};

namespace {

icu::StringPiece piece_of(const uint8_t *text, size_t length) {
  return icu::StringPiece(reinterpret_cast<const char *>(text), int32_t(length));
}

ptrdiff_t give(const std::string &text, UErrorCode status, const uint8_t **output) {
  if (U_FAILURE(status) || text.size() > INT32_MAX) return -1;
  *output = reinterpret_cast<const uint8_t *>(text.data());
  return ptrdiff_t(text.size());
}

}  // namespace

extern "C" {

derlius_variants *derlius_variants_new(void) { return new (std::nothrow) derlius_variants; }

void derlius_variants_free(derlius_variants *variants) { delete variants; }

ptrdiff_t derlius_variants_upper(
    derlius_variants *variants, const uint8_t *text, size_t length, const uint8_t **output) {
  if (length > DERLIUS_ICU_LIMIT) return -1;
  UErrorCode status = U_ZERO_ERROR;
  variants->output.clear();
  icu::StringByteSink<std::string> sink(&variants->output, int32_t(length));
  icu::CaseMap::utf8ToUpper("", 0, piece_of(text, length), sink, nullptr, status);
  return give(variants->output, status, output);
}

ptrdiff_t derlius_variants_without_marks(
    derlius_variants *variants, const uint8_t *text, size_t length, const uint8_t **output) {
  if (length > DERLIUS_ICU_LIMIT) return -1;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *nfd = icu::Normalizer2::getNFDInstance(status);
  const icu::Normalizer2 *nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status) || !nfd || !nfc) return -1;
  icu::StringPiece piece = piece_of(text, length);
  // Before ICU, which sorts marks by insertion.
  if (derlius_sort_long_runs(*nfd, piece, variants->sorted)) {
    if (variants->sorted.size() > INT32_MAX) return -1;
    piece = icu::StringPiece(variants->sorted.data(), int32_t(variants->sorted.size()));
  }
  variants->decomposed.clear();
  icu::StringByteSink<std::string> decomposed(&variants->decomposed, piece.size());
  nfd->normalizeUTF8(0, piece, decomposed, nullptr, status);
  if (U_FAILURE(status) || variants->decomposed.size() > INT32_MAX) return -1;
  variants->plain.clear();
  const char *bytes = variants->decomposed.data();
  int32_t size = int32_t(variants->decomposed.size());
  for (int32_t index = 0; index < size;) {
    int32_t start = index;
    UChar32 scalar;
    U8_NEXT(bytes, index, size, scalar);
    if (u_charType(scalar) != U_NON_SPACING_MARK)
      variants->plain.append(bytes + start, size_t(index - start));
  }
  variants->output.clear();
  icu::StringByteSink<std::string> sink(&variants->output, int32_t(variants->plain.size()));
  nfc->normalizeUTF8(
      0, icu::StringPiece(variants->plain.data(), int32_t(variants->plain.size())), sink, nullptr,
      status);
  return give(variants->output, status, output);
}

}  // extern "C"
