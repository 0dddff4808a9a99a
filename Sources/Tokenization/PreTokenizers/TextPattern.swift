import Groundwork
import Segmentation

/// What `Split` and `Replace` look for: a string, or a regular expression of Oniguruma.
public struct TextPattern: Sendable {
  /// The pattern as the file spells it.
  public let text: String
  /// Whether it is a regular expression.
  public let isRegex: Bool
  private let kind: Kind

  private enum Kind: Sendable {
    case bytes([UInt8])
    case scanner(any Splitter)
    case regex(CompiledRegex)
  }

  /// A string, which is not empty.
  ///
  /// - Throws: `Failure` (usage) for an empty one.
  public init(string: String) throws(Failure) {
    if string.isEmpty {
      throw .usage("the pattern is an empty string", remedy: "look for some text")
    }
    text = string
    isRegex = false
    kind = .bytes(Array(string.utf8))
  }

  /// A regular expression: a scanner where its pieces are known to be the same, else ICU's engine.
  ///
  /// - Throws: `Failure` (usage) for what ICU or `PinnedPattern` refuses.
  public init(regex pattern: String) throws(Failure) {
    text = pattern
    isRegex = true
    if let known = SplitPattern.recognizedForOniguruma(pattern) {
      kind = .scanner(known.makeSplitter())
    } else {
      let pinned = try PinnedPattern(pattern, dialect: .oniguruma)
      kind = .regex(try CompiledRegex(pinned.text))
    }
  }

  /// The bytes of a string; nil for a regular expression.
  var string: [UInt8]? {
    if case .bytes(let bytes) = kind { bytes } else { nil }
  }

  /// The pattern for names: a scanner's name, or the quoted text.
  public var name: String {
    if case .scanner(let splitter) = kind { return splitter.name }
    return "\"\(text)\""
  }

  /// What finds the matches; nil for a string.
  var engine: MatchingEngine? {
    switch kind {
    case .bytes: nil
    case .scanner(let splitter): MatchingEngine(splitter)
    case .regex: MatchingEngine(isScanner: false, pattern: text)
    }
  }

  /// Calls `body` with the start and end of each match in order, until the text ends.
  ///
  /// Matches may be empty. O(n) but for regular expressions that backtrack.
  @inline(__always)
  func forEachMatch(
    in text: UnsafeBufferPointer<UInt8>, _ body: (_ start: Int, _ end: Int) -> Void
  ) {
    guard let base = text.baseAddress, text.count > 0 else { return }
    switch kind {
    case .bytes(let pattern):
      pattern.withUnsafeBufferPointer { needle in
        var at = 0
        while let found = firstMatch(of: needle, in: base, from: at, to: text.count) {
          body(found, found + needle.count)
          at = found + needle.count
        }
      }
    case .scanner(let splitter):
      withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { ends in
        var at = 0
        while at < text.count {
          let count = splitter.nextEnds(ends, from: at, in: text)
          if count == 0 { break }
          for index in 0..<count {
            body(at, ends[index])
            at = ends[index]
          }
        }
      }
    case .regex(let regex):
      withUnsafeTemporaryAllocation(of: Int64.self, capacity: 512) { bounds in
        var at = 0
        while at <= text.count {
          let count = Self.matches(of: regex, from: at, in: text, bounds)
          for index in 0..<count { body(Int(bounds[2 * index]), Int(bounds[2 * index + 1])) }
          if count < bounds.count / 2 { break }
          at = Int(bounds[2 * count - 1])
        }
      }
    }
  }

  private static func matches(
    of regex: CompiledRegex, from start: Int, in text: UnsafeBufferPointer<UInt8>,
    _ bounds: UnsafeMutableBufferPointer<Int64>
  ) -> Int {
    do throws(Failure) {
      return try regex.matches(from: start, in: text, into: bounds, includingEmpty: true)
    } catch {
      // ICU has no stack limit here and fails for want of memory alone, as any allocation would.
      preconditionFailure(error.description)
    }
  }
}

/// The first place at or after `start` where a text that is not empty stands; nil where there is none.
///
/// - Complexity: O(n · needle) at worst; needles are short.
@inline(__always)
func firstMatch(
  of needle: UnsafeBufferPointer<UInt8>, in text: UnsafePointer<UInt8>, from start: Int, to end: Int
) -> Int? {
  let count = needle.count
  guard count > 0, end - start >= count else { return nil }
  let first = needle[0]
  var at = start
  while at <= end - count {
    if text[at] == first {
      var index = 1
      while index < count, text[at + index] == needle[index] { index += 1 }
      if index == count { return at }
    }
    at += 1
  }
  return nil
}
