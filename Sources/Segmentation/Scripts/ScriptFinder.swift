import CICU

/// Finds the one script of short texts, by ICU's Script property (UAX #24); owned by one thread.
public struct ScriptFinder {
  /// What script a text has.
  public enum Found: Sendable, Hashable {
    /// None of its own: spaces, digits, punctuation, marks.
    case common
    /// One: its number, for `name(of:)`.
    case one(Int)
    /// More than one.
    case several
  }

  private var counts = [UInt64](repeating: 0, count: Int(DERLIUS_SCRIPTS))

  /// Creates a finder.
  public init() {}

  /// The script of a text, valid UTF-8 of at most `ICU.textLimit` bytes; scalars that are common to scripts or
  /// take that of what stands before (Zyyy, Zinh) do not count.
  ///
  /// O(n + number of scripts).
  public mutating func script(of text: UnsafeBufferPointer<UInt8>) -> Found {
    guard let base = text.baseAddress else { return .common }
    derlius_icu_count_scripts(base, text.count, &counts)
    var found = Found.common
    counts.withUnsafeMutableBufferPointer { counts in
      // The first two are Zyyy and Zinh: values 0 and 1 of the property in every version of ICU.
      for script in counts.indices where counts[script] > 0 {
        counts[script] = 0
        if script > 1 { found = found == .common ? .one(script) : .several }
      }
    }
    return found
  }

  /// The ISO 15924 code of a script, such as `Latn`.
  public static func name(of script: Int) -> String {
    String(cString: derlius_icu_script_name(Int32(truncatingIfNeeded: script)))
  }
}
