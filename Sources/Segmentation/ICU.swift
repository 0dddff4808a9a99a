import CICU
import Groundwork

/// The ICU library that is linked; its versions are part of every policy.
public enum ICU {
  /// ICU's version, such as `72.1`.
  public static var version: String { String(cString: derlius_icu_version()) }
  /// The version of Unicode that ICU follows, such as `15.0`.
  public static var unicodeVersion: String { String(cString: derlius_icu_unicode_version()) }
  /// The greatest length of a text in bytes that ICU is given: 1 GiB.
  public static let textLimit = Int(DERLIUS_ICU_LIMIT)

  /// Whether a code is one of the ISO 639 languages that ICU lists (lower case).
  public static func isLanguage(_ code: String) -> Bool { derlius_is_language(code) != 0 }

  static func unavailable(_ what: String) -> Failure {
    Failure("ICU gives no \(what)", remedy: "check the installation of ICU and its data")
  }

  static func failed(_ what: String) -> Failure {
    Failure("ICU cannot find the \(what) of a text", remedy: "split texts of more than 1 GiB")
  }
}
