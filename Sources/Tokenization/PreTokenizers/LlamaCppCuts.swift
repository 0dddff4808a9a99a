import UnicodeTables

/// Cuts runs of numbers in threes from the right, for llama.cpp's `afmoe` and `tiny_aya`.
///
/// As there, what stands before a run is one piece with the run's first one to three numbers.
public struct LlamaCppNumberGroups: PreTokenizer {
  /// What it cuts.
  public let name = "numbers in threes from the right"

  /// Creates a cut.
  public init() {}

  /// Cuts each piece.
  ///
  /// O(n).
  public func cut(_ text: inout NormalizedText) {
    let bytes = text.bytes
    text.beginCutting()
    let table = ScalarClassTable.shared
    var ends: [Int] = []
    for index in 0..<text.pieceCount {
      let piece = text.piece(index)
      var start = piece.start
      var at = piece.start
      func closeRun(_ text: inout NormalizedText) {
        // After the first `count % 3` numbers, and after each three more.
        for (index, end) in ends.enumerated() where (ends.count - index - 1) % 3 == 0 {
          text.cut(start, end)
          start = end
        }
        ends.removeAll(keepingCapacity: true)
      }
      while at < piece.end {
        let next = decodeScalar(bytes + at)
        let isNumber = table[next.scalar].contains(.number)
        at += next.length
        if isNumber { ends.append(at) } else if !ends.isEmpty { closeRun(&text) }
      }
      if !ends.isEmpty { closeRun(&text) }
      text.cut(start, piece.end)
    }
    text.endCutting()
  }
}

/// Cuts before each three ASCII digits that end a run of them, counted from its right: `superbpe`.
public struct LlamaCppDigitGroups: PreTokenizer {
  /// What it cuts.
  public let name = "digits in threes from the right"

  /// Creates a cut.
  public init() {}

  /// Cuts each piece.
  ///
  /// O(n).
  public func cut(_ text: inout NormalizedText) {
    let bytes = text.bytes
    text.beginCutting()
    for index in 0..<text.pieceCount {
      let piece = text.piece(index)
      var start = piece.start
      var at = piece.start
      while at < piece.end {
        var end = at
        while end < piece.end, (0x30...0x39).contains(bytes[end]) { end += 1 }
        var place = at + (end - at) % 3
        while place < end {
          text.cut(start, place)
          start = place
          place += 3
        }
        at = max(end, at + 1)
      }
      text.cut(start, piece.end)
    }
    text.endCutting()
  }
}

/// Cuts between line feeds and other text.
public struct LineFeedCut: PreTokenizer {
  /// What it cuts.
  public let name = "runs of line feeds"

  /// Creates a cut.
  public init() {}

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
        let isLine = bytes[at] == 0x0A
        while at < piece.end, (bytes[at] == 0x0A) == isLine { at += 1 }
        text.cut(start, at)
      }
    }
    text.endCutting()
  }
}
