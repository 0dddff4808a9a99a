#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uversion.h>

#include <cstring>
#include <new>
#include <string>

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
  const icu::Normalizer2 *form = nullptr;
  derlius_case letter_case = DERLIUS_CASE_KEPT;
  std::string locale;
  std::string buffers[3];
  // Text without bytes from here up needs no look: below U+0300 all is NFC, and ASCII is all forms.
  uint8_t first_active = 0xFF;

  bool is_plain(const uint8_t *text, size_t length) const {
    size_t index = 0;
    // Blocks without an early exit inside become vector code.
    while (index + 64 <= length) {
      unsigned active = 0;
      for (size_t offset = 0; offset < 64; offset++) active |= text[index + offset] >= first_active;
      if (active) return false;
      index += 64;
    }
    for (; index < length; index++)
      if (text[index] >= first_active) return false;
    return true;
  }

  /// 1 and `buffer` set where normalizing changes the text; 0; or -1.
  int normalize(icu::StringPiece text, std::string &buffer) const {
    if (!form || is_plain(reinterpret_cast<const uint8_t *>(text.data()), text.size())) return 0;
    UErrorCode status = U_ZERO_ERROR;
    if (form->isNormalizedUTF8(text, status)) return 0;
    buffer.clear();
    icu::StringByteSink<std::string> sink(&buffer, text.size());
    form->normalizeUTF8(0, text, sink, nullptr, status);
    return U_FAILURE(status) ? -1 : 1;
  }

  int map_case(icu::StringPiece text, std::string &buffer) const {
    UErrorCode status = U_ZERO_ERROR;
    buffer.clear();
    icu::StringByteSink<std::string> sink(&buffer, text.size());
    if (letter_case == DERLIUS_CASE_LOWER) {
      icu::CaseMap::utf8ToLower(locale.c_str(), 0, text, sink, nullptr, status);
    } else {
      icu::CaseMap::utf8Fold(0, text, sink, nullptr, status);
    }
    if (U_FAILURE(status)) return -1;
    return buffer.size() == size_t(text.size()) &&
                   std::memcmp(buffer.data(), text.data(), buffer.size()) == 0
               ? 0
               : 1;
  }
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

derlius_normalizer *derlius_normalizer_new(
    derlius_form form, derlius_case letter_case, const char *locale) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2 *instance = normalizer_for(form, status);
  if (U_FAILURE(status)) return nullptr;
  derlius_normalizer *result = new (std::nothrow) derlius_normalizer;
  if (!result) return nullptr;
  result->form = instance;
  result->letter_case = letter_case;
  result->locale = locale;
  result->first_active = form == DERLIUS_FORM_NFC ? 0xCC : 0x80;
  return result;
}

void derlius_normalizer_free(derlius_normalizer *normalizer) { delete normalizer; }

int derlius_normalizer_apply(
    derlius_normalizer *normalizer, const uint8_t *text, size_t length, const uint8_t **output,
    size_t *output_length) {
  if (length > DERLIUS_ICU_LIMIT) return -1;
  icu::StringPiece piece(reinterpret_cast<const char *>(text), int32_t(length));
  bool changed = false;
  // The form, then case, then the form again: case mapping may leave it.
  for (int step = 0; step < 3; step++) {
    bool is_case = step == 1;
    if (is_case && normalizer->letter_case == DERLIUS_CASE_KEPT) break;
    std::string &buffer = normalizer->buffers[step];
    int result = is_case ? normalizer->map_case(piece, buffer) : normalizer->normalize(piece, buffer);
    if (result < 0) return -1;
    if (result == 0) {
      if (is_case) break;
      continue;
    }
    if (buffer.size() > INT32_MAX) return -1;
    changed = true;
    piece = icu::StringPiece(buffer.data(), int32_t(buffer.size()));
  }
  if (!changed) return 0;
  // Case mapping and then normalizing can arrive where the text began.
  if (size_t(piece.size()) == length && std::memcmp(piece.data(), text, length) == 0) return 0;
  *output = reinterpret_cast<const uint8_t *>(piece.data());
  *output_length = size_t(piece.size());
  return 1;
}

int derlius_is_language(const char *code) {
  // The list has the shortest code of each language; some have a code of three letters too.
  for (const char *const *known = uloc_getISOLanguages(); *known; known++)
    if (std::strcmp(*known, code) == 0 || std::strcmp(uloc_getISO3Language(*known), code) == 0)
      return 1;
  return 0;
}

}  // extern "C"
