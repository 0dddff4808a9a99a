import Groundwork
import Segmentation

extension SplitPattern {
  /// The spelling of a pattern that means in Oniguruma, so in `tokenizers`, what the pattern means for
  /// tiktoken; nil where there is none that is known to.
  ///
  /// - Parameter nameOrText: a name that `named` knows, or a regular expression as tiktoken has it.
  public static func onigurumaText(of nameOrText: String) -> String? {
    let known = named(nameOrText) ?? recognized(nameOrText)
    if let known {
      // Of the known patterns only cl100k has one: possessive there, a repetition of a repetition here.
      // Nothing follows it in its alternative, so that giving back changes nothing.
      return known.text.replacingAll("{1,3}+", with: "{1,3}")
    }
    return meansTheSame(nameOrText) ? nameOrText : nil
  }

  /// The spelling of a pattern for tiktoken that means there what it means in Oniguruma; nil where there
  /// is none that is known to.
  ///
  /// - Parameter text: a regular expression as `tokenizers` has it.
  public static func tiktokenText(of text: String) -> String? {
    if let known = recognized(text), !hasPossessiveCount(text) { return known.text }
    return meansTheSame(text) ? text : nil
  }

  /// Whether a pattern has a count such as `{1,3}+`: possessive for tiktoken, a repeated repetition for
  /// Oniguruma.
  private static func hasPossessiveCount(_ text: String) -> Bool {
    var isCount = false
    var before: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if scalar == "+", before == "}", isCount { return true }
      if scalar == "{" {
        isCount = true
      } else if scalar != "}" {
        isCount = isCount && (scalar == "," || ("0"..."9").contains(scalar))
      }
      before = scalar
    }
    return false
  }

  /// Whether a pattern is rewritten to the same one for ICU, whichever engine it was written for.
  private static func meansTheSame(_ text: String) -> Bool {
    do throws(Failure) {
      let one = try PinnedPattern(text, dialect: .tiktoken).text
      return try one == PinnedPattern(text, dialect: .oniguruma).text
    } catch {
      return false
    }
  }
}

extension String {
  /// The text with another in place of each part that is not empty.
  fileprivate func replacingAll(_ part: String, with other: String) -> String {
    let bytes = Array(utf8)
    let needle = Array(part.utf8)
    var output: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at...].starts(with: needle) {
        output += other.utf8
        at += needle.count
      } else {
        output.append(bytes[at])
        at += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
