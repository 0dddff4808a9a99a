import UnicodeTables

/// The signs around a word: what stands before its first letter and behind its last one, white space apart.
struct WordSigns: Hashable {
  var before: String
  var after: String

  /// No signs.
  static let none = WordSigns(before: "", after: "")

  static func precedes(_ a: WordSigns, _ b: WordSigns) -> Bool {
    if a.before != b.before { return a.before.utf8.lexicographicallyPrecedes(b.before.utf8) }
    return a.after.utf8.lexicographicallyPrecedes(b.after.utf8)
  }
}

/// How the letters of a word are written.
enum WordCase: Int, CaseIterable {
  case lower, title, upper

  /// A word of small letters in this case, by the full mappings of Unicode, scalar by scalar.
  func apply(to word: String) -> String {
    switch self {
    case .lower: return word
    case .upper: return word.unicodeScalars.map(\.properties.uppercaseMapping).joined()
    case .title:
      guard let first = word.unicodeScalars.first else { return word }
      return first.properties.titlecaseMapping + String(word.unicodeScalars.dropFirst())
    }
  }
}

/// A word of running text taken apart: the word in small letters, its case, its signs.
struct DressedWord {
  /// The letters, small.
  var word: String
  var letterCase: WordCase
  var signs: WordSigns

  /// Takes a word apart; nil where what stands between the signs is not letters alone, or of mixed case.
  ///
  /// A capital letter alone, which could be either, is a word that begins with one.
  init?(_ text: String) {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: Self.isLetterOrDigit),
      let last = scalars.lastIndex(where: Self.isLetterOrDigit)
    else { return nil }
    let core = String(scalars[first...last])
    guard let word = Self.lowered(core) else { return nil }
    guard
      let found = WordCase.allCases.first(where: { $0.apply(to: word) == core })
    else { return nil }
    self.word = word
    letterCase = found
    signs = WordSigns(
      before: String(scalars[..<first]), after: String(scalars[scalars.index(after: last)...]))
  }

  /// A word in small letters; nil where it holds anything but letters.
  private static func lowered(_ word: String) -> String? {
    let table = ScalarClassTable.shared
    guard word.unicodeScalars.allSatisfy({ table[$0.value].contains(.letter) }) else { return nil }
    return word.unicodeScalars.map(\.properties.lowercaseMapping).joined()
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    !ScalarClassTable.shared[scalar.value].isDisjoint(with: [.letter, .number])
  }
}
