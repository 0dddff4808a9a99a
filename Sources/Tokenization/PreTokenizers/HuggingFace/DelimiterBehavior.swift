/// What becomes of the delimiters that a pre-tokenizer cuts at.
public enum DelimiterBehavior: Sendable, Hashable {
  /// They are dropped.
  case removed
  /// Each is a piece.
  case isolated
  /// One is put to the piece before, where that is no delimiter.
  case mergedWithPrevious
  /// One is put to the piece behind, where that is no delimiter.
  case mergedWithNext
  /// A run of them is a piece.
  case contiguous

  /// The behavior of that name in a file, such as `MergedWithNext`; nil for another.
  public init?(_ name: String) {
    switch name {
    case "Removed": self = .removed
    case "Isolated": self = .isolated
    case "MergedWithPrevious": self = .mergedWithPrevious
    case "MergedWithNext": self = .mergedWithNext
    case "Contiguous": self = .contiguous
    default: return nil
    }
  }
}

/// Makes pieces of one piece's segments, which come in order, delimiters and what is between.
struct SegmentCutter {
  private let behavior: DelimiterBehavior
  private var start = -1
  private var end = -1
  private var wasDelimiter = false

  init(_ behavior: DelimiterBehavior) { self.behavior = behavior }

  /// Takes the next segment, which may be empty.
  @inline(__always)
  mutating func add(_ from: Int, _ to: Int, isDelimiter: Bool, to text: inout NormalizedText) {
    switch behavior {
    case .isolated: text.cut(from, to)
    case .removed: if !isDelimiter { text.cut(from, to) }
    case .contiguous: hold(from, to, joining: isDelimiter == wasDelimiter, in: &text)
    case .mergedWithPrevious:
      hold(from, to, joining: isDelimiter && !wasDelimiter, in: &text)
    case .mergedWithNext:
      hold(from, to, joining: wasDelimiter && !isDelimiter, in: &text)
    }
    wasDelimiter = isDelimiter
  }

  @inline(__always)
  private mutating func hold(
    _ from: Int, _ to: Int, joining: Bool, in text: inout NormalizedText
  ) {
    if joining, start >= 0 {
      end = to
      return
    }
    finish(&text)
    start = from
    end = to
  }

  /// Cuts what is left.
  @inline(__always)
  mutating func finish(_ text: inout NormalizedText) {
    if start >= 0 { text.cut(start, end) }
    start = -1
  }
}

extension NormalizedText {
  /// Cuts at single scalars that are delimiters.
  ///
  /// O(n).
  @inline(__always)
  mutating func cutScalars(
    _ behavior: DelimiterBehavior, where isDelimiter: (UInt32) -> Bool
  ) {
    let source = bytes
    beginCutting()
    for index in 0..<pieceCount {
      let piece = self.piece(index)
      var cutter = SegmentCutter(behavior)
      var at = piece.start
      var last = at
      while at < piece.end {
        let (scalar, length) = decodeScalar(source + at)
        if isDelimiter(scalar) {
          if last < at { cutter.add(last, at, isDelimiter: false, to: &self) }
          cutter.add(at, at + length, isDelimiter: true, to: &self)
          last = at + length
        }
        at += length
      }
      if last < at { cutter.add(last, at, isDelimiter: false, to: &self) }
      cutter.finish(&self)
    }
    endCutting()
  }
}
