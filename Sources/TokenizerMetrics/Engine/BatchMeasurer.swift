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
  /// Which texts come back when they are decoded.
  var roundTrip = false
  /// Windows of consecutive tokens.
  var typeWindows = false
  /// The text under unknown tokens.
  var unknownScalars = false
  /// Words encoded alone, cut by cut, against the baseline's; asks for `isolatedWords` too.
  var agreement = false

  /// Whether the ids or spans of a batch's whole texts are needed, and not only what pieces add up to.
  ///
  /// - Parameter provesRoundTrip: whether pieces tell that texts come back.
  func wantWholeTexts(_ batch: PendingBatch, provesRoundTrip: Bool) -> Bool {
    morphology || typeWindows || unknownScalars || listEntries
      || (treebankWords && batch.texts.givenWords != nil) || (roundTrip && !provesRoundTrip)
  }

  /// Whether texts are looked at one by one, ids and all.
  var observesTexts: Bool { roundTrip || typeWindows || unknownScalars }

  /// Letter words by their look-up forms, each form cut alone.
  var forms = false
  /// The features of forms, beside their tokens; asks for `forms` too.
  var features = false
  /// Which tokens of the vocabulary are words or morphemes.
  var knownTokens = false

  /// A treebank's words encoded alone.
  var treebankWords = false
  /// Texts as entries of a list of words.
  var listEntries = false
  /// All texts joined by spaces and encoded as one.
  var joinedText = false

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
    roundTrip = roundTrip || other.roundTrip
    typeWindows = typeWindows || other.typeWindows
    unknownScalars = unknownScalars || other.unknownScalars
    agreement = agreement || other.agreement
    forms = forms || other.forms
    features = features || other.features
    knownTokens = knownTokens || other.knownTokens
    treebankWords = treebankWords || other.treebankWords
    listEntries = listEntries || other.listEntries
    joinedText = joinedText || other.joinedText
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
  private let observer: TextObserver
  private var counter: TokenCounter?
  private var compatibility: CompatibilityCounter
  private var ids: [UInt32] = []
  private var spans: [TokenSpan] = []
  private var word: [UInt8] = []
  private var weighing = RowWeighing()

  init(
    encoder: any TextEncoder, flags: TokenFlags, observer: TextObserver, addsLeadingSpace: Bool
  ) {
    self.encoder = encoder
    self.flags = flags
    self.observer = observer
    compatibility = CompatibilityCounter(encoder, addsLeadingSpace: addsLeadingSpace)
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

  /// The number of tokens of a whole text.
  func tokens(of text: [UInt8]) -> Int {
    ids.removeAll(keepingCapacity: true)
    text.withUnsafeBufferPointer { encoder.encode($0, into: &ids) }
    return ids.count
  }

  /// The inner cuts of some word types, encoded alone after a prefix; `isolated` are the tokens of all.
  func isolatedCuts(
    _ types: ByteTable, _ numbers: Range<Int>, prefix: [UInt8], isolated: [UInt32]
  ) -> WordCuts {
    WordCuts(types, numbers, prefix: prefix, tokens: isolated[numbers], encoder: encoder)
  }

  /// Appends the ids of a text.
  func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
    encoder.encode(text, into: &ids)
  }

  /// Compares a text with what its ids are decoded to.
  func compare(_ text: UnsafeBufferPointer<UInt8>, _ ids: [UInt32]) -> RoundTrip.Sameness {
    observer.compare(text, ids)
  }

  /// The counts of a batch, but for those of words alone.
  func counts(
    of batch: PendingBatch, _ facts: BatchFacts, needs: CountingNeeds, verdicts: TokenVerdicts?
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
        MorphemeCounter.count(
          spans, of: text, facts.analyzed, among: facts.analyzedRange(index), row: row,
          into: &rows)
      } else {
        encoder.encode(text, into: &ids)
      }
      documentTokens.append(UInt32(ids.count))
      rows[row + TokenColumn.tokens.rawValue] += Int64(ids.count)
      flags.count(ids, row: row, into: &rows)
      verdicts?.count(ids, row: row, into: &rows)
      if needs.observesTexts {
        observer.add(
          text, ids, document: batch.firstDocument + index, hasWords: facts.plainWords[index] > 0,
          row: row, needs: needs, into: &rows)
      }
      if needs.tokenCounts {
        if counter == nil { counter = TokenCounter(vocabulary: flags.count) }
        counter?.add(ids, weight: Int64(clamping: weight))
      }
      if weight != 1 {
        weighing.end(&rows, TokenColumn.range(unit), weight: Int64(clamping: weight))
      }
    }
    compatibility.count(batch, facts, needs, into: &rows)
    return BatchCounts(
      sums: UnitSums(rows: rows), documentTokens: documentTokens,
      tokenCounts: counter?.take() ?? .init(),
      stretches: needs.typeWindows ? observer.takeStretches() : [])
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
