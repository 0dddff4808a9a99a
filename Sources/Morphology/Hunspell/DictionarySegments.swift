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

    let groups = RuleGroups(analyzer.suffixes.rules)
    // How the rules change a word's end, by flags and last letters.
    var known: [[UInt32]: Set<StemChange>] = [:]
    var laid: [GroupUse: Set<StemChange>] = [:]
    for number in 0..<analyzer.entries.forms.count {
      let form = Array(analyzer.entries.forms.bytes[analyzer.entries.forms.range(number)])
      for entry in form.withUnsafeBufferPointer({ analyzer.entries.entries(of: $0) }) {
        let word = analyzer.entries.scalars(of: entry)
        let key = [UInt32(entry.flags)] + word.suffix(groups.reach)
        let changes: Set<StemChange>
        if let found = known[key] {
          changes = found
        } else {
          changes = lay(
            groups, on: word, form, analyzer.entries.flagSets[entry.flags], table, &laid)
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

  /// A group of rules on words whose ends are alike for it.
  private struct GroupUse: Hashable {
    var group: Int
    /// The part of the word's ending that the rules leave.
    var ending: [UInt8]
    /// Whether a letter before what is stripped may soften.
    var softens: Bool
  }

  /// Adds the suffixes that a word takes; gives how they change its end.
  private mutating func lay(
    _ groups: RuleGroups, on word: [UInt32], _ form: [UInt8], _ flags: [UInt32],
    _ table: LanguageAffixes?, _ laid: inout [GroupUse: Set<StemChange>]
  ) -> Set<StemChange> {
    var changes: Set<StemChange> = []
    let stem = table?.stemLength(of: form) ?? form.count
    for number in flags.flatMap({ groups.numbers[$0] ?? [] }) {
      let group = groups.groups[number]
      guard let first = group.first, first.rule.apply(to: word) != nil,
        form.suffix(first.stripped.count).elementsEqual(first.stripped)
      else { continue }
      let kept = form.count - first.stripped.count
      let use = GroupUse(
        group: number, ending: Array(form[min(stem, kept)..<kept]),
        softens: form[..<kept].last == UInt8(ascii: "d"))
      let made = laid[use] ?? lay(group, on: form, kept, table)
      laid[use] = made
      changes.formUnion(made)
    }
    return changes
  }

  private mutating func lay(
    _ group: [RuleIndex.Indexed], on form: [UInt8], _ kept: Int, _ table: LanguageAffixes?
  ) -> Set<StemChange> {
    var changes: Set<StemChange> = []
    for rule in group {
      let made = Array(form[..<kept] + rule.added)
      var derivation = AffixDerivation(base: form, spelling: [])
      derivation.suffixStart = kept
      let cuts = derivation.cuts(of: made, table: table, reflexiveFlags: [])
      guard let cut = cuts.last else { continue }
      insert(Array(made[cut...]), into: &suffixes)
      let shared = min(cut, kept)
      changes.insert(StemChange(dropped: form.count - shared, added: Array(made[shared..<cut])))
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
