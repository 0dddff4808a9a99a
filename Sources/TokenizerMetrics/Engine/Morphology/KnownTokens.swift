/// How many of a subject's tokens are words or morphemes of a language: integers only.
struct KnownTokens: Sendable {
  /// Tokens of the vocabulary that text can give; for characters, those that came.
  var types = 0
  /// Those that are a word or one segment, where they stand.
  var known = 0
  /// Tokens of the texts.
  var occurrences: Int64 = 0
  /// Those that are a word or one segment, where they stand.
  var knownOccurrences: Int64 = 0
  /// Tokens of the vocabulary that came in the texts.
  var seen = 0
  /// Those that are a word or a segment, wherever they stand.
  var valid = 0
  /// Those that are a word of one segment.
  var roots = 0
  /// Tokens of the texts that are a word or a segment, wherever they stand.
  var validOccurrences: Int64 = 0
  /// Tokens of the texts that are a word of one segment.
  var rootOccurrences: Int64 = 0

  /// Counts a token that came `times` times.
  mutating func add(_ verdict: TokenJudge.Verdict, times: Int64) {
    types += 1
    if verdict.isKnown { known += 1 }
    if times == 0 { return }
    occurrences += times
    seen += 1
    if verdict.isKnown { knownOccurrences += times }
    if verdict.isValid {
      valid += 1
      validOccurrences += times
    }
    if verdict.isRoot {
      roots += 1
      rootOccurrences += times
    }
  }
}
