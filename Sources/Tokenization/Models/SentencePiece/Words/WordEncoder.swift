import Groundwork

/// Encodes a text word by word, looking words up as they are written: nothing is normalized that was seen before.
///
/// A window of the text at a time: first where words begin, by bit masks of 64 bytes; then the keys of all words,
/// each with a wish for its cache line; then the look-ups. A slot holds up to 8 ids of 16 bits
/// (4 of 32 where the vocabulary is larger), a longer one up to 14 (8); for Unigram two fewer (one), for how far from
/// zero the running score may be, and how much the word adds to it. A bound of the running score is kept; the score
/// itself is added up, in the reference's order, only where a word's margin is thinner than the bound, and at the
/// end of a window.
///
/// Memory: 16 MB for words of up to 15 bytes, 8 MB for those of up to 31, 4 MB for parts, 4 MB for what slots do not
/// hold.
final class WordEncoder {
  let rule: SourceWords
  let normalizer: SentencePieceNormalizer
  /// The same without a mark in front.
  let bareNormalizer: SentencePieceNormalizer
  let tables: SentencePieceTables
  let segmenter: any PieceSegmenter
  let chunks: CachedChunks
  let isScored: Bool
  let isNarrow: Bool

  @exclusivity(unchecked) var short = WordTable(slotSize: 32, mostLines: 1 << 18)
  @exclusivity(unchecked) var long = WordTable(slotSize: 64, mostLines: 1 << 17)
  /// What lies between borders inside words, normalized.
  @exclusivity(unchecked) var parts = WordTable(slotSize: 32, mostLines: 1 << 16)
  /// Ids, then scores, of words whose slots do not hold them.
  let values = Scratch<UInt32>(capacity: 1 << 10)
  @exclusivity(unchecked) var valueCount = 0
  /// Where values of some hash were kept last: most words of unknown pieces have what others have.
  let starts = Scratch<UInt32>(capacity: startCount)
  static let startCount = 1 << 10
  static let mostValues = 1 << 20

  let borders: PieceBorders
  /// Scores that `sync` does not find by ids.
  let stretches = Scratch<Stretch>(capacity: 64)
  @exclusivity(unchecked) var stretchCount = 0

  let positions = UnsafeMutablePointer<Int>.allocate(capacity: windowSize + 2)
  let words = UnsafeMutablePointer<Word>.allocate(capacity: windowSize + 2)
  private let tail = Scratch<UInt8>(capacity: shortText + 3 * padding)
  let normalized = SentencePieceText()
  let pieces = Scratch<Segment>(capacity: 256)
  let ids = Scratch<UInt32>(capacity: 256)
  let scores = Scratch<Float>(capacity: 256)
  let aloneIDs = Scratch<UInt32>(capacity: 256)
  let aloneScores = Scratch<Float>(capacity: 256)
  let packed = UnsafeMutableRawPointer.allocate(byteCount: 32, alignment: 8)

  private static let windowSize = 1024
  /// Texts up to here are copied, so that all of them may be read over their end.
  private static let shortText = 2048
  private static let padding = 64
  /// The number of ids in a slot that means: they are in `values`.
  static let elsewhere = 15

  /// The number of scores that means: they are those of the ids, and the first id is known.
  static let plain = UInt16.max

  /// A word of a window.
  struct Word: BitwiseCopyable {
    var key: WordKey
    var hash: UInt64
    var start: Int
    var length: Int
  }

  /// How far a text is.
  struct Progress {
    var place = EncodingPlace()
    /// |running score| is at most this.
    var bound: Float = 0
    /// The ids whose scores are in `place.running`.
    var synced = 0
    /// Whether the word that comes next is the text's first one.
    var isFirst = true
  }

  /// Creates an encoder for one thread; nil where the model's words may not be looked up as they are written.
  init?(_ tokenizer: SentencePieceTokenizer, _ chunks: CachedChunks) {
    guard FastPaths.areOn, let rule = tokenizer.sourceWords, chunks.segmenter.isCacheable,
      let borders = chunks.tables.borders
    else {
      // No `deinit` follows; what is there was allocated already.
      positions.deallocate()
      words.deallocate()
      packed.deallocate()
      return nil
    }
    self.borders = borders
    self.rule = rule
    self.chunks = chunks
    normalizer = tokenizer.normalizer
    var settings = normalizer.settings
    settings.addDummyPrefix = false
    bareNormalizer = SentencePieceNormalizer(settings, sharing: normalizer)
    tables = chunks.tables
    segmenter = chunks.segmenter
    isScored = segmenter.isScored
    starts.base.initialize(repeating: 0, count: Self.startCount)
    isNarrow = tokenizer.vocabulary.count <= 1 << 16
  }

  deinit {
    positions.deallocate()
    words.deallocate()
    packed.deallocate()
  }

  /// Encodes a text.
  ///
  /// - Parameters:
  ///   - text: the text.
  ///   - take: gets the ids, some at a time; also before the text turns out not to be one for this way.
  /// - Returns: false for a text that holds a space mark itself.
  @inline(__always)
  func encode(
    _ text: UnsafeBufferPointer<UInt8>, _ take: (UnsafeBufferPointer<UInt32>) -> Void
  ) -> Bool {
    guard let base = text.baseAddress, text.count > 0 else { return true }
    var progress = Progress()
    stretchCount = 0
    // What is not copied is scanned in whole blocks, and 64 bytes behind the last may be read.
    let direct = text.count > Self.shortText ? (text.count - Self.padding) & ~63 : 0
    // The word or the separators that the blocks end with.
    var pending = rule.spaces == .kept ? 0 : -1
    var isSpace = true
    var from = 0
    while from < direct {
      let to = min(from + Self.windowSize, direct)
      let count = scan(base, from, to, &isSpace, pending)
      guard encodeWords(base, count, isLast: false, &pending, &progress) else { return false }
      take(handOver(&progress))
      from = to
    }
    // The rest in memory of its own.
    let start = pending >= 0 ? pending : direct
    let rest = text.count - start
    tail.reserve(rest + 3 * Self.padding)
    tail.base.update(from: base + start, count: rest)
    (tail.base + rest).update(repeating: 0x20, count: 2 * Self.padding)
    let bytes = UnsafePointer(tail.base)
    if pending >= 0 { pending = 0 }
    from = direct - start
    while from < rest {
      let to = min(from + Self.windowSize, (rest - from + 63) & ~63 + from)
      var count = scan(bytes, from, to, &isSpace, pending)
      let isLast = to >= rest
      if isLast {
        // Spaces that the text does not have.
        while count > 0, positions[count - 1] >= rest { count -= 1 }
        let isOpen = rule.spaces == .kept || count & 1 == 1
        if isOpen {
          positions[count] = rest
          count += 1
        }
      }
      guard encodeWords(bytes, count, isLast: isLast, &pending, &progress) else { return false }
      take(handOver(&progress))
      from = to
    }
    return true
  }

  /// The ids that are ready; they count no more.
  private func handOver(_ progress: inout Progress) -> UnsafeBufferPointer<UInt32> {
    let written = progress.place.written
    if written > 0 { progress.place.last = chunks.output.base[written - 1] }
    progress.place.written = 0
    progress.synced = 0
    stretchCount = 0
    return UnsafeBufferPointer(start: UnsafePointer(chunks.output.base), count: written)
  }
}
