import CICU

/// The alphabet of a language: CLDR's standard exemplar characters that are letters or marks, from ICU's data.
///
/// Unlike `ExemplarLetters` it has no auxiliary letters, such as those of foreign names or marked for stress.
public struct Alphabet: Sendable, Hashable {
  /// A letter of an alphabet.
  public struct Letter: Sendable, Hashable {
    /// The letter as CLDR lists it: a small one where there are two cases.
    public var small: Unicode.Scalar
    /// Its capital; the letter itself where it has none.
    public var capital: Unicode.Scalar

    /// Creates a letter.
    public init(small: Unicode.Scalar, capital: Unicode.Scalar) {
      self.small = small
      self.capital = capital
    }
  }

  /// The letters, by their code points.
  public let letters: [Letter]

  /// Creates an alphabet of letters.
  public init(_ letters: [Letter]) { self.letters = letters }

  /// Finds a language's alphabet; nil where CLDR has none.
  ///
  /// The tag may have codes of individual languages that CLDR files under their macrolanguage.
  public init?(_ language: Language) {
    var parts = language.text.split { $0 == "_" || $0 == "-" }.map(String.init)
    guard let code = parts.first else { return nil }
    parts[0] = Language.individual(code)
    let tag = parts.joined(separator: "-")
    let count = derlius_icu_alphabet(tag, nil, 0)
    guard count > 0 else { return nil }
    var scalars = [Int32](repeating: 0, count: Int(count))
    guard derlius_icu_alphabet(tag, &scalars, count) == count else { return nil }
    letters = stride(from: 0, to: scalars.count, by: 2).compactMap { index in
      guard let small = Unicode.Scalar(UInt32(bitPattern: scalars[index])),
        let capital = Unicode.Scalar(UInt32(bitPattern: scalars[index + 1]))
      else { return nil }
      return Letter(small: small, capital: capital)
    }
  }

  /// The letters that are not ASCII.
  public var beyondASCII: [Letter] { letters.filter { !$0.small.isASCII } }
}
