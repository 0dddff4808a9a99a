import Groundwork
import Segmentation
import UnicodeTables

/// Cuts texts with a regular expression that no scanner knows, on ICU's engine.
///
/// The pattern's classes are those of the pinned tables: see `PinnedPattern`. Pieces are the matches;
/// text between matches is a piece too, so that all bytes are covered.
public struct RegexSplitter: Splitter {
  /// The pattern as it was given.
  public let name: String
  private let regex: CompiledRegex

  /// What is done about text that no match covers.
  public enum Gaps: Sendable {
    /// It makes pieces of its own, as in Hugging Face's `Split`.
    case arePieces
    /// A pattern that leaves some is refused: tiktoken would lose that text.
    case areRefused
  }

  /// Compiles a pattern.
  ///
  /// Whether a pattern leaves gaps is tried, not proven: on single scalars and on many pairs out of
  /// ASCII and each general category.
  ///
  /// - Throws: `Failure` (usage) for a pattern that ICU refuses, that means something else in ICU, that
  ///   names a property without a table, or that leaves gaps where they are refused.
  public init(pattern: String, gaps: Gaps = .areRefused) throws(Failure) {
    name = pattern
    regex = try CompiledRegex(PinnedPattern(pattern).text)
    if gaps == .areRefused, let text = try firstGap() {
      let scalars = text.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }
      throw .usage(
        "the split pattern leaves out part of the text \(scalars.joined(separator: " "))",
        remedy: "end it with an alternative that takes any character, such as |[\\s\\S]")
    }
  }

  /// Writes the ends of the next pieces: those of matches and of the text between them.
  ///
  /// - Complexity: that of the pattern; a backtracking engine may take long for some patterns.
  public func nextEnds(
    _ ends: UnsafeMutableBufferPointer<Int>, from start: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    guard start < text.count, ends.count > 0 else { return 0 }
    let bounds = UnsafeMutableBufferPointer<Int64>.allocate(capacity: ends.count * 2)
    defer { bounds.deallocate() }
    let matches = find(from: start, in: text, bounds)
    var count = 0
    var covered = start
    for match in 0..<matches {
      let from = Int(bounds[match * 2])
      if from > covered {
        ends[count] = from
        count += 1
        if count == ends.count { return count }
      }
      covered = Int(bounds[match * 2 + 1])
      ends[count] = covered
      count += 1
      if count == ends.count { return count }
    }
    if matches < ends.count, covered < text.count {
      ends[count] = text.count
      count += 1
    }
    return count
  }

  private func find(
    from start: Int, in text: UnsafeBufferPointer<UInt8>,
    _ bounds: UnsafeMutableBufferPointer<Int64>
  ) -> Int {
    do throws(Failure) {
      return try regex.matches(from: start, in: text, into: bounds)
    } catch {
      // ICU backtracks on a stack of 2 GiB at most: a repeated group fills it where one piece has some
      // ten million scalars. Encoders cannot throw, and a cut at another place would be wrong.
      endProcess(with: error)
    }
  }

  /// A short text that matches do not cover, or nil.
  private func firstGap() throws(Failure) -> String? {
    var scalars = (UInt32(0)..<128).compactMap(Unicode.Scalar.init)
    for category in GeneralCategory.allCases {
      let first = ScalarSet(of: [category]).ranges.first { $0.lowerBound > 127 }
      if let value = first?.lowerBound, let scalar = Unicode.Scalar(value) {
        scalars.append(scalar)
      }
    }
    let bounds = UnsafeMutableBufferPointer<Int64>.allocate(capacity: 8)
    defer { bounds.deallocate() }
    func isCovered(_ text: String) throws(Failure) -> Bool {
      let bytes = Array(text.utf8)
      let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
      defer { copy.deallocate() }
      _ = copy.initialize(from: bytes)
      let matches = try regex.matches(from: 0, in: UnsafeBufferPointer(copy), into: bounds)
      var covered: Int64 = 0
      for match in 0..<matches {
        if bounds[match * 2] != covered { return false }
        covered = bounds[match * 2 + 1]
      }
      return covered == bytes.count
    }
    for scalar in scalars {
      for ending in ["", "a", " "] {
        let text = String(scalar) + ending
        if try !isCovered(text) { return text }
      }
    }
    for (index, first) in scalars.enumerated() {
      // Pairs of a few with all are enough to meet each two categories.
      for second in scalars where index % 8 == 0 || second.value > 127 {
        let text = String(first) + String(second)
        if try !isCovered(text) { return text }
      }
    }
    return nil
  }
}
