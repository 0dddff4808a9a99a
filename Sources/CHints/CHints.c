#include "CHints.h"

#if defined(__x86_64__)
#include <immintrin.h>

// What both widths do; MASK_EQUAL, MASK_WITHIN and MASK_ODD tell the 64 bytes, a bit each.
//
// Letters of two bytes are told without a table where it takes a few comparisons: U+00C0 ... U+017F but the two signs, and
// U+0400 ... U+047F, all letters with case. Others are left to the tables.
#define CLASSIFY                                                                                    \
  result->letters = MASK_WITHIN(folded, 'a', 'z');                                                  \
  result->capitals = MASK_WITHIN(value, 'A', 'Z');                                                  \
  result->digits = MASK_WITHIN(value, '0', '9');                                                    \
  result->spaces = MASK_EQUAL(value, ' ');                                                          \
  result->controls = MASK_WITHIN(value, 9, 13);                                                     \
  result->newlines = MASK_EQUAL(value, 10) | MASK_EQUAL(value, 13);                                 \
  result->apostrophes = MASK_EQUAL(value, '\'');                                                    \
  result->slashes = MASK_EQUAL(value, '/');                                                         \
  result->high = MASK_WITHIN(value, 0x80, 0xFF);                                                    \
  result->pairs = 0;                                                                                \
  result->pair_leads = 0;                                                                           \
  result->pair_capitals = 0;                                                                        \
  if (result->high != 0) {                                                                          \
    const uint64_t odd = MASK_ODD(value);                                                           \
    const uint64_t tails = MASK_WITHIN(value, 0x80, 0xBF);                                          \
    const uint64_t c3 = MASK_EQUAL(value, 0xC3), c4 = MASK_EQUAL(value, 0xC4);                      \
    const uint64_t c5 = MASK_EQUAL(value, 0xC5), d0 = MASK_EQUAL(value, 0xD0);                      \
    const uint64_t d1 = MASK_EQUAL(value, 0xD1);                                                    \
    const uint64_t signs = MASK_EQUAL(value, 0x97) | MASK_EQUAL(value, 0xB7);                       \
    const uint64_t to_b7 = MASK_WITHIN(value, 0x80, 0xB7), to_b8 = MASK_WITHIN(value, 0x80, 0xB8);  \
    const uint64_t from_b9 = tails & ~to_b8;                                                        \
    const uint64_t leads = ((c4 | c5 | d0 | d1) & tails >> 1) | (c3 & (tails & ~signs) >> 1);       \
    const uint64_t second_c3 = MASK_WITHIN(value, 0x80, 0x9E);                                      \
    const uint64_t second_c4 = (to_b7 & ~odd) | (from_b9 & odd);                                    \
    const uint64_t second_c5 = (MASK_WITHIN(value, 0x80, 0x88) & odd)                               \
                               | (MASK_WITHIN(value, 0x8A, 0xB8) & ~odd)                            \
                               | (MASK_WITHIN(value, 0xB9, 0xBE) & odd);                            \
    const uint64_t second_d0 = MASK_WITHIN(value, 0x80, 0xAF);                                      \
    const uint64_t second_d1 = MASK_WITHIN(value, 0xA0, 0xBF) & ~odd;                               \
    result->pair_leads = leads;                                                                     \
    result->pairs = leads | leads << 1;                                                             \
    result->pair_capitals =                                                                         \
        leads                                                                                       \
        & ((c3 & second_c3 >> 1) | (c4 & second_c4 >> 1) | (c5 & second_c5 >> 1)                    \
           | (d0 & second_d0 >> 1) | (d1 & second_d1 >> 1));                                        \
  }

__attribute__((target("avx512f,avx512bw"))) static void classify_512(
    const void *block, derlius_ascii *result) {
#define MASK_EQUAL(bytes, byte) ((uint64_t)_mm512_cmpeq_epi8_mask((bytes), _mm512_set1_epi8((char)(byte))))
#define MASK_WITHIN(bytes, first, last)                                      \
  ((uint64_t)_mm512_cmple_epu8_mask(                                         \
      _mm512_sub_epi8((bytes), _mm512_set1_epi8((char)(first))),             \
      _mm512_set1_epi8((char)((last) - (first)))))
#define MASK_ODD(bytes) ((uint64_t)_mm512_test_epi8_mask((bytes), _mm512_set1_epi8(1)))
  const __m512i value = _mm512_loadu_si512(block);
  const __m512i folded = _mm512_or_si512(value, _mm512_set1_epi8(0x20));
  CLASSIFY
#undef MASK_EQUAL
#undef MASK_WITHIN
#undef MASK_ODD
}

typedef struct {
  __m256i low, high;
} bytes_256;

__attribute__((target("avx2"))) static inline uint64_t gather_256(__m256i low, __m256i high) {
  return (uint64_t)(uint32_t)_mm256_movemask_epi8(low)
         | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

__attribute__((target("avx2"))) static inline __m256i within_256(__m256i bytes, int first, int last) {
  const __m256i distance = _mm256_sub_epi8(bytes, _mm256_set1_epi8((char)first));
  return _mm256_cmpeq_epi8(
      _mm256_min_epu8(distance, _mm256_set1_epi8((char)(last - first))), distance);
}

__attribute__((target("avx2"))) static void classify_256(const void *block, derlius_ascii *result) {
#define MASK_EQUAL(bytes, byte)                                         \
  gather_256(                                                           \
      _mm256_cmpeq_epi8((bytes).low, _mm256_set1_epi8((char)(byte))),   \
      _mm256_cmpeq_epi8((bytes).high, _mm256_set1_epi8((char)(byte))))
#define MASK_WITHIN(bytes, first, last) \
  gather_256(within_256((bytes).low, (first), (last)), within_256((bytes).high, (first), (last)))
#define MASK_ODD(bytes) \
  gather_256(_mm256_slli_epi16((bytes).low, 7), _mm256_slli_epi16((bytes).high, 7))
  const bytes_256 value = {
      _mm256_loadu_si256((const __m256i *)block),
      _mm256_loadu_si256((const __m256i *)((const char *)block + 32))};
  const bytes_256 folded = {
      _mm256_or_si256(value.low, _mm256_set1_epi8(0x20)),
      _mm256_or_si256(value.high, _mm256_set1_epi8(0x20))};
  CLASSIFY
#undef MASK_EQUAL
#undef MASK_WITHIN
#undef MASK_ODD
}

derlius_classifier derlius_classifier_of(int bits) {
  __builtin_cpu_init();
  // Processors that have only the first AVX-512 run slower where they use it.
  if (bits == 512 && __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512bw")) {
    return classify_512;
  }
  return bits == 256 && __builtin_cpu_supports("avx2") ? classify_256 : 0;
}

#else

derlius_classifier derlius_classifier_of(int bits) {
  (void)bits;
  return 0;
}

#endif

derlius_classifier derlius_wide = 0;

__attribute__((constructor)) static void choose(void) {
  derlius_wide = derlius_classifier_of(512);
  if (!derlius_wide) derlius_wide = derlius_classifier_of(256);
}
