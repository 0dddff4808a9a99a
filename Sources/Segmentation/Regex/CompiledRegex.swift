import CICU
import Groundwork

/// A regular expression of ICU over UTF-8, compiled once and used by many threads.
///
/// ICU's own classes are of its own Unicode version, so patterns are rewritten before: see
/// `PinnedPattern`.
public final class CompiledRegex: @unchecked Sendable {
  private let regex: OpaquePointer

  /// Compiles a pattern.
  ///
  /// - Throws: `Failure` (usage) with ICU's name for what is wrong.
  public init(_ pattern: String) throws(Failure) {
    var status: UnsafePointer<CChar>?
    let utf8 = Array(pattern.utf8CString)
    guard let regex = derlius_regex_new(utf8, Int64(utf8.count - 1), &status) else {
      throw .usage(
        "ICU refuses the pattern: \(status.map { String(cString: $0) } ?? "unknown error")",
        remedy: "correct the regular expression")
    }
    self.regex = regex
  }

  deinit { derlius_regex_free(regex) }

  /// Writes start and end of the next matches, from a byte on: 0 or the end of the match given last.
  ///
  /// Empty ones only on request, and never where the match before ends.
  ///
  /// - Parameter bounds: room for two numbers a match.
  /// - Returns: the number of matches; fewer than there is room for at the text's end.
  /// - Throws: `Failure` with ICU's name of the error; only memory can be short. Under a `MatchingBudget` nothing is thrown.
  public func matches(
    from start: Int, in text: UnsafeBufferPointer<UInt8>,
    into bounds: UnsafeMutableBufferPointer<Int64>, includingEmpty: Bool = false
  ) throws(Failure) -> Int {
    guard let base = text.baseAddress, let output = bounds.baseAddress else { return 0 }
    let budget = MatchingBudget.current
    if let budget, !budget.mayGoOn { return 0 }
    var status: UnsafePointer<CChar>?
    let count = derlius_regex_matches(
      regex, base, Int64(text.count), Int64(start), output, Int64(bounds.count / 2),
      includingEmpty ? 1 : 0, budget?.stackBytes ?? 0, budget?.milliseconds ?? 0, &status)
    if count >= 0 { return Int(count) }
    if let budget {
      budget.record(MatchingBudget.failure(icu: status.map { String(cString: $0) } ?? "unknown"))
      return 0
    }
    throw Failure(
      "ICU cannot match the pattern: \(status.map { String(cString: $0) } ?? "unknown error")",
      remedy: "put line ends into the text, or use a pattern without repeated groups")
  }
}
