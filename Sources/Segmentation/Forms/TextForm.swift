/// A Unicode normal form (UAX #15), or the text as it is.
public enum NormalForm: String, Sendable, Hashable, CaseIterable {
  case raw
  case nfc = "NFC"
  case nfd = "NFD"
  case nfkc = "NFKC"
  case nfkd = "NFKD"
}

/// What is done to the case of letters.
public enum LetterCase: String, Sendable, Hashable, CaseIterable {
  /// Case stays.
  case kept
  /// Full lower-casing (Unicode chapter 3.13, with the final sigma).
  case lower
  /// Full case folding, for comparing (Unicode chapter 3.13).
  case folded
}

/// The form that texts are brought to before anything is counted: a policy value.
public struct TextForm: Sendable, Hashable {
  /// The normal form; it also holds after case mapping.
  public var normalForm: NormalForm
  /// What is done to case.
  public var letterCase: LetterCase
  /// The locale of lower-casing; empty is the root locale.
  public var locale: String

  /// Creates a form; by default the text stays as it is.
  public init(
    _ normalForm: NormalForm = .raw, letterCase: LetterCase = .kept, locale: String = ""
  ) {
    self.normalForm = normalForm
    self.letterCase = letterCase
    self.locale = locale
  }

  /// Texts as they are.
  public static let raw = TextForm()

  /// Whether nothing can change.
  public var isRaw: Bool { normalForm == .raw && letterCase == .kept }
}

extension TextForm: CustomStringConvertible {
  /// As policies name it: `raw`, `NFC`, `lower`, `NFC+lower`, `lower(lt)`.
  public var description: String {
    if letterCase == .kept { return normalForm.rawValue }
    let letters =
      letterCase == .lower && !locale.isEmpty
      ? "\(letterCase.rawValue)(\(locale))" : letterCase.rawValue
    return normalForm == .raw ? letters : "\(normalForm.rawValue)+\(letters)"
  }

  /// The form that a policy's name means (the inverse of `description`); nil where there is none.
  public init?(_ name: String) {
    self.init()
    for (index, part) in name.split(separator: "+", omittingEmptySubsequences: false).enumerated() {
      if index == 0, let form = NormalForm(rawValue: String(part)) {
        normalForm = form
      } else if letterCase == .kept, part == "lower" || part == "folded" {
        letterCase = part == "lower" ? .lower : .folded
      } else if letterCase == .kept, part.hasPrefix("lower("), part.hasSuffix(")"),
        part.utf8.count > 7
      {
        letterCase = .lower
        locale = String(part.dropFirst(6).dropLast())
      } else {
        return nil
      }
    }
    if name.hasPrefix("raw+") { return nil }
  }
}
