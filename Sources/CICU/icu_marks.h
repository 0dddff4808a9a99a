// Inside CICU only.
#pragma once
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <string>

/// Puts long runs of combining marks into canonical order; false where the text has none.
///
/// ICU sorts marks by insertion, which takes hours where a text is a million marks. The result is
/// canonically equivalent, or compatible where `decomposer` is NFKD's.
bool derlius_sort_long_runs(
    const icu::Normalizer2 &decomposer, icu::StringPiece text, std::string &result);
