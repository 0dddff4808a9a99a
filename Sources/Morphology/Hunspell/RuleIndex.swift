import Groundwork
import Segmentation

/// The prefixes or the suffixes of an affix file, found by what they add.
struct RuleIndex: Sendable {
  /// A rule with what it adds and strips in look-up form.
  struct Indexed: Sendable {
    var rule: AffixRule
    var added: [UInt8]
    var stripped: [UInt8]
  }

  /// The rules in the order of the file.
  private(set) var rules: [Indexed] = []
  private var added = ByteTable()
  /// The rules that add text n.
  private var groups: [[Int]] = []
  private var longest = 0

  init(_ rules: [AffixRule], form: LookupForm) throws(Failure) {
    for rule in rules {
      let indexed = Indexed(
        rule: rule, added: try Self.lookup(rule.added, form),
        stripped: try Self.lookup(rule.stripped, form))
      let (number, isNew) = indexed.added.withUnsafeBufferPointer { added.insert($0) }
      if isNew { groups.append([]) }
      groups[number].append(self.rules.count)
      self.rules.append(indexed)
      longest = max(longest, indexed.added.count)
    }
  }

  private static func lookup(_ text: [UInt32], _ form: LookupForm) throws(Failure) -> [UInt8] {
    var string = ""
    for scalar in text.compactMap(Unicode.Scalar.init) { string.unicodeScalars.append(scalar) }
    try form.take(string.utf8)
    return form.bytes
  }

  /// The rules whose added text is the word's start, the shortest first.
  func starting(_ word: some BidirectionalCollection<UInt8>) -> [Indexed] {
    found((0...min(longest, word.count)).map { Array(word.prefix($0)) })
  }

  /// The rules whose added text is the word's end, the shortest first.
  func ending(_ word: some BidirectionalCollection<UInt8>) -> [Indexed] {
    found((0...min(longest, word.count)).map { Array(word.suffix($0)) })
  }

  private func found(_ texts: [[UInt8]]) -> [Indexed] {
    texts.flatMap { text in
      let number = text.withUnsafeBufferPointer { added.number(of: $0) }
      return number.map { groups[$0].map { rules[$0] } } ?? []
    }
  }
}
