import Groundwork
import Segmentation
import Tokenization

/// What is to be counted of a batch beside its tokens.
struct CountingNeeds: Sendable {
  /// Words encoded alone: continued words, isolated fertility, types kept whole.
  var isolatedWords = false
  /// Known words: pure and aligned tokens.
  var morphology = false
  /// Tokens divided by the baseline's, text by text.
  var lengthRatios = false
  /// How often each token of the vocabulary comes.
  var tokenCounts = false

  /// Texts written otherwise: decomposed, in capitals, without marks.
  var surcharges = false
  /// Which letters of the alphabet are cut.
  var letterFragments = false

  /// Adds what another needs.
  mutating func formUnion(_ other: CountingNeeds) {
    isolatedWords = isolatedWords || other.isolatedWords
    morphology = morphology || other.morphology
    lengthRatios = lengthRatios || other.lengthRatios
    tokenCounts = tokenCounts || other.tokenCounts
    surcharges = surcharges || other.surcharges
    letterFragments = letterFragments || other.letterFragments
  }
}

/// Cuts batches with one encoder.
///
/// Owned by one thread.
final class BatchMeasurer {
  private let encoder: any TextEncoder
  private let flags: TokenFlags
  private var counter: TokenCounter
  private var ids: [UInt32] = []
  private var spans: [TokenSpan] = []
  private var word: [UInt8] = []
  private var weighing = RowWeighing()

  init(encoder: any TextEncoder, flags: TokenFlags) {
    self.encoder = encoder
    self.flags = flags
    counter = TokenCounter(vocabulary: flags.count)
  }

  /// The number of tokens of each of some word types, encoded alone after a prefix.
  func isolatedTokens(
    _ types: ByteTable, _ numbers: Range<Int>, prefix: [UInt8]
  ) -> [UInt32] {
    numbers.map { number in
      word.removeAll(keepingCapacity: true)
      word += prefix
      word += types.bytes[types.range(number)]
      ids.removeAll(keepingCapacity: true)
      word.withUnsafeBufferPointer { encoder.encode($0, into: &ids) }
      return UInt32(ids.count)
    }
  }

  /// The counts of a batch; `isolated` are the tokens of each word type, or empty.
  func counts(
    of batch: PendingBatch, _ facts: BatchFacts, isolated: [UInt32], needs: CountingNeeds
  ) -> BatchCounts {
    var rows = [Int64](repeating: 0, count: facts.units * TokenColumn.count)
    var documentTokens: [UInt32] = []
    documentTokens.reserveCapacity(batch.texts.count)
    let wantsSpans = !facts.analyzedEnds.isEmpty
    batch.texts.forEachText { index, text in
      ids.removeAll(keepingCapacity: true)
      let unit = Int(facts.unitOf[index])
      let row = unit * TokenColumn.count
      let weight = batch.texts.weight(index)
      if weight != 1 { weighing.begin(rows, TokenColumn.range(unit)) }
      if wantsSpans {
        spans.removeAll(keepingCapacity: true)
        encoder.encode(text, into: &ids, spans: &spans)
        count(text, facts, among: facts.analyzedRange(index), row: row, into: &rows)
      } else {
        encoder.encode(text, into: &ids)
      }
      documentTokens.append(UInt32(ids.count))
      rows[row + TokenColumn.tokens.rawValue] += Int64(ids.count)
      flags.count(ids, row: row, into: &rows)
      if needs.tokenCounts { counter.add(ids, weight: Int64(clamping: weight)) }
      if !isolated.isEmpty {
        var tokens = 0
        var continued = 0
        for word in facts.wordRange(index) {
          let count = isolated[Int(facts.types[word])]
          tokens += Int(count)
          continued += count > 1 ? 1 : 0
        }
        rows[row + TokenColumn.isolatedTokens.rawValue] += Int64(tokens)
        rows[row + TokenColumn.continuedWords.rawValue] += Int64(continued)
      }
      if weight != 1 {
        weighing.end(&rows, TokenColumn.range(unit), weight: Int64(clamping: weight))
      }
    }
    return BatchCounts(rows: rows, documentTokens: documentTokens, tokenCounts: counter.take())
  }

  /// Counts the tokens that start in known words, their first bytes after white space taken.
  private func count(
    _ text: UnsafeBufferPointer<UInt8>, _ facts: BatchFacts, among words: Range<Int>, row: Int,
    into rows: inout [Int64]
  ) {
    if words.isEmpty { return }
    var tokens: Int64 = 0
    var pure: Int64 = 0
    var aligned: Int64 = 0
    var cuts: Int64 = 0
    var right: Int64 = 0
    var chance: Int64 = 0
    var lastStart = -1
    for span in spans {
      guard let start = firstByte(of: span, in: text),
        let word = facts.analyzed.word(holding: start, among: words)
      else { continue }
      let fit = facts.analyzed.fit(start: start, end: span.end, in: word)
      tokens += 1
      pure += fit.pure ? 1 : 0
      aligned += fit.aligned ? 1 : 0
      // Several tokens of one character may have its start; they are one cut.
      if start > facts.analyzed.starts[word], start != lastStart {
        cuts += 1
        right += facts.analyzed.isCut(start, in: word) ? 1 : 0
        chance += facts.analyzed.chances[word]
      }
      lastStart = start
    }
    rows[row + TokenColumn.cuts.rawValue] += cuts
    rows[row + TokenColumn.rightCuts.rawValue] += right
    rows[row + TokenColumn.chanceCuts.rawValue] += chance
    rows[row + TokenColumn.knownWordTokens.rawValue] += tokens
    rows[row + TokenColumn.pure.rawValue] += pure
    rows[row + TokenColumn.aligned.rawValue] += aligned
  }
}

/// The first byte of a token after its leading white space; nil where nothing is left.
///
/// A token that starts within a scalar keeps that place: what it holds of it is no white space.
func firstByte(of span: TokenSpan, in text: UnsafeBufferPointer<UInt8>) -> Int? {
  var start = span.start
  guard start >= 0, span.end <= text.count else { return nil }
  while start < span.end {
    let space = text[start] & 0xC0 == 0x80 ? 0 : WhiteSpace.length(at: start, in: text)
    if space == 0 { return start }
    start += space
  }
  return nil
}
