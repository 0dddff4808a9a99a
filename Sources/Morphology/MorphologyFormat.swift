import Corpora
import Groundwork

/// The kinds of files that morphemes are read from, told apart by name and content.
public enum MorphologyFormat: Sendable, Hashable {
  /// A table of forms and segments.
  case list
  /// A hunspell dictionary: two files, `.dic` and `.aff`.
  case hunspell
  /// A treebank in CoNLL-U.
  case treebank
  /// A UniMorph table.
  case unimorph

  /// Finds the format: a name that ends in `.dic` or `.aff` is a hunspell dictionary; for others the first bytes of
  /// the content decide.
  public static func detect(name: String, content: [UInt8]) -> MorphologyFormat {
    if HunspellFiles.isName(name) { return .hunspell }
    let start = Array(content.prefix(1 << 16))
    if CorpusFile.format(of: start) == .conllu { return .treebank }
    return looksLikeUniMorph(start, isWhole: start.count == content.count) ? .unimorph : .list
  }

  /// Parts of speech that features of UniMorph begin with.
  private static let partsOfSpeech: Set<String> = [
    "N", "PROPN", "ADJ", "PRO", "CLF", "ART", "DET", "V", "ADV", "AUX", "V.PTCP", "V.MSDR", "V.CVB",
    "ADP", "COMP", "CONJ", "NUM", "PART", "INTJ",
  ]

  // Every row has features in its third column, and in one the second is not the first cut into pieces.
  private static func looksLikeUniMorph(_ start: [UInt8], isWhole: Bool) -> Bool {
    var lines = start.split(separator: 0x0A)
    if !isWhole, lines.count > 1 { lines.removeLast() }
    var differs = false
    var rows = 0
    for line in lines {
      let line = line.last == 0x0D ? line.dropLast() : line
      if line.isEmpty { continue }
      let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
      guard fields.count > 2 else { return false }
      let first = fields[2].prefix { $0 != 0x3B }
      guard partsOfSpeech.contains(String(decoding: first, as: UTF8.self)) else { return false }
      rows += 1
      func letters(_ field: ArraySlice<UInt8>) -> [UInt8] {
        field.filter { $0 != 0x2D && $0 != 0x20 }
      }
      if letters(fields[0]) != letters(fields[1]) { differs = true }
    }
    return rows > 0 && differs
  }
}

/// The two files of a hunspell dictionary.
public struct HunspellFiles: Sendable, Hashable {
  /// The words.
  public var words: String
  /// The affix file.
  public var affixes: String

  /// Names the two files.
  public init(words: String, affixes: String) {
    self.words = words
    self.affixes = affixes
  }

  /// Whether a name is one of a dictionary's files.
  public static func isName(_ name: String) -> Bool {
    name.hasSuffix(".dic") || name.hasSuffix(".aff")
  }

  /// The pair that a user names by either file, or by their common stem; nil where the path is no dictionary.
  ///
  /// A stem is one only where no file has that name. Throws where one of the two files is missing.
  public static func named(_ path: String) throws(Failure) -> HunspellFiles? {
    var stem = path
    if isName(path) {
      stem = String(path.dropLast(4))
    } else if exists(path) || !(exists(path + ".dic") || exists(path + ".aff")) {
      return nil
    }
    let files = HunspellFiles(words: stem + ".dic", affixes: stem + ".aff")
    for (file, other) in [(files.words, files.affixes), (files.affixes, files.words)]
    where !exists(file) && exists(other) {
      throw Failure(
        "has no \(lastPathComponent(file)) beside it", at: .file(other),
        remedy: "a hunspell dictionary is two files, .dic and .aff, of one name")
    }
    return files
  }
}
