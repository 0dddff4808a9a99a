// Normal forms, case, words and sentences of UTF-8 text by ICU. Plain C types only.
//
// Every text is valid UTF-8 of at most DERLIUS_ICU_LIMIT bytes. No object may be used by two
// threads at a time. Output belongs to the object and lives until its next call.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DERLIUS_ICU_LIMIT (1 << 30)

/// ICU's version and its Unicode version, such as "72.1" and "15.0".
const char *derlius_icu_version(void);
const char *derlius_icu_unicode_version(void);

typedef enum {
  DERLIUS_FORM_RAW = 0,
  DERLIUS_FORM_NFC = 1,
  DERLIUS_FORM_NFD = 2,
  DERLIUS_FORM_NFKC = 3,
  DERLIUS_FORM_NFKD = 4,
} derlius_form;

typedef enum { DERLIUS_CASE_KEPT = 0, DERLIUS_CASE_LOWER = 1, DERLIUS_CASE_FOLDED = 2 } derlius_case;

typedef struct derlius_normalizer derlius_normalizer;

/// Bits for the 64 scalars from 64 * block on: which start a segment of the form wherever they stand
/// (nothing before them changes with them), and which of these also stay as they are when alone. A
/// text of passing scalars only is in the form. 0, or -1 where ICU failed or the form is raw.
int derlius_form_block(derlius_form form, uint32_t block, uint64_t *passing, uint64_t *starting);

/// Buffers and a case mapping. `locale` is for lower case; "" is the root.
derlius_normalizer *derlius_normalizer_new(derlius_case letter_case, const char *locale);
void derlius_normalizer_free(derlius_normalizer *normalizer);

/// The length of the text in a form, changed or not, or -1 where ICU failed or the form is raw.
ptrdiff_t derlius_normalizer_form(
    derlius_normalizer *normalizer, derlius_form form, const uint8_t *text, size_t length,
    const uint8_t **output);

/// Maps the case of a text: the number of changes, or -1 where ICU failed. A change is four numbers:
/// where it starts and ends in the text, and in the output.
ptrdiff_t derlius_normalizer_case(
    derlius_normalizer *normalizer, const uint8_t *text, size_t length, const uint8_t **output,
    size_t *output_length, const int32_t **changes);

typedef enum { DERLIUS_BREAK_WORDS = 0, DERLIUS_BREAK_SENTENCES = 1 } derlius_break;

typedef struct derlius_breaker derlius_breaker;

/// A finder of UAX #29 boundaries, or NULL where ICU's data is missing.
derlius_breaker *derlius_breaker_new(derlius_break kind, const char *locale);
void derlius_breaker_free(derlius_breaker *breaker);

/// The number of segments and in `ends` the byte offset after each; -1 where ICU failed.
ptrdiff_t derlius_breaker_apply(
    derlius_breaker *breaker, const uint8_t *text, size_t length, const int32_t **ends);

/// What a scalar does under UAX #29's word rules as ICU's root locale has them: the low four bits.
enum {
  DERLIUS_WORD_FOREIGN = 0,  // needs ICU: dictionaries, emoji, Hebrew, Katakana
  DERLIUS_WORD_OTHER,
  DERLIUS_WORD_LETTER,
  DERLIUS_WORD_NUMBER,
  DERLIUS_WORD_JOINER,  // ExtendNumLet
  DERLIUS_WORD_MIDDLE,  // between letters and between numbers
  DERLIUS_WORD_MIDDLE_OF_LETTERS,
  DERLIUS_WORD_MIDDLE_OF_NUMBERS,
  DERLIUS_WORD_SPACE,  // WSegSpace
  DERLIUS_WORD_CR,
  DERLIUS_WORD_LF,
  DERLIUS_WORD_NEWLINE,
  DERLIUS_WORD_EXTENDER,  // Extend, Format and ZWJ
  DERLIUS_WORD_CLASS = 15,
  DERLIUS_WORD_HAS_LETTER = 16,  // General_Category L
  DERLIUS_WORD_HAS_DIGIT = 32,   // General_Category Nd
  DERLIUS_WORD_IS_VISIBLE = 64,  // no White_Space
};

/// Writes the classes of the scalars 0 ..< count, below U+10000; -1 where ICU failed.
int derlius_word_classes(uint8_t *classes, uint32_t count);

/// Bits that say what a text holds.
enum { DERLIUS_HAS_LETTER = 1, DERLIUS_HAS_DIGIT = 2 };

/// Which of General_Category L (letter) and Nd (digit) a text holds.
int derlius_content(const uint8_t *text, size_t length);

/// Whether a code is one of ICU's ISO 639 languages (two or three letters, lower case).
int derlius_is_language(const char *code);

typedef struct derlius_lookup derlius_lookup;

/// A maker of look-up forms. With `composed_stress`, stress marks are also taken off letters that
/// are composed with them.
derlius_lookup *derlius_lookup_new(int composed_stress);
void derlius_lookup_free(derlius_lookup *lookup);

/// The look-up form's length, or -1 where ICU failed. `offsets` has one entry more than the form
/// has bytes: the text's byte offset, or -1 where the text has none.
ptrdiff_t derlius_lookup_apply(
    derlius_lookup *lookup, const uint8_t *text, size_t length, const uint8_t **form,
    const int32_t **offsets);

#ifdef __cplusplus
}
#endif
