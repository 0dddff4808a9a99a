import Groundwork
import Segmentation

/// The languages of a file that holds several.
struct TMXLanguages {
  /// The tags that were met, in their order, not more than 50.
  private(set) var tags: [String] = []

  mutating func add(_ tag: String) {
    if tags.count < 50, !tags.contains(tag) { tags.append(tag) }
  }

  /// Throws where more than one language was met.
  func checkSingle(at place: Place) throws(Failure) {
    guard tags.count > 1 else { return }
    throw Failure(
      "holds texts in \(Self.shown(tags[0])) and in \(Self.shown(tags[1]))", at: place,
      remedy: "name the language that is to be read, with --language")
  }

  /// Whether a tag is of the language that is wanted.
  ///
  /// The primary languages are the same (`lt`, `lit`), and what else the wanted tag says, apart from a
  /// script, stands at the start of what else the tag says: `en` takes `en-GB`, `en-GB` does not
  /// take `en-US` (RFC 4647 §3.3.1, with ICU's codes).
  static func matches(_ tag: String, _ wanted: String) -> Bool {
    guard Language(wanted).isSameLanguage(as: Language(tag)) else { return false }
    let rest = subtags(of: wanted)
    return subtags(of: tag).prefix(rest.count) == rest[...]
  }

  /// What follows the primary language, without a script.
  private static func subtags(of tag: String) -> [String] {
    let parts = LanguageTag.canonical(tag).split(separator: "-").dropFirst()
    let isScript = parts.first.map { $0.utf8.count == 4 && !$0.utf8.contains { $0 < 0x40 } }
    return (isScript == true ? parts.dropFirst() : parts).map(String.init)
  }

  /// A tag as messages have it.
  static func shown(_ tag: String) -> String { tag.isEmpty ? "no named language" : tag }
}
