/// Lines of parallel text that have words in some languages and none in others.
enum EmptyLines {
  /// What to say of a corpus; nil where all languages are empty on the same lines.
  static func warning(_ corpus: String, _ tallies: [LanguageTally]) -> String? {
    guard let first = tallies.first else { return nil }
    var count = 0
    var example = ""
    for line in first.hasWords.indices {
      let without = tallies.filter { !$0.hasWords[line] }.map(\.language)
      if without.isEmpty || without.count == tallies.count { continue }
      if count == 0 { example = "line \(line + 1) in \(without.prefix(3).joined(separator: ", "))" }
      count += 1
    }
    if count == 0 { return nil }
    let lines = count == 1 ? "1 line is" : "\(count) lines are"
    return "\(corpus): \(lines) empty in some languages and not in others (first \(example)); "
      + "pairs with an empty side are left out of means over pairs, and kept in sums"
  }
}
