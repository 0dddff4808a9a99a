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

/// What is done to control characters: General_Category Cc that is no White_Space.
///
/// These are U+0000–0008, U+000E–001F, U+007F–0084 and U+0086–009F. Tabs, line ends and U+0085 are
/// white space.
public enum ControlCharacters: String, Sendable, Hashable, CaseIterable {
  /// They stay.
  case kept
  /// They are taken out.
  case removed
  /// Each becomes U+FFFD, so that it can be seen that something stood there.
  case replaced
}

/// The form that texts are brought to before anything is counted: a policy value.
///
/// The steps run in this order, whatever order a name gives them in: soft hyphens and control
/// characters, the normal form, case (and the normal form again, which case mapping may leave),
/// white space. So marks compose with a letter that a soft hyphen parted from them, and spaces that
/// compatibility forms make of U+00A0 are folded.
public struct TextForm: Sendable, Hashable {
  /// The normal form; it also holds after all other steps.
  public var normalForm: NormalForm
  /// What is done to case.
  public var letterCase: LetterCase
  /// The locale of lower-casing; empty is the root locale.
  public var locale: String
  /// Whether soft hyphens (U+00AD) are taken out.
  public var removesSoftHyphens = false
  /// What is done to control characters.
  public var controls = ControlCharacters.kept
  /// Whether each run of White_Space becomes one space (U+0020), and none is left at the ends.
  public var foldsWhiteSpace = false

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
  public var isRaw: Bool {
    normalForm == .raw && letterCase == .kept && !removesSoftHyphens && controls == .kept
      && !foldsWhiteSpace
  }
}
