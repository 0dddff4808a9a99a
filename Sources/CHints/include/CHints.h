#ifndef DERLIUS_HINTS_H
#define DERLIUS_HINTS_H

#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/// Asks for the cache line at an address, which need not be readable; nothing waits for it.
static inline void derlius_prefetch(const void *address) { __builtin_prefetch(address, 0, 3); }

/// A bit for each of 64 bytes, the lowest first: whether it is a space; whether it is below 0x20.
typedef struct {
  uint64_t spaces;
  uint64_t controls;
} derlius_blanks;

/// Whether `derlius_find_blanks` is there; where it is not, the twin in Swift does.
static inline int derlius_has_blanks(void) {
#if defined(__SSE2__)
  return 1;
#else
  return 0;
#endif
}

/// Tells which of the 64 bytes at an address are spaces and controls.
static inline derlius_blanks derlius_find_blanks(const void *block) {
  derlius_blanks result = {0, 0};
#if defined(__SSE2__)
  const char *bytes = (const char *)block;
  for (int part = 0; part < 4; part++) {
    const __m128i value = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    const __m128i spaces = _mm_cmpeq_epi8(value, _mm_set1_epi8(0x20));
    const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(value, _mm_set1_epi8(0x1F)), value);
    result.spaces |= (uint64_t)(uint32_t)_mm_movemask_epi8(spaces) << (16 * part);
    result.controls |= (uint64_t)(uint32_t)_mm_movemask_epi8(controls) << (16 * part);
  }
#else
  (void)block;
#endif
  return result;
}

/// What 64 bytes are, a bit for each; the lowest is the first. Only ASCII is told; `high` are all other bytes.
typedef struct {
  uint64_t letters;
  uint64_t capitals;
  uint64_t digits;
  uint64_t spaces;
  /// U+0009 ... U+000D.
  uint64_t controls;
  /// U+000A and U+000D.
  uint64_t newlines;
  uint64_t apostrophes;
  uint64_t slashes;
  uint64_t high;
  /// Letters of two bytes that were told too, their first bytes, and those of capitals among them; other bytes of `high`
  /// are not told, and perhaps none is.
  uint64_t pairs;
  uint64_t pair_leads;
  uint64_t pair_capitals;
} derlius_ascii;

/// Tells what the 64 bytes at an address are, by instructions that not every processor has.
typedef void (*derlius_classifier)(const void *block, derlius_ascii *result);

/// The one for vectors of 256 or 512 bits; null where this processor has none.
derlius_classifier derlius_classifier_of(int bits);

/// The widest that this processor has, chosen before the program begins; null where there is none.
extern derlius_classifier derlius_wide;

/// Whether `derlius_classify` is there; where it is not, the twin in Swift does.
static inline int derlius_has_classify(void) {
#if defined(__SSE2__)
  return 1;
#else
  return 0;
#endif
}

/// Tells what the 64 bytes at an address are.
static inline derlius_ascii derlius_classify(const void *block) {
  derlius_ascii result;
  if (derlius_wide) {
    derlius_wide(block, &result);
    return result;
  }
  memset(&result, 0, sizeof result);
#if defined(__SSE2__)
  const char *bytes = (const char *)block;
  for (int part = 0; part < 4; part++) {
    const __m128i value = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
#define DERLIUS_MASK(expression) ((uint64_t)(uint32_t)_mm_movemask_epi8(expression) << (16 * part))
    // first <= byte <= last: the distance from the first is not larger than the last's.
#define DERLIUS_WITHIN(bytes, first, last)                                                   \
  _mm_cmpeq_epi8(                                                                            \
      _mm_min_epu8(_mm_sub_epi8((bytes), _mm_set1_epi8(first)), _mm_set1_epi8((last) - (first))), \
      _mm_sub_epi8((bytes), _mm_set1_epi8(first)))
#define DERLIUS_EQUAL(byte) _mm_cmpeq_epi8(value, _mm_set1_epi8(byte))
    const __m128i folded = _mm_or_si128(value, _mm_set1_epi8(0x20));
    result.letters |= DERLIUS_MASK(DERLIUS_WITHIN(folded, 'a', 'z'));
    result.capitals |= DERLIUS_MASK(DERLIUS_WITHIN(value, 'A', 'Z'));
    result.digits |= DERLIUS_MASK(DERLIUS_WITHIN(value, '0', '9'));
    result.spaces |= DERLIUS_MASK(DERLIUS_EQUAL(' '));
    result.controls |= DERLIUS_MASK(DERLIUS_WITHIN(value, 9, 13));
    result.newlines |= DERLIUS_MASK(_mm_or_si128(DERLIUS_EQUAL(10), DERLIUS_EQUAL(13)));
    result.apostrophes |= DERLIUS_MASK(DERLIUS_EQUAL('\''));
    result.slashes |= DERLIUS_MASK(DERLIUS_EQUAL('/'));
    result.high |= DERLIUS_MASK(value);
#undef DERLIUS_MASK
#undef DERLIUS_WITHIN
#undef DERLIUS_EQUAL
  }
#else
  (void)block;
#endif
  return result;
}

/// The smallest of 16 numbers below 2³⁰ at an address that is a multiple of 16.
///
/// SSE2 has no smaller of two whole numbers of 32 bits, but one of floating-point numbers, which order the same bits in the
/// same way. Where it is not there, the twin in Swift does.
static inline uint32_t derlius_smallest(const void *numbers) {
#if defined(__SSE2__)
  const float *floats = (const float *)numbers;
  __m128 least = _mm_min_ps(
      _mm_min_ps(_mm_load_ps(floats), _mm_load_ps(floats + 4)),
      _mm_min_ps(_mm_load_ps(floats + 8), _mm_load_ps(floats + 12)));
  least = _mm_min_ps(least, _mm_movehl_ps(least, least));
  least = _mm_min_ss(least, _mm_shuffle_ps(least, least, 1));
  return (uint32_t)_mm_cvtsi128_si32(_mm_castps_si128(least));
#else
  (void)numbers;
  return 0;
#endif
}

#endif
