import Tokenization

/// Counts what the tokens of a text make of its known words.
struct MorphemeCounter {
  private let words: AnalyzedWords
  private var sums = [Int64](repeating: 0, count: TokenColumn.count)
  /// The word that the last token was in.
  private var word = -1
  private var tokens = 0
  private var pure = 0
  /// Segments of the word that a token is.
  private var found = 0
  private var lastPure = -1

  private init(_ words: AnalyzedWords) { self.words = words }

  /// Adds what tokens make of the known words among `range` to a row; spans are in the order of the
  /// text.
  ///
  /// A token belongs to the word that holds its first byte after white space. One that reaches beyond
  /// its word is neither pure nor aligned.
  static func count(
    _ spans: [TokenSpan], of text: UnsafeBufferPointer<UInt8>, _ words: AnalyzedWords,
    among range: Range<Int>, row: Int, into rows: inout [Int64]
  ) {
    if range.isEmpty { return }
    var counter = MorphemeCounter(words)
    for word in range { counter.addSegments(of: word) }
    var lastStart = -1
    for span in spans {
      guard let start = firstByte(of: span, in: text),
        let word = words.word(holding: start, among: range)
      else { continue }
      // Several tokens of one character may have its start; they are one cut.
      counter.add(start, span.end, in: word, isNewPlace: start != lastStart)
      lastStart = start
    }
    counter.finishWord()
    for column in 0..<TokenColumn.count { rows[row + column] += counter.sums[column] }
  }

  private mutating func add(_ column: TokenColumn, _ count: Int64 = 1) {
    sums[column.rawValue] += count
  }

  /// Each segment is at least one piece.
  private mutating func addSegments(of word: Int) {
    let cuts = Int64(words.cutRange(word).count)
    if cuts == 0 { return add(.onlyPieces) }
    add(.leadingPieces)
    add(.middlePieces, cuts - 1)
    add(.trailingPieces)
  }

  private mutating func add(_ start: Int, _ end: Int, in word: Int, isNewPlace: Bool) {
    if word != self.word {
      finishWord()
      self.word = word
    }
    let fit = words.fit(start: start, end: end, in: word)
    tokens += 1
    add(.knownWordTokens)
    if words.isFirst[word] { add(.firstTokens) }
    if fit.aligned { add(.aligned) }
    if fit.pure {
      pure += 1
      add(.pure)
      if words.isFirst[word] { add(.firstPure) }
      if start > lastPure { found += 1 }
      lastPure = start
    }
    if start > words.starts[word], isNewPlace { addCut(start, in: word) }
  }

  private mutating func addCut(_ start: Int, in word: Int) {
    add(.cuts)
    add(.chanceCuts, words.chances[word])
    if words.isCut(start, in: word) { return add(.rightCuts) }
    let cuts = words.cutRange(word)
    let segment = words.cuts[cuts].count { $0 < start }
    if cuts.isEmpty {
      add(.onlyPieces)
    } else if segment == 0 {
      add(.leadingPieces)
    } else {
      add(segment == cuts.count ? .trailingPieces : .middlePieces)
    }
  }

  /// A word is pure where all its tokens are, and are all its segments.
  private mutating func finishWord() {
    if word >= 0, pure == tokens, found == words.cutRange(word).count + 1 { add(.pureWords) }
    (tokens, pure, found, lastPure) = (0, 0, 0, -1)
  }
}
