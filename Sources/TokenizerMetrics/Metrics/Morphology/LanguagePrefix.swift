import Segmentation

/// The names of metrics that are named after a language: `lt_type`, `lv_occurrence`.
enum LanguagePrefix {
  /// A language's two-letter code; its three-letter one, or the tag in small letters, where it has none.
  static func of(_ tag: String) -> String {
    let language = Language(tag)
    if let found = codes.first(where: { language.isSameLanguage(as: Language($0)) }) {
      return found
    }
    return language.iso3 ?? tag.lowercased()
  }

  /// The name that a metric of another language has in the list of metrics; nil for other names.
  ///
  /// `lv_type` is `lt_type` there.
  static func listed(_ metric: String) -> String? {
    guard let (prefix, kind) = parts(metric) else { return nil }
    return prefix == "lt" ? nil : "lt_\(kind)"
  }

  /// The record of a metric that is named after a language.
  static func record(_ metric: String) -> MetricRecord? {
    guard let (prefix, kind) = parts(metric) else { return nil }
    return kind == "type" ? .languageTypes(prefix) : .languageOccurrences(prefix)
  }

  private static func parts(_ metric: String) -> (String, String)? {
    for kind in ["type", "occurrence"] where metric.hasSuffix("_\(kind)") {
      let prefix = metric.dropLast(kind.utf8.count + 1)
      let isCode =
        (2...3).contains(prefix.utf8.count) && prefix.utf8.allSatisfy { 0x61...0x7A ~= $0 }
      return isCode ? (String(prefix), kind) : nil
    }
    return nil
  }

  /// Two-letter codes (ISO 639-1) of languages that corpora and morphologies are likely to be in.
  private static let codes = [
    "lt", "lv", "et", "pl", "en", "de", "fr", "es", "pt", "it", "ru", "uk", "be", "fi", "sv", "da",
    "nb",
    "nn", "is", "cs", "sk", "sl", "hr", "sr", "bg", "ro", "hu", "el", "tr", "az", "kk", "uz", "ky",
    "ka",
    "hy", "he", "ar", "fa", "ur", "hi", "bn", "ta", "te", "th", "vi", "id", "ms", "ko", "ja", "zh",
    "eu",
    "ca", "gl", "ga", "cy", "nl", "mk", "sq", "mt", "sw", "zu", "km", "my", "lo", "si", "ne", "am",
  ]
}
