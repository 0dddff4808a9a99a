/// A rule of an affix file: `PFX` or `SFX`, its flag, what it strips off a word and what it adds.
struct AffixRule: Sendable, Hashable {
  /// The flag that words have which take the rule.
  var flag: UInt32
  /// Whether it adds at the start.
  var isPrefix: Bool
  /// Whether a word may take a prefix and a suffix together.
  var crosses: Bool
  /// What is stripped, as scalars.
  var stripped: [UInt32]
  /// What is added, as scalars.
  var added: [UInt32]
  /// What the word must begin or end with.
  var condition: AffixCondition
  /// The flags of rules that the result may take.
  var continuation: [UInt32]

  /// The word with the rule applied; nil where the condition does not hold or there is nothing to strip.
  func apply(to word: [UInt32]) -> [UInt32]? {
    if isPrefix {
      guard word.starts(with: stripped), condition.holdsAtStart(of: word) else { return nil }
      return added + word.dropFirst(stripped.count)
    }
    guard word.suffix(stripped.count).elementsEqual(stripped), condition.holdsAtEnd(of: word) else {
      return nil
    }
    return word.dropLast(stripped.count) + added
  }
}
