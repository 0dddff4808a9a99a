import Groundwork
import Synchronization

/// Morphemes by a hunspell dictionary: its words, its affix rules, and a language's table of prefixes.
///
/// A form's analysis: of all ways in which the dictionary makes it (and which hunspell's library accepts as a word) the
/// one with the fewest cuts, then the first in the order of its segments joined by `-`, as bytes. Prefixes are split off
/// by the language's table as long as the rest is a form of the dictionary. Analyses are made when they are first
/// asked for, and kept.
public final class HunspellDictionary: MorphemeProvider {
  /// The dictionary's name in reports.
  public let name: String
  /// The language's tag or code.
  public let language: String
  /// The name of the file that hunspell's library was loaded from, such as `libhunspell-1.7.so.0`.
  ///
  /// Nil where the library is part of the program. It tells no version of its own.
  public static var libraryFile: String? { HunspellLibrary.file }

  /// The SHA-256 of the words' file, `+`, that of the affix file.
  public let sha256: String
  /// What was found while reading.
  public let summary: ProviderSummary
  private let analyzer: AffixAnalyzer
  private let library: HunspellLibrary?
  private let table: LanguageAffixes?
  private let reflexiveFlags: Set<UInt32>
  private let cache = HunspellCache()
  private let segments = Mutex<DictionarySegments?>(nil)

  /// Reads a dictionary and its affix file; its name is the file's stem unless given.
  ///
  /// Complexity: O(n). Throws, with the line, where a file would be useless to hunspell.
  public convenience init(
    words: String, affixes: String, language: String, name: String? = nil
  ) throws(Failure) {
    let wordBytes = try readFile(words)
    let affixBytes = try readFile(affixes)
    try self.init(
      words: wordBytes, wordFile: words, affixes: affixBytes, affixFile: affixes,
      language: language, name: name ?? pathStem(words), usesLibrary: true)
  }

  /// Reads a dictionary from bytes, whose names are for errors.
  ///
  /// Hunspell's library reads the files of these names itself; without it every form that the rules make is a word.
  public init(
    words: [UInt8], wordFile: String, affixes: [UInt8], affixFile: String, language: String,
    name: String, usesLibrary: Bool
  ) throws(Failure) {
    for (bytes, file) in [(affixes, affixFile), (words, wordFile)] where bytes.isEmpty {
      throw Failure(
        "is empty", at: .file(file), remedy: "name a dictionary: the .dic file, its .aff beside it")
    }
    self.name = name
    self.language = language
    sha256 =
      try SHA256.hexadecimalDigest(of: words) + "+" + SHA256.hexadecimalDigest(of: affixes)
    analyzer = try AffixAnalyzer(
      affixes: affixes, affixFile: affixFile, words: words, wordFile: wordFile, language: language)
    library =
      usesLibrary
      ? try HunspellLibrary(
        affixes: affixFile, words: wordFile, encoding: analyzer.affixes.encoding) : nil
    table = LanguageAffixes.table(of: language)
    // The reflexive's rules are those that make `mokytis` of `mokyti`.
    reflexiveFlags = Set(
      analyzer.suffixes.rules.lazy.filter { rule in
        rule.stripped.isEmpty && rule.added.elementsEqual("s".utf8)
          && rule.rule.condition.holdsAtEnd(of: "kalbėti".unicodeScalars.map(\.value))
          && rule.rule.condition.count > 0
      }.map(\.rule.flag))
    summary = ProviderSummary(kind: .hunspell, forms: analyzer.entries.forms.count)
  }

  /// Puts the cuts of a form's analysis into `cuts`; false where the dictionary does not have the form.
  ///
  /// Expected O(length) for a form that was asked for before.
  public func findCuts(of form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]) -> Bool {
    cuts.removeAll(keepingCapacity: true)
    guard let found = analyze(form) else { return false }
    cuts.append(contentsOf: found)
    return true
  }

  /// Whether a piece is a form or a segment of one, as the rules make them.
  ///
  /// At `initial` a form, a prefix, or a stem that takes suffixes; at `inner` a word, a stem, a suffix, or
  /// a prefix behind another.
  public func knowsSegment(
    _ piece: UnsafeBufferPointer<UInt8>, at position: SegmentPosition
  ) -> Bool {
    if piece.isEmpty { return false }
    switch position {
    case .initial: if analyze(piece) != nil { return true }
    // A word stays whole behind a prefix.
    case .inner: if analyzer.entries.forms.number(of: piece) != nil { return true }
    }
    return segments.withLock { segments in
      if segments == nil { segments = DictionarySegments(analyzer, table: table) }
      return segments?.holds(piece, at: position) ?? false
    }
  }

  /// The analysis of a form; nil where it is not known.
  private func analyze(_ form: UnsafeBufferPointer<UInt8>) -> [Int]? {
    // Hunspell itself knows no word of more than 100 letters.
    if form.isEmpty || form.count > 400 { return nil }
    if let made = cache.analysis(of: form) { return made }
    let made = analysis(of: Array(form))
    cache.keep(made, of: form)
    return made
  }

  private func analysis(of form: [UInt8]) -> [Int]? {
    let derivations = analyzer.derivations(of: form).filter {
      library?.knows($0.spelling) ?? true
    }
    if derivations.isEmpty { return nil }
    let plain = derivations.map {
      $0.cuts(of: form, table: table, reflexiveFlags: reflexiveFlags)
    }
    let whole = best(plain, of: form)
    guard let table else { return whole }
    var split: [[Int]] = []
    for (derivation, cuts) in zip(derivations, plain) where derivation.prefixLength > 0 {
      let start = derivation.prefixLength
      if let rest = rest(form, start) {
        split.append(cuts.filter { $0 <= start } + rest)
      }
    }
    let first = whole?.first ?? form.count
    for prefix in table.prefixes where form.starts(with: prefix.text) {
      let start = prefix.text.count
      if letters(form[start...]) >= prefix.least, start < first, let rest = rest(form, start) {
        split.append([start] + rest)
      }
      let end = start + table.reflexive.count
      if prefix.takesReflexive, form[start...].starts(with: table.reflexive),
        letters(form[end...]) >= prefix.least, end < first, let rest = rest(form, end)
      {
        split.append([start, end] + rest)
      }
    }
    return best(split, of: form) ?? whole
  }

  /// The cuts of what stands behind a place of a form, as a form of its own; nil where it is none.
  private func rest(_ form: [UInt8], _ start: Int) -> [Int]? {
    form[start...].withUnsafeBufferPointer { analyze($0) }?.map { $0 + start }
  }

  private func best(_ analyses: [[Int]], of form: [UInt8]) -> [Int]? {
    var best: [Int]?
    for analysis in analyses {
      guard let old = best else {
        best = analysis
        continue
      }
      if CutOrder.isBetter(analysis, old, in: form) { best = analysis }
    }
    return best
  }

  private func letters(_ text: ArraySlice<UInt8>) -> Int {
    text.lazy.filter { $0 & 0xC0 != 0x80 }.count
  }
}
