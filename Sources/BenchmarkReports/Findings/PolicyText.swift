import TokenizerMetrics

/// Policies in words.
enum PolicyText {
  /// What a word was.
  static func words(_ policy: Policy) -> String {
    switch policy.words {
    case "whitespace": "white-space words"
    case "uax29": "UAX #29 words"
    case "uax29-letters": "words of letters (UAX #29)"
    case "treebank": "treebank words"
    case "wordlist": "words of a list"
    default: policy.words
    }
  }

  /// Whatever is not the default, in words; empty for the default policy.
  static func departures(_ policy: Policy) -> [String] {
    let plain = Policy()
    var parts: [String] = []
    if policy.leadingSpace != plain.leadingSpace {
      switch policy.leadingSpace {
      case "prefixed": parts.append("a space before each word")
      case "bare": parts.append("bare words")
      default: parts.append("leading space: \(policy.leadingSpace)")
      }
    }
    if policy.punctuation != plain.punctuation {
      parts.append(
        policy.punctuation == "dropped"
          ? "words without letter or digit left out" : "punctuation: \(policy.punctuation)")
    }
    if policy.specials != plain.specials { parts.append("with \(policy.specials)") }
    if policy.form != plain.form { parts.append("text in \(policy.form)") }
    switch policy.average {
    case plain.average: break
    case "macro-document": parts.append("mean over documents")
    case "macro-type": parts.append("mean over types")
    default: parts.append("average: \(policy.average)")
    }
    if policy.join != plain.join {
      parts.append(policy.join == "joined-by-space" ? "lines joined" : "join: \(policy.join)")
    }
    return parts + policy.further.map(further)
  }

  private static func further(_ entry: NamedText) -> String {
    switch entry.name {
    case "referenceLanguage": "against \(entry.value)"
    case "pricePerMillionTokens": "at \(entry.value) per million tokens"
    case "crossTokenizer": "relative to \(plain(entry.value))"
    default: "\(entry.name) \(entry.value)"
    }
  }

  /// An entry that is as by default, where what it stands beside is not.
  private static func standard(_ entry: NamedText) -> String {
    switch (entry.name, entry.value) {
    case ("leadingSpace", "in-text"): "text as it is"
    case ("punctuation", "kept"): "all words"
    case ("form", "raw"): "text as written"
    case ("average", "micro"): "ratio of sums"
    default: "\(entry.name) \(entry.value)"
    }
  }

  /// What tells `policy` from `other`; empty when a reader needs no note.
  static func difference(_ policy: Policy, from other: Policy) -> String {
    var parts: [String] = []
    if policy.words != other.words { parts.append(words(policy)) }
    let known = departures(other)
    parts += departures(policy).filter { !known.contains($0) }
    if parts.isEmpty, policy != other {
      parts = zip(policy.entries, other.entries).filter { $0 != $1 }.map { standard($0.0) }
    }
    return parts.joined(separator: ", ")
  }

  /// Resampling units, counted: `200 blocks of 5 lines`.
  static func units(_ count: Int, of unit: String) -> String {
    let number = NumberText.count(count)
    if count == 1 { return "\(number) \(unit)" }
    if unit.hasPrefix("block of ") { return "\(number) blocks of " + unit.dropFirst(9) }
    return "\(number) \(unit)s"
  }
}
