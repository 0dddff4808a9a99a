import Groundwork

/// The segments that a dictionary's rules can make, whatever the form.
struct DictionarySegments: Sendable {
  private var prefixes = ByteTable()
  private var innerPrefixes = ByteTable()
  private var stems = ByteTable()
  private var suffixes = ByteTable()

  /// Lays the rules on all words.
  ///
  /// Complexity: O(words · rules that they take); words that end alike and have the same flags are done once.
  init(_ analyzer: AffixAnalyzer, table: LanguageAffixes?) {
    for rule in analyzer.prefixes.rules { add(rule.added, table) }
    for prefix in table?.prefixes ?? [] {
      insert(prefix.text, into: &prefixes)
      insert(prefix.text, into: &innerPrefixes)
    }
    if let table, !table.reflexive.isEmpty { insert(table.reflexive, into: &innerPrefixes) }
    for end in table?.reflexiveEnds ?? [] {
      insert(Array(end.end.suffix(end.length)), into: &suffixes)
    }

    let rules = Dictionary(grouping: analyzer.suffixes.rules, by: \.rule.flag)
    let seen = analyzer.suffixes.rules.map {
      max($0.rule.condition.count, $0.rule.stripped.count)
    }
    let reach = (seen.max() ?? 0) + 4
    // How the rules change a word's end, by flags and last letters.
    var known: [[UInt32]: Set<StemChange>] = [:]
    for number in 0..<analyzer.entries.forms.count {
      let form = Array(analyzer.entries.forms.bytes[analyzer.entries.forms.range(number)])
      for entry in form.withUnsafeBufferPointer({ analyzer.entries.entries(of: $0) }) {
        let word = analyzer.entries.scalars(of: entry)
        let key = [UInt32(entry.flags)] + word.suffix(reach)
        let changes: Set<StemChange>
        if let found = known[key] {
          changes = found
        } else {
          changes = lay(rules, on: word, form, analyzer.entries.flagSets[entry.flags], table)
          known[key] = changes
        }
        for change in changes {
          insert(form.dropLast(change.dropped) + change.added, into: &stems)
        }
        if changes.isEmpty { insert(form, into: &stems) }
      }
    }
  }

  /// Whether a piece is such a segment.
  func holds(_ piece: UnsafeBufferPointer<UInt8>, at position: SegmentPosition) -> Bool {
    if stems.number(of: piece) != nil { return true }
    switch position {
    case .initial: return prefixes.number(of: piece) != nil
    case .inner:
      return suffixes.number(of: piece) != nil || innerPrefixes.number(of: piece) != nil
    }
  }

  /// What makes a stem of a word: bytes that its end loses, and consonants that stand there instead.
  private struct StemChange: Hashable {
    var dropped: Int
    var added: [UInt8]
  }

  /// Adds the suffixes that a word takes; gives how they change its end.
  private mutating func lay(
    _ rules: [UInt32: [RuleIndex.Indexed]], on word: [UInt32], _ form: [UInt8], _ flags: [UInt32],
    _ table: LanguageAffixes?
  ) -> Set<StemChange> {
    var changes: Set<StemChange> = []
    for flag in flags {
      for rule in rules[flag] ?? [] where rule.rule.apply(to: word) != nil {
        guard form.suffix(rule.stripped.count).elementsEqual(rule.stripped) else { continue }
        let made = form.dropLast(rule.stripped.count) + rule.added
        var derivation = AffixDerivation(base: form, spelling: [])
        derivation.suffixStart = made.count - rule.added.count
        let cut = derivation.cuts(of: Array(made), table: table, reflexiveFlags: []).last
        guard let cut else { continue }
        insert(Array(made[cut...]), into: &suffixes)
        let kept = min(cut, form.count - rule.stripped.count)
        changes.insert(StemChange(dropped: form.count - kept, added: Array(made[kept..<cut])))
      }
    }
    return changes
  }

  private mutating func add(_ prefix: [UInt8], _ table: LanguageAffixes?) {
    let cuts = [0] + (table?.cuts(within: prefix[...]) ?? []) + [prefix.count]
    for (start, end) in zip(cuts, cuts.dropFirst()) where start < end {
      if start == 0 {
        insert(Array(prefix[start..<end]), into: &prefixes)
      } else {
        insert(Array(prefix[start..<end]), into: &innerPrefixes)
      }
    }
  }

  private func insert(_ text: [UInt8], into table: inout ByteTable) {
    text.withUnsafeBufferPointer { _ = table.insert($0) }
  }
}
