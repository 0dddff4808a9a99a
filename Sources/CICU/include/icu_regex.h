// ICU's regular expressions over UTF-8, for split patterns that no scanner knows. Plain C types only.
#ifndef DERLIUS_ICU_REGEX_H
#define DERLIUS_ICU_REGEX_H

#include <stdint.h>

typedef struct derlius_regex derlius_regex;

// Compiles a pattern in UTF-8. NULL where ICU refuses it; `status` then points to ICU's name of the
// error, a constant.
derlius_regex *derlius_regex_new(const char *pattern, int64_t size, const char **status);

void derlius_regex_free(derlius_regex *regex);

// Writes the starts and ends of the next matches, from byte `start` of a text on, which is 0 or the end
// of the match given last; empty ones only if `with_empty` and not where the match before ends. At most `capacity` pairs. Gives their number, or -1 with `status` as above. Safe to call on several
// threads at once: each call works on a clone. `stack_bytes` and `milliseconds` bound a match's memory and the call's time, roughly; with 0
// for both long matches take what they take and never fail.
int64_t derlius_regex_matches(
    const derlius_regex *regex, const uint8_t *text, int64_t size, int64_t start, int64_t *bounds,
    int64_t capacity, int with_empty, int32_t stack_bytes, int32_t milliseconds,
    const char **status);

#endif
