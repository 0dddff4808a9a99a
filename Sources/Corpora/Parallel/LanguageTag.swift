import Segmentation

/// Finds the language that a file's name says.
///
/// A tag has the shape of BCP 47 (RFC 5646): two or three letters, then a script (four letters), a region
/// (two letters or three digits) and variants, parted by `-` or `_`.
public enum LanguageTag {
  /// The last part of the name that is a language tag or code, as written; nil where there is none.
  ///
  /// Parts are what dots part, apart from the words of file types (`txt`, `dev`, `ref` …):
  /// `newstest2019-ref.lit.txt` gives `lit`. Where no part is a tag, the ends of parts after `-` or `_` are
  /// tried, but only for codes that ICU lists: `europarl-lt.txt` gives `lt`.
  public static func find(in name: String) -> String? {
    let parts = name.split(separator: ".").map(String.init)
    for part in parts.reversed() where isTag(part) && !notLanguages.contains(part.lowercased()) {
      return part
    }
    for part in parts.reversed() {
      if let found = ending(of: part) { return found }
    }
    return nil
  }

  /// Whether the text has the shape of a language tag.
  public static func isTag(_ text: String) -> Bool {
    let parts = split(text)
    guard let first = parts.first, isPrimary(first) else { return false }
    var rest = parts.dropFirst()
    if let script = rest.first, script.utf8.count == 4, isLetters(script) { rest.removeFirst() }
    if let region = rest.first {
      let count = region.utf8.count
      if (count == 2 && isLetters(region)) || (count == 3 && isDigits(region)) {
        rest.removeFirst()
      }
    }
    return rest.allSatisfy(isVariant)
  }

  /// Whether the text has the shape of a language tag, and ICU lists its language.
  public static func isKnown(_ text: String) -> Bool {
    guard isTag(text), let code = split(text).first?.lowercased() else { return false }
    return !notLanguages.contains(code) && ICU.isLanguage(code)
  }

  /// The two languages that a file's name has side by side, as in `tatoeba.eng-lit.tsv`: the last such pair.
  public static func findPair(in name: String) -> (String, String)? {
    for part in name.split(whereSeparator: { $0 == "." || $0 == " " }).reversed() {
      let codes = split(String(part)).map(String.init)
      for index in codes.indices.dropLast().reversed() {
        let pair = (codes[index], codes[index + 1])
        if isKnown(pair.0), isKnown(pair.1) { return pair }
      }
    }
    return nil
  }

  /// What stands before the first dot of a name.
  static func first(of name: String) -> String {
    String(name.prefix { $0 != "." })
  }

  /// A tag for comparing: lower case, parted by `-`.
  public static func canonical(_ tag: String) -> String {
    tag.lowercased().split(separator: "_", omittingEmptySubsequences: false).joined(separator: "-")
  }

  /// The tag at the end of a part: of the longest, whose code ICU lists.
  private static func ending(of part: String) -> String? {
    for index in part.indices where part[index] == "-" || part[index] == "_" {
      let tail = String(part[part.index(after: index)...])
      if isTag(tail), let code = split(tail).first?.lowercased(), !notLanguages.contains(code),
        ICU.isLanguage(code)
      {
        return tail
      }
    }
    return nil
  }

  private static func split(_ text: String) -> [Substring] {
    text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }
  }

  private static func isPrimary(_ text: Substring) -> Bool {
    (text.utf8.count == 2 || text.utf8.count == 3) && isLetters(text)
  }

  /// Five to eight letters and digits, or four that start with a digit.
  private static func isVariant(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy({ isLetter($0) || isDigit($0) }) else { return false }
    return (5...8).contains(bytes.count) || (bytes.count == 4 && isDigit(bytes[0]))
  }

  private static func isLetters(_ text: Substring) -> Bool { text.utf8.allSatisfy(isLetter) }
  private static func isDigits(_ text: Substring) -> Bool { text.utf8.allSatisfy(isDigit) }
  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Words of two or three letters that names of data files have and that are no languages there,
  /// though some are rare languages' codes.
  private static let notLanguages: Set<String> = [
    "txt", "dev", "src", "ref", "trg", "tgt", "hyp", "out", "in", "inp", "raw", "tok", "bpe", "spm",
    "sp", "tsv", "csv", "xml", "tei", "sgm", "htm", "md", "rst", "tex", "pdf", "doc", "po", "pot",
    "log", "bak", "old", "new", "tmp", "gz", "bz", "xz", "zst", "zip", "tar", "lc", "low", "all",
    "ids", "idx", "bin", "dat", "sha", "sum", "cfg", "ini", "yml", "py", "sh", "c", "h", "js",
    "val", "trn", "tst", "eval",
  ]
}
