import CTextCat
import Segmentation

/// Guesses which languages a text may be in: libexttextcat's comparison of n-gram ranks (Cavnar and Trenkle
/// 1994) with the fingerprints that the system has.
///
/// Owned by one thread. Good for a share of lines that are in another language, not for one line, and not between
/// neighbours: of the lines of FLORES-200 dev that are long enough it calls no Lithuanian one another language
/// and lets no English or Polish one pass for Lithuanian, but 408 of 981 Latvian ones
/// (docs/decisions/0017-corpus-checks.md).
public final class LanguageGuesser {
  /// What is said of a text.
  public enum Guess: Sendable, Hashable {
    /// The languages that fit about equally well, best first.
    case languages([String])
    /// Too short, or like none.
    case none
  }

  /// The fewest bytes of a text that is worth a guess.
  public static let shortest = 60
  private static let folder = "/usr/share/libexttextcat/"
  private let handle: OpaquePointer

  /// Opens the fingerprints; nil where this machine has none.
  public init?() {
    guard let handle = derlius_textcat_new(Self.folder + "fpdb.conf", Self.folder) else {
      return nil
    }
    self.handle = handle
  }

  deinit { derlius_textcat_free(handle) }

  /// The library and its version.
  public static var version: String {
    "libexttextcat \(String(cString: derlius_textcat_version()))"
  }

  /// Guesses the language of a text; its first 400 bytes count.
  public func guess(_ text: UnsafeBufferPointer<UInt8>) -> Guess {
    var length = min(text.count, 400)
    while length > 0, length < text.count, text[length] & 0xC0 == 0x80 { length -= 1 }
    guard let base = text.baseAddress, length >= Self.shortest else { return .none }
    let answer = String(cString: derlius_textcat_classify(handle, base, length))
    guard answer.hasPrefix("[") else { return .none }
    // `[lt--utf8][eo--utf8]`
    return .languages(
      answer.split { $0 == "[" || $0 == "]" }.map { name in
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        return String(parts.prefix { !$0.isEmpty }.joined(separator: "-"))
      })
  }

  /// Whether a guess allows for a language.
  public static func allows(_ language: Language, _ guess: Guess) -> Bool {
    guard case .languages(let names) = guess else { return true }
    return names.contains { language.isSameLanguage(as: Language($0)) }
  }
}
