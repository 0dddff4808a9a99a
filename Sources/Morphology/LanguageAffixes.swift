import Groundwork

/// What a language's words are made of that a spelling dictionary does not say: prefixes one by one, the reflexive,
/// and where endings begin.
///
/// Read from a table of lines: a kind, a tab, a text, and what the kind needs. `#` begins a comment.
struct LanguageAffixes: Sendable {
  /// A prefix.
  struct Prefix: Sendable {
    var text: [UInt8]
    /// The least number of letters behind it.
    var least: Int
    /// Whether the reflexive may stand behind it.
    var takesReflexive: Bool
  }

  /// The prefixes, in the order of the table.
  var prefixes: [Prefix] = []
  /// The reflexive behind a prefix.
  var reflexive: [UInt8] = []
  /// Ends of reflexive forms, the longest first, with the length of the reflexive.
  var reflexiveEnds: [(end: [UInt8], length: Int)] = []
  /// Endings of dictionary forms, the longest first.
  var endings: [[UInt8]] = []
  /// The vowels; other letters are consonants.
  var vowels: [[UInt8]] = []

  /// The table of a language, by its tag or code; nil where there is none.
  static func table(of language: String) -> LanguageAffixes? {
    let primary = language.split { $0 == "-" || $0 == "_" }.first?.lowercased() ?? ""
    return primary == "lt" || primary == "lit" ? lithuanian : nil
  }

  private static let lithuanian = LanguageAffixes(lithuanianAffixTable)

  /// Reads a table; lines that it does not understand are passed over, which a test rules out.
  init(_ text: String) {
    for line in text.utf8.split(separator: 0x0A) where line.first != UInt8(ascii: "#") {
      let fields = line.split(separator: 0x09).map { Array($0) }
      guard fields.count > 1 else { continue }
      let word = fields[1]
      switch String(decoding: fields[0], as: UTF8.self) {
      case "prefix":
        let least = fields.count > 2 ? Int(String(decoding: fields[2], as: UTF8.self)) : nil
        prefixes.append(
          Prefix(
            text: word, least: least ?? 3,
            takesReflexive: fields.count > 3 && fields[3].elementsEqual("reflexive".utf8)))
      case "reflexive": reflexive = word
      case "reflexive-end":
        let length = fields.count > 2 ? Int(String(decoding: fields[2], as: UTF8.self)) : nil
        reflexiveEnds.append((word, length ?? 1))
      case "ending": endings.append(word)
      case "vowel": vowels.append(word)
      default: break
      }
    }
    // No two texts of one length are ends of the same word: only the length matters.
    reflexiveEnds.sort { $0.end.count > $1.end.count }
    endings.sort { $0.count > $1.count }
  }

  /// The length of a dictionary form without its ending, which is never all of it.
  func stemLength(of base: [UInt8]) -> Int {
    let ending = endings.first { $0.count < base.count && base.suffix($0.count).elementsEqual($0) }
    return base.count - (ending?.count ?? 0)
  }

  /// Whether a vowel begins at a place of a word.
  func hasVowel(_ word: [UInt8], at place: Int) -> Bool {
    vowels.contains { word[place...].starts(with: $0) }
  }

  /// The cuts within a prefix that is several in one (`nepasi`): the fewest parts, then the first of the table.
  ///
  /// None where it is one, or not made of prefixes of the table.
  func cuts(within prefix: ArraySlice<UInt8>) -> [Int] {
    let parts = prefixes.map(\.text) + (reflexive.isEmpty ? [] : [reflexive])
    // best[n] is the fewest parts that make the first n bytes, as their ends.
    var best: [[Int]?] = [[]] + [[Int]?](repeating: nil, count: prefix.count)
    for end in stride(from: 1, through: prefix.count, by: 1) {
      for part in parts where part.count <= end {
        let text = prefix[(prefix.startIndex + end - part.count)..<(prefix.startIndex + end)]
        guard text.elementsEqual(part), let before = best[end - part.count] else { continue }
        if best[end].map({ before.count + 1 < $0.count }) ?? true { best[end] = before + [end] }
      }
    }
    return Array((best[prefix.count] ?? []).dropLast())
  }
}
