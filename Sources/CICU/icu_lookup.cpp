#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <new>
#include <string>
#include <vector>

#include "icu_text.h"

namespace {

constexpr UChar32 soft_hyphen = 0x00AD, dot_above = 0x0307;

bool is_stress(UChar32 scalar) {
  return scalar == 0x0300 || scalar == 0x0301 || scalar == 0x0303;
}

}  // namespace

struct derlius_lookup {
  const icu::Normalizer2 *nfc = nullptr;
  const icu::Normalizer2 *nfd = nullptr;
  bool composed_stress = false;
  std::string form;
  std::vector<int32_t> offsets;

  /// Takes marks off one cluster, a base and what may compose with it.
  icu::UnicodeString strip(const icu::UnicodeString &cluster) const {
    bool stressed = false;
    for (int32_t index = 0; index < cluster.length(); index = cluster.moveIndex32(index, 1))
      stressed |= is_stress(cluster.char32At(index));
    UChar32 base = cluster.isEmpty() ? 0 : cluster.char32At(0);
    icu::UnicodeString result;
    for (int32_t index = 0; index < cluster.length(); index = cluster.moveIndex32(index, 1)) {
      UChar32 scalar = cluster.char32At(index);
      if (scalar == soft_hyphen || is_stress(scalar)) continue;
      // Lithuanian keeps the dot of a stressed i or j as a mark of its own.
      if (composed_stress && stressed && scalar == dot_above && (base == 'i' || base == 'j')) continue;
      result.append(scalar);
    }
    return result;
  }

  void add(const uint8_t *text, int32_t start, int32_t end, UErrorCode &status) {
    icu::UnicodeString cluster = icu::UnicodeString::fromUTF8(
        icu::StringPiece(reinterpret_cast<const char *>(text) + start, end - start));
    cluster.toLower(icu::Locale::getRoot());
    cluster = strip((composed_stress ? nfd : nfc)->normalize(cluster, status));
    size_t first = form.size();
    nfc->normalize(cluster, status).toUTF8String(form);
    for (size_t index = first; index < form.size(); index++)
      offsets.push_back(index == first ? start : -1);
  }
};

extern "C" {

derlius_lookup *derlius_lookup_new(int composed_stress) {
  UErrorCode status = U_ZERO_ERROR;
  derlius_lookup *result = new (std::nothrow) derlius_lookup;
  if (!result) return nullptr;
  result->nfc = icu::Normalizer2::getNFCInstance(status);
  result->nfd = icu::Normalizer2::getNFDInstance(status);
  result->composed_stress = composed_stress != 0;
  if (U_FAILURE(status)) {
    delete result;
    return nullptr;
  }
  return result;
}

void derlius_lookup_free(derlius_lookup *lookup) { delete lookup; }

ptrdiff_t derlius_lookup_apply(
    derlius_lookup *lookup, const uint8_t *text, size_t length, const uint8_t **form,
    const int32_t **offsets) {
  if (length > DERLIUS_ICU_LIMIT) return -1;
  lookup->form.clear();
  lookup->offsets.clear();
  UErrorCode status = U_ZERO_ERROR;
  int32_t size = int32_t(length), start = 0;
  for (int32_t index = 0; index < size;) {
    int32_t here = index;
    UChar32 scalar;
    U8_NEXT(text, index, size, scalar);
    if (here > start && lookup->nfc->hasBoundaryBefore(scalar)) {
      lookup->add(text, start, here, status);
      start = here;
    }
  }
  if (start < size) lookup->add(text, start, size, status);
  lookup->offsets.push_back(size);
  if (U_FAILURE(status)) return -1;
  *form = reinterpret_cast<const uint8_t *>(lookup->form.data());
  *offsets = lookup->offsets.data();
  return ptrdiff_t(lookup->form.size());
}

}  // extern "C"
