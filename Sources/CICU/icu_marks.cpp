#include "icu_marks.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <vector>

namespace {

// Real text has a few marks in a row; below this length insertion is quick.
constexpr int long_run = 64;

struct Mark {
  UChar32 scalar;
  uint8_t order;
  size_t place;
};

void append(UChar32 scalar, std::string &result) {
  uint8_t bytes[U8_MAX_LENGTH];
  int32_t count = 0;
  U8_APPEND_UNSAFE(bytes, count, scalar);
  result.append(reinterpret_cast<const char *>(bytes), size_t(count));
}

void append_sorted(
    const icu::Normalizer2 &decomposer, const char *text, int32_t start, int32_t end,
    std::string &result) {
  std::vector<Mark> marks;
  icu::UnicodeString parts;
  for (int32_t index = start; index < end;) {
    UChar32 scalar;
    U8_NEXT(text, index, end, scalar);
    if (!decomposer.getDecomposition(scalar, parts)) parts.setTo(scalar);
    for (int32_t part = 0; part < parts.length(); part = parts.moveIndex32(part, 1)) {
      UChar32 found = parts.char32At(part);
      marks.push_back({found, u_getCombiningClass(found), marks.size()});
    }
  }
  // A scalar of class 0 is a wall that no mark passes.
  auto first = marks.begin();
  while (first != marks.end()) {
    auto last = std::find_if(first, marks.end(), [](const Mark &mark) { return mark.order == 0; });
    std::sort(first, last, [](const Mark &a, const Mark &b) {
      return a.order != b.order ? a.order < b.order : a.place < b.place;
    });
    first = last == marks.end() ? last : last + 1;
  }
  for (const Mark &mark : marks) append(mark.scalar, result);
}

/// Whether so many bytes above ASCII follow one another that they may be a long run.
bool may_hold_long_run(icu::StringPiece text) {
  int run = 0;
  for (int32_t index = 0; index < text.size(); index++) {
    run = int8_t(text.data()[index]) < 0 ? run + 1 : 0;
    if (run == 2 * long_run) return true;
  }
  return false;
}

}  // namespace

bool derlius_sort_long_runs(
    const icu::Normalizer2 &decomposer, icu::StringPiece piece, std::string &result) {
  if (!may_hold_long_run(piece)) return false;
  const char *text = piece.data();
  int32_t size = piece.size(), copied = 0, run_start = 0;
  int run = 0;
  result.clear();
  for (int32_t index = 0; index <= size;) {
    int32_t here = index;
    bool is_mark = false;
    if (index < size) {
      UChar32 scalar;
      U8_NEXT(text, index, size, scalar);
      is_mark = scalar >= 0x300 && !decomposer.hasBoundaryBefore(scalar);
    } else {
      index++;
    }
    if (is_mark) {
      if (run++ == 0) run_start = here;
      continue;
    }
    if (run >= long_run) {
      result.append(text + copied, size_t(run_start - copied));
      append_sorted(decomposer, text, run_start, here, result);
      copied = here;
    }
    run = 0;
  }
  if (copied == 0) return false;
  result.append(text + copied, size_t(size - copied));
  return true;
}
