/// A change of Derlius after which a metric has other values on the same input.
public struct MetricChange: Sendable, Hashable {
  /// The first version that computes it in the new way.
  public var version: String
  /// The ids of the metrics.
  public var metrics: [String]
  /// What they are now and were before.
  public var why: String
}

/// Which metrics changed in which version, and why: what `verify` tells of an older report.
///
/// A row is added with every change of a number, whatever the reason, in the version that brings it.
public enum MetricChanges {
  /// All changes, oldest first.
  public static let all = [
    MetricChange(
      version: "0.1.0", metrics: ["dagan2024-nsl"],
      why: "is a ratio of sums, as published; it was a mean of ratios"),
    MetricChange(
      version: "0.1.0", metrics: ["p of comparisons"],
      why: "is that of all units; chance moved it where their number was no multiple of 8"),
    MetricChange(
      version: "0.1.0",
      metrics: ["surcharge_nfd", "surcharge_upper", "surcharge_diacritics", "letter_fragments"],
      why: "are of the first 16 MB of a language; they were of all its text"),
    MetricChange(
      version: "0.1.0", metrics: ["low", "high", "p of comparisons"],
      why:
        "are over articles, documents and files where a corpus knows them; they were over blocks of lines"
    ),
    MetricChange(
      version: "0.1.0", metrics: ["showcase"],
      why: "has the sentence in the reference language too; no number changed"),
  ]

  /// The changes after one version, up to and with another; those of all versions where `old` is no version.
  public static func between(_ old: String, _ new: String) -> [MetricChange] {
    all.filter { precedes(old, $0.version) && !precedes(new, $0.version) }
  }

  /// Whether one version is older than another: numbers between dots, compared one by one.
  public static func precedes(_ one: String, _ other: String) -> Bool {
    func numbers(_ version: String) -> [Int] {
      version.split(separator: ".").map { part in
        Int(part.prefix { ("0"..."9").contains($0) }.prefix(9)) ?? 0
      }
    }
    let (left, right) = (numbers(one), numbers(other))
    for index in 0..<max(left.count, right.count) {
      let a = index < left.count ? left[index] : 0
      let b = index < right.count ? right[index] : 0
      if a != b { return a < b }
    }
    return false
  }

  /// What another version of a library or table changes; nil where that is not known.
  public static func meaning(of name: String) -> String? {
    switch name {
    case "icu": "words, sentences and normal forms"
    case "icuUnicode": "what a letter, a word and a normal form is"
    case "patternUnicode": "what a letter and a digit is in split patterns"
    case "hunspell": "which divisions of words a dictionary confirms"
    default: nil
    }
  }
}
