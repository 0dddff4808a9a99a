extension BatchFacts {
  /// Adds a known word to the text columns, and what the controls make of it to theirs.
  mutating func countKnown(_ text: UnsafeBufferPointer<UInt8>, _ unit: Int, _ word: Int) {
    let row = unit * TextColumn.count
    let segments = lengths(ofSegmentsOf: word, in: text)
    textRows[row + TextColumn.goldCuts.rawValue] += Int64(segments.count - 1)
    textRows[row + TextColumn.onlySegments.rawValue] += segments.count == 1 ? 1 : 0
    textRows[row + TextColumn.cutWords.rawValue] += segments.count > 1 ? 1 : 0
    textRows[row + TextColumn.middleSegments.rawValue] += Int64(max(segments.count - 2, 0))
    textRows[row + TextColumn.ambiguousWords.rawValue] += analyzed.isAmbiguous[word] ? 1 : 0
    textRows[row + TextColumn.firstWords.rawValue] += analyzed.isFirst[word] ? 1 : 0
    let singles = segments.count { $0 == 1 }
    count(.characters, unit, word, pieces: segments, pure: singles, aligned: singles)
    let ones = [Int](repeating: 1, count: segments.count)
    count(.gold, unit, word, pieces: ones, pure: ones.count, aligned: ones.count)
    count(
      .words, unit, word, pieces: ones, tokens: 1, pure: segments.count == 1 ? 1 : 0, aligned: 1)
  }

  /// The scalars of each segment of a known word.
  private func lengths(
    ofSegmentsOf word: Int, in text: UnsafeBufferPointer<UInt8>
  ) -> [Int] {
    var start = analyzed.starts[word]
    return (analyzed.cuts[analyzed.cutRange(word)] + [analyzed.ends[word]]).map { end in
      defer { start = end }
      return scalarCount(UnsafeBufferPointer(rebasing: text[start..<end]))
    }
  }

  /// Adds what a control makes of a known word: all but whole words have every gold cut.
  private mutating func count(
    _ control: Control, _ unit: Int, _ word: Int, pieces: [Int], tokens: Int? = nil, pure: Int,
    aligned: Int
  ) {
    let row = unit * TokenColumn.count
    let index = control.rawValue
    let tokens = tokens ?? pieces.reduce(0, +)
    func add(_ column: TokenColumn, _ count: Int) {
      controlRows[index][row + column.rawValue] += Int64(count)
    }
    add(.knownWordTokens, tokens)
    add(.pure, pure)
    add(.aligned, aligned)
    add(.cuts, tokens - 1)
    add(.rightCuts, control == .words ? 0 : pieces.count - 1)
    controlRows[index][row + TokenColumn.chanceCuts.rawValue] +=
      Int64(tokens - 1) * analyzed.chances[word]
    add(.pureWords, tokens == pure && pure == pieces.count ? 1 : 0)
    if analyzed.isFirst[word] {
      add(.firstTokens, tokens)
      add(.firstPure, pure)
    }
    if pieces.count == 1 { return add(.onlyPieces, pieces[0]) }
    add(.leadingPieces, pieces[0])
    add(.middlePieces, pieces[1..<(pieces.count - 1)].reduce(0, +))
    add(.trailingPieces, pieces[pieces.count - 1])
  }
}
