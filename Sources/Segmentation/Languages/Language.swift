import CICU

/// A language, named by a tag as files and flags have it: `lt`, `lit`, `lit_Latn`, `zh-CN`.
public struct Language: Sendable, Hashable {
  /// The tag as it was written.
  public let text: String

  /// Takes any text; whether it is a language shows in `iso3`.
  public init(_ text: String) { self.text = text }

  /// The ISO 639-3 code of the language, or nil where ICU knows none.
  public var iso3: String? {
    // FLORES and others use ISO 639-3 codes of individual languages that ICU files under a macrolanguage.
    let language = text.split { $0 == "_" || $0 == "-" }.first.map(String.init) ?? text
    let code = String(cString: derlius_icu_iso3(language))
    if !code.isEmpty { return code }
    return language.utf8.count == 3 ? language : nil
  }

  /// Whether both tags name one language, whatever their script and region: `lt` and `lit_Latn` do.
  public func isSameLanguage(as other: Language) -> Bool {
    if text == other.text { return true }
    guard let one = iso3, let two = other.iso3 else { return false }
    return Self.individual(one) == Self.individual(two)
  }

  /// The language's English name, with the script where people call the language by it:
  /// `Chinese (simplified)`; the tag itself where ICU knows none.
  public var englishName: String {
    let parts = text.split { $0 == "_" || $0 == "-" }.map(String.init)
    let code = parts.first ?? text
    // A code of its own first: `nob` is Norwegian Bokmål, which its macrolanguage does not say.
    let name = Self.name(code) ?? Self.name(Self.individual(code)) ?? text
    switch Self.individual(code) {
    case "zh", "zho":
      if parts.contains("Hans") { return "\(name) (simplified)" }
      if parts.contains("Hant") { return "\(name) (traditional)" }
      return name
    default: return name
    }
  }

  /// ICU's English name of a code; nil where it has none.
  private static func name(_ code: String) -> String? {
    var name = [CChar](repeating: 0, count: 256)
    let length = derlius_icu_language_name(code, &name, Int32(name.count))
    if length == 0 { return nil }
    return String(decoding: name[..<Int(length)].map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  // Individual languages that stand for their macrolanguage in parallel corpora.
  static func individual(_ code: String) -> String {
    switch code {
    case "lvs": "lav"
    case "ekk": "est"
    case "arb": "ara"
    case "pes": "fas"
    case "nob": "nor"
    case "als": "sqi"
    case "cmn": "zho"
    case "npi": "nep"
    case "ory": "ori"
    case "swh": "swa"
    case "uzn": "uzb"
    case "zsm": "msa"
    case "azj": "aze"
    case "khk": "mon"
    case "plt": "mlg"
    case "ydd": "yid"
    case "kmr": "kur"
    default: code
    }
  }
}
