import TokenizerMetrics

/// Languages as people call them, for the tags of one result.
struct LanguageNames: Sendable {
  private let names: [String: String]

  /// Names all tags by the result's names; where two would share a name, the rest of the tag is added.
  ///
  /// A tag without a name stands for itself.
  init(tags: [String], named: [NamedText]) {
    let known = Dictionary(named.map { ($0.name, $0.value) }) { first, _ in first }
    var names: [String: String] = [:]
    var seen: [String: Int] = [:]
    for tag in tags where names[tag] == nil {
      let name = tag == "*" ? "all languages" : known[tag] ?? tag
      names[tag] = name
      seen[name, default: 0] += 1
    }
    for (tag, name) in names where seen[name, default: 0] > 1 {
      let rest = tag.dropFirst(Self.primary(tag).count).drop { $0 == "_" || $0 == "-" }
      if !rest.isEmpty { names[tag] = "\(name) (\(rest))" }
    }
    self.names = names
  }

  /// The name of a tag; the tag itself where it has none.
  subscript(_ tag: String) -> String { names[tag] ?? tag }

  /// Whether the language is written without spaces, so that white-space words are whole phrases.
  static func isWrittenWithoutSpaces(_ tag: String) -> Bool {
    [
      "bo", "bod", "dz", "dzo", "ja", "jpn", "khm", "km", "lao", "lo", "my", "mya", "th", "tha",
      "yue", "zh", "zho",
    ].contains(String(primary(tag)))
  }

  private static func primary(_ tag: String) -> Substring {
    tag.prefix { $0 != "_" && $0 != "-" }
  }
}
