import Groundwork
import Segmentation

/// Finds the dictionary words and rules that make a form: what hunspell's library does not tell.
///
/// One prefix rule, and one or two suffix rules. Compounds, two prefixes and changes of input (`ICONV`) are not
/// followed: such forms are not known.
struct AffixAnalyzer: Sendable {
  /// The affix file.
  let affixes: AffixFile
  /// The dictionary's words.
  let entries: DictionaryEntries
  let prefixes: RuleIndex
  let suffixes: RuleIndex
  /// Flags that suffix rules give to their results.
  private let continuations: Set<UInt32>

  /// Reads an affix file and its dictionary, whose names are for errors.
  init(
    affixes bytes: [UInt8], affixFile: String, words: [UInt8], wordFile: String, language: String
  ) throws(Failure) {
    let form = try LookupForm(language: language)
    affixes = try AffixFile(bytes, file: affixFile)
    entries = try DictionaryEntries(words, file: wordFile, affixes: affixes, form: form)
    prefixes = try RuleIndex(affixes.rules.filter(\.isPrefix), form: form)
    suffixes = try RuleIndex(affixes.rules.filter { !$0.isPrefix }, form: form)
    continuations = Set(suffixes.rules.flatMap(\.rule.continuation))
  }

  /// All ways to make a look-up form.
  ///
  /// Complexity: the product of the rules that add its start and those that add its end.
  func derivations(of form: [UInt8]) -> [AffixDerivation] {
    var found: [AffixDerivation] = []
    let ends: [RuleIndex.Indexed?] = [nil] + suffixes.ending(form)
    for prefix in [nil] + prefixes.starting(form) {
      let start = prefix?.added.count ?? 0
      for suffix in ends {
        let end = form.count - (suffix?.added.count ?? 0)
        guard start <= end else { continue }
        let inner = form[start..<end] + (suffix?.stripped ?? [])
        take(form, prefix, nil, suffix, (prefix?.stripped ?? []) + inner, into: &found)
        guard let suffix, continuations.contains(suffix.rule.flag) else { continue }
        for first in suffixes.ending(inner) where first.rule.continuation.contains(suffix.rule.flag)
        {
          let base = (prefix?.stripped ?? []) + inner.dropLast(first.added.count) + first.stripped
          take(form, prefix, first, suffix, base, into: &found)
        }
      }
    }
    return found
  }

  /// Adds the derivations from the words of a look-up form that take all the rules.
  private func take(
    _ form: [UInt8], _ prefix: RuleIndex.Indexed?, _ first: RuleIndex.Indexed?,
    _ suffix: RuleIndex.Indexed?, _ base: [UInt8], into found: inout [AffixDerivation]
  ) {
    if prefix != nil, suffix != nil {
      guard prefix?.rule.crosses == true, (first ?? suffix)?.rule.crosses == true else { return }
    }
    let words = base.withUnsafeBufferPointer { entries.entries(of: $0) }
    for entry in words {
      let flags = entries.flagSets[entry.flags]
      if flags.contains(where: { affixes.barred.contains($0) }) { continue }
      if prefix == nil, suffix == nil, let needed = affixes.needsAffix, flags.contains(needed) {
        continue
      }
      guard takes(flags, prefix, first, suffix) else { continue }
      var word: [UInt32]? = entries.scalars(of: entry)
      for rule in [first, suffix, prefix].compactMap({ $0?.rule }) {
        word = word.flatMap { rule.apply(to: $0) }
      }
      guard let word else { continue }
      var spelling = ""
      for scalar in word.compactMap(Unicode.Scalar.init) { spelling.unicodeScalars.append(scalar) }
      var derivation = AffixDerivation(base: base, spelling: Array(spelling.utf8))
      derivation.prefixLength = prefix?.added.count ?? 0
      derivation.prefixStripped = prefix?.stripped.count ?? 0
      if let suffix {
        derivation.suffixStart = form.count - suffix.added.count
        derivation.suffixFlag = suffix.rule.flag
        derivation.innerStart = first.map {
          form.count - suffix.added.count + suffix.stripped.count - $0.added.count
        }
      }
      found.append(derivation)
    }
  }

  private func takes(
    _ flags: [UInt32], _ prefix: RuleIndex.Indexed?, _ first: RuleIndex.Indexed?,
    _ suffix: RuleIndex.Indexed?
  ) -> Bool {
    let given = flags + (prefix?.rule.continuation ?? [])
    if let rule = (first ?? suffix)?.rule, !given.contains(rule.flag) { return false }
    guard let prefix else { return true }
    let all =
      flags + (first?.rule.continuation ?? []) + (suffix?.rule.continuation ?? [])
    return all.contains(prefix.rule.flag)
  }
}
