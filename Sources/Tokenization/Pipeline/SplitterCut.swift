/// Cuts each piece with a splitter.
public struct SplitterCut: PreTokenizer {
  /// What cuts.
  public let splitter: any Splitter

  /// Creates a cut.
  public init(splitter: any Splitter) { self.splitter = splitter }

  /// The splitter's name.
  public var name: String { splitter.name }

  /// Cuts each piece.
  ///
  /// As long as the splitter takes.
  public func cut(_ text: inout NormalizedText) {
    let bytes = text.bytes
    text.beginCutting()
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 256) { ends in
      for index in 0..<text.pieceCount {
        let piece = text.piece(index)
        let part = UnsafeBufferPointer(start: bytes + piece.start, count: piece.end - piece.start)
        var at = 0
        while at < part.count {
          let count = splitter.nextEnds(ends, from: at, in: part)
          if count == 0 { break }
          for index in 0..<count {
            text.cut(piece.start + at, piece.start + ends[index])
            at = ends[index]
          }
        }
      }
    }
    text.endCutting()
  }
}

/// Cuts between digits and other bytes as `Digits` does behind `ByteLevel`, where bytes are letters.
///
/// The letters of the digits are digits, and so are those of six bytes inside of longer scalars: ² ³ ¹ ¼
/// ½ ¾ stand for 0xB2, 0xB3, 0xB9, 0xBC, 0xBD, 0xBE. So Falcon's cuts go through scalars.
public struct ByteDigitCut: PreTokenizer {
  /// What becomes of runs of digits.
  public enum Runs: Sendable {
    /// They are kept whole.
    case whole
    /// Each digit is a piece.
    case single
    /// From the left, three ASCII digits are a piece: `Split` by `[0-9][0-9][0-9]` behind `Digits`.
    case threes
  }

  /// What becomes of runs of digits.
  public let runs: Runs

  /// Creates a cut.
  public init(_ runs: Runs) { self.runs = runs }

  /// `Digits` and the runs.
  public var name: String { "Digits (\(runs))" }

  /// Cuts each piece.
  ///
  /// O(n).
  public func cut(_ text: inout NormalizedText) {
    let bytes = text.bytes
    text.beginCutting()
    for index in 0..<text.pieceCount {
      let piece = text.piece(index)
      var at = piece.start
      while at < piece.end {
        let start = at
        let isDigit = Self.isDigit(bytes[at])
        while at < piece.end, Self.isDigit(bytes[at]) == isDigit { at += 1 }
        if isDigit, runs != .whole {
          cutRun(&text, bytes, start, at)
        } else {
          text.cut(start, at)
        }
      }
    }
    text.endCutting()
  }

  private func cutRun(
    _ text: inout NormalizedText, _ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) {
    var done = start
    var at = start
    while at < end {
      if runs == .single {
        text.cut(at, at + 1)
        at += 1
        done = at
      } else if at + 3 <= end, (at..<at + 3).allSatisfy({ bytes[$0] < 0x80 }) {
        text.cut(done, at)
        text.cut(at, at + 3)
        at += 3
        done = at
      } else {
        at += 1
      }
    }
    text.cut(done, end)
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0xB2, 0xB3, 0xB9, 0xBC, 0xBD, 0xBE: true
    default: false
    }
  }
}
