#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/utf8.h>
#include <unicode/uversion.h>

#include <cstring>
#include <new>
#include <string>
#include <vector>

#include "icu_marks.h"
#include "icu_text.h"

namespace {

const icu::Normalizer2 *normalizer_for(derlius_form form, UErrorCode &status) {
  switch (form) {
    case DERLIUS_FORM_NFC: return icu::Normalizer2::getNFCInstance(status);
    case DERLIUS_FORM_NFD: return icu::Normalizer2::getNFDInstance(status);
    case DERLIUS_FORM_NFKC: return icu::Normalizer2::getNFKCInstance(status);
    case DERLIUS_FORM_NFKD: return icu::Normalizer2::getNFKDInstance(status);
    default: return nullptr;
  }
}

}  // namespace

struct derlius_normalizer {
  derlius_case letter_case = DERLIUS_CASE_KEPT;
  std::string locale;
  std::string sorted, normal, mapped;
  icu::Edits edits;
  std::vector<int32_t> changes;
};

extern "C" {

const char *derlius_icu_version(void) {
  static char text[U_MAX_VERSION_STRING_LENGTH];
  static const bool ready = [] {
    UVersionInfo version;
    u_getVersion(version);
    u_versionToString(version, text);
    return true;
  }();
  return ready ? text : "";
}

const char *derlius_icu_unicode_version(void) {
  static char text[U_MAX_VERSION_STRING_LENGTH];
  static const bool ready = [] {
    UVersionInfo version;
    u_getUnicodeVersion(version);
    u_versionToString(version, text);
    return true;
  }();
  return ready ? text : "";
}

int derlius_form_block(derlius_form form, uint32_t block, uint64_t *passing, uint64_t *starting) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *instance = normalizer_for(form, status);
  if (U_FAILURE(status) || !instance) return -1;
  *passing = *starting = 0;
  for (uint32_t bit = 0; bit < 64; bit++) {
    UChar32 scalar = UChar32(block * 64 + bit);
    if (U_IS_SURROGATE(scalar) || !instance->hasBoundaryBefore(scalar)) continue;
    *starting |= uint64_t(1) << bit;
    char bytes[U8_MAX_LENGTH];
    int32_t count = 0;
    U8_APPEND_UNSAFE(bytes, count, scalar);
    if (instance->isNormalizedUTF8(icu::StringPiece(bytes, count), status))
      *passing |= uint64_t(1) << bit;
  }
  return U_FAILURE(status) ? -1 : 0;
}

derlius_normalizer *derlius_normalizer_new(derlius_case letter_case, const char *locale) {
  derlius_normalizer *result = new (std::nothrow) derlius_normalizer;
  if (!result) return nullptr;
  result->letter_case = letter_case;
  result->locale = locale;
  return result;
}

void derlius_normalizer_free(derlius_normalizer *normalizer) { delete normalizer; }

ptrdiff_t derlius_normalizer_form(
    derlius_normalizer *normalizer, derlius_form form, const uint8_t *text, size_t length,
    const uint8_t **output) {
  if (length > DERLIUS_ICU_LIMIT) return -1;
  UErrorCode status = U_ZERO_ERROR;
  bool is_compatible = form == DERLIUS_FORM_NFKC || form == DERLIUS_FORM_NFKD;
  const icu::Normalizer2 *instance = normalizer_for(form, status);
  const icu::Normalizer2 *decomposer =
      normalizer_for(is_compatible ? DERLIUS_FORM_NFKD : DERLIUS_FORM_NFD, status);
  if (U_FAILURE(status) || !instance) return -1;
  icu::StringPiece piece(reinterpret_cast<const char *>(text), int32_t(length));
  // Before ICU, which sorts marks too.
  if (derlius_sort_long_runs(*decomposer, piece, normalizer->sorted)) {
    if (normalizer->sorted.size() > INT32_MAX) return -1;
    piece = icu::StringPiece(normalizer->sorted.data(), int32_t(normalizer->sorted.size()));
  }
  normalizer->normal.clear();
  icu::StringByteSink<std::string> sink(&normalizer->normal, piece.size());
  instance->normalizeUTF8(0, piece, sink, nullptr, status);
  if (U_FAILURE(status) || normalizer->normal.size() > INT32_MAX) return -1;
  *output = reinterpret_cast<const uint8_t *>(normalizer->normal.data());
  return ptrdiff_t(normalizer->normal.size());
}

ptrdiff_t derlius_normalizer_case(
    derlius_normalizer *normalizer, const uint8_t *text, size_t length, const uint8_t **output,
    size_t *output_length, const int32_t **changes) {
  if (length > INT32_MAX) return -1;
  UErrorCode status = U_ZERO_ERROR;
  icu::StringPiece piece(reinterpret_cast<const char *>(text), int32_t(length));
  normalizer->mapped.clear();
  normalizer->changes.clear();
  icu::StringByteSink<std::string> sink(&normalizer->mapped, piece.size());
  if (normalizer->letter_case == DERLIUS_CASE_LOWER) {
    icu::CaseMap::utf8ToLower(
        normalizer->locale.c_str(), 0, piece, sink, &normalizer->edits, status);
  } else {
    icu::CaseMap::utf8Fold(0, piece, sink, &normalizer->edits, status);
  }
  if (U_FAILURE(status) || normalizer->mapped.size() > INT32_MAX) return -1;
  auto change = normalizer->edits.getFineChangesIterator();
  while (change.next(status)) {
    int32_t from = change.sourceIndex(), to = change.destinationIndex();
    normalizer->changes.insert(
        normalizer->changes.end(), {from, from + change.oldLength(), to, to + change.newLength()});
  }
  if (U_FAILURE(status)) return -1;
  *output = reinterpret_cast<const uint8_t *>(normalizer->mapped.data());
  *output_length = normalizer->mapped.size();
  *changes = normalizer->changes.data();
  return ptrdiff_t(normalizer->changes.size() / 4);
}

int derlius_is_language(const char *code) {
  // The list has the shortest code of each language; some have a code of three letters too.
  for (const char *const *known = uloc_getISOLanguages(); *known; known++)
    if (std::strcmp(*known, code) == 0 || std::strcmp(uloc_getISO3Language(*known), code) == 0)
      return 1;
  return 0;
}

}  // extern "C"
