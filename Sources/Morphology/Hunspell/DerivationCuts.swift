/// Where a derivation cuts its form.
extension AffixDerivation {
  /// The cuts, ascending, without the form's ends.
  ///
  /// Behind the prefix, within it where the language's table knows its parts, and before the suffix. A word of the
  /// dictionary that no suffix rule changed keeps its ending. The suffix begins where form and dictionary word part;
  /// with a table, where the dictionary word's ending begins (`auga` makes `aug-antis`, not `auga-ntis`), behind the
  /// consonants of a stem that changes (`jautė` makes `jauč-iau`). Complexity: O(length).
  func cuts(of form: [UInt8], table: LanguageAffixes?, reflexiveFlags: Set<UInt32>) -> [Int] {
    var cuts: Set<Int> = [prefixLength]
    if let table { cuts.formUnion(table.cuts(within: form[..<prefixLength])) }
    if let suffixStart {
      if let innerStart {
        cuts.formUnion([innerStart, max(innerStart, suffixStart)])
      } else {
        cuts.insert(table.map { stemEnd(of: form, suffixStart, $0) } ?? suffixStart)
      }
      if let table, let suffixFlag, reflexiveFlags.contains(suffixFlag) {
        let end = table.reflexiveEnds.first { form.suffix($0.end.count).elementsEqual($0.end) }
        if let end { cuts.insert(form.count - end.length) }
      }
    }
    return cuts.filter { 0 < $0 && $0 < form.count }.sorted()
  }

  private func stemEnd(of form: [UInt8], _ start: Int, _ table: LanguageAffixes) -> Int {
    let kept = prefixStripped + start - prefixLength
    let stem = table.stemLength(of: base)
    if stem < kept { return prefixLength + max(0, stem - prefixStripped) }
    // The rule changes consonants of the stem, or softens its last: they stay with it.
    let softens = form[start...].starts(with: "ž".utf8) && form[..<start].last == UInt8(ascii: "d")
    guard stem > kept || softens else { return start }
    var end = start
    while end < form.count, !table.hasVowel(form, at: end) {
      end += 1
      while end < form.count, form[end] & 0xC0 == 0x80 { end += 1 }
    }
    return end < form.count ? end : start
  }
}
