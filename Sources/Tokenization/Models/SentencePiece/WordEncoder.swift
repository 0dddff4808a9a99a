import Groundwork

/// Encodes a text word by word, looking words up as they are written: nothing is normalized that was seen before.
///
/// A window of the text at a time: first where words begin, by bit masks of 64 bytes; then the keys of all words,
/// each with a read of its cache line that nothing waits for; then the look-ups. A slot holds up to 8 ids of 16 bits
/// (4 of 32 where the vocabulary is larger), a longer one up to 14 (8); for Unigram two fewer (one), for how far from
/// zero the running score may be, and how much the word adds to it. A bound of the running score is kept; the score
/// itself is added up, in the reference's order, only where a word's margin is thinner than the bound, and at the
/// end of a window.
///
/// Memory: 8 MB for words of up to 15 bytes, 8 MB for those of up to 31, 4 MB for what slots do not hold.
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

  @exclusivity(unchecked) var short = WordTable(slotSize: 32)
  @exclusivity(unchecked) var long = WordTable(slotSize: 64)
  /// Ids, then scores, of words whose slots do not hold them.
  let values = Scratch<UInt32>(capacity: 1 << 10)
  @exclusivity(unchecked) var valueCount = 0
  static let mostValues = 1 << 20

  private let positions = UnsafeMutablePointer<Int>.allocate(capacity: windowSize + 2)
  private let lines = UnsafeMutablePointer<UnsafeRawPointer>.allocate(capacity: windowSize + 2)
  private let words = UnsafeMutablePointer<Word>.allocate(capacity: windowSize + 2)
  private let tail = Scratch<UInt8>(capacity: shortText + 3 * padding)
  let normalized = SentencePieceText()
  let pieces = Scratch<Segment>(capacity: 256)
  let ids = Scratch<UInt32>(capacity: 256)
  let scores = Scratch<Float>(capacity: 256)
  let packed = UnsafeMutableRawPointer.allocate(byteCount: 32, alignment: 8)
  // What `touch` read: kept, so that the reads are not optimized away.
  @exclusivity(unchecked) private var touched: UInt64 = 0

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
    guard FastPaths.areOn, let rule = tokenizer.sourceWords, chunks.segmenter.isCacheable else {
      // No `deinit` follows; what is there was allocated already.
      positions.deallocate()
      words.deallocate()
      lines.deallocate()
      packed.deallocate()
      return nil
    }
    self.rule = rule
    self.chunks = chunks
    normalizer = tokenizer.normalizer
    var settings = normalizer.settings
    settings.addDummyPrefix = false
    bareNormalizer = SentencePieceNormalizer(settings, sharing: normalizer)
    tables = chunks.tables
    segmenter = chunks.segmenter
    isScored = segmenter.isScored
    isNarrow = tokenizer.vocabulary.count <= 1 << 16
  }

  deinit {
    positions.deallocate()
    words.deallocate()
    lines.deallocate()
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
    return UnsafeBufferPointer(start: UnsafePointer(chunks.output.base), count: written)
  }

  /// Writes where words begin (`kept`), or begin and end (`trimmed`), into `positions`; gives their number.
  @inline(__always)
  private func scan(
    _ base: UnsafePointer<UInt8>, _ from: Int, _ to: Int, _ isSpace: inout Bool, _ pending: Int
  ) -> Int {
    let positions = self.positions
    let controls = rule.controls
    let isKept = rule.spaces == .kept
    var count = 0
    if pending >= 0 {
      positions[0] = pending
      count = 1
    }
    var before: UInt64 = isSpace ? 1 : 0
    var at = from
    while at < to {
      var (spaces, others) = spaceBits(base + at)
      var lines: UInt64 = 0
      while others != 0 {
        let place = others.trailingZeroBitCount
        if controls &>> UInt32(base[at &+ place]) & 1 == 1 { lines |= 1 &<< UInt64(place) }
        others &= others &- 1
      }
      var starts: UInt64
      if isKept {
        starts = spaces & ~(spaces &<< 1 | before) | lines
      } else {
        spaces |= lines
        starts = spaces ^ (spaces &<< 1 | before)
      }
      before = spaces &>> 63
      while starts != 0 {
        positions[count] = at &+ starts.trailingZeroBitCount
        count &+= 1
        starts &= starts &- 1
      }
      at &+= 64
    }
    isSpace = before == 1
    return count
  }

  /// Encodes the words that `count` positions make; what is left over stays pending.
  private func encodeWords(
    _ base: UnsafePointer<UInt8>, _ count: Int, isLast: Bool, _ pending: inout Int,
    _ progress: inout Progress
  ) -> Bool {
    let wordCount = prepare(base, count, &pending, &progress.isFirst)
    if wordCount == 0 { return true }
    let isFine =
      isScored
      ? (isNarrow
        ? lookUp(base, wordCount, Narrow.self, Scored.self, &progress)
        : lookUp(base, wordCount, Wide.self, Scored.self, &progress))
      : (isNarrow
        ? lookUp(base, wordCount, Narrow.self, Unscored.self, &progress)
        : lookUp(base, wordCount, Wide.self, Unscored.self, &progress))
    if isScored, !isLast { sync(&progress) }
    return isFine
  }

  /// Makes the keys of words and reads their cache lines; gives the number of words.
  private func prepare(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ pending: inout Int, _ isFirst: inout Bool
  ) -> Int {
    let positions = self.positions
    let words = self.words
    let isKept = rule.spaces == .kept
    let step = isKept ? 1 : 2
    let lines = self.lines
    let (shortBase, shortShift) = (UnsafeRawPointer(short.memory), short.shift)
    let (longBase, longShift) = (UnsafeRawPointer(long.memory), long.shift)
    var wordCount = 0
    var index = 0
    while index &+ 1 < count {
      var start = positions[index]
      let end = positions[index &+ 1]
      index &+= step
      if isKept {
        // The text's first word has its mark before it.
        if isFirst { isFirst = false } else if base[start] == 0x20 { start &+= 1 }
      }
      let length = end &- start
      let word = words + wordCount
      word.pointee.start = start
      word.pointee.length = length
      var line = shortBase
      if length <= WordKey.limit {
        let key = WordKey(base + start, length)
        let hash = key.hash
        word.pointee.key = key
        word.pointee.hash = hash
        line += Int(truncatingIfNeeded: hash &>> shortShift) &* 64
      } else if length <= LongWordKey.limit {
        let hash = LongWordKey(base + start, length).hash
        word.pointee.hash = hash
        line = longBase + Int(truncatingIfNeeded: hash &>> longShift) &* 64
      }
      lines[wordCount] = line
      wordCount &+= 1
    }
    // A loop of its own: a processor has as many reads under way as it holds instructions of, and between
    // reads that stand in the loop above there are fifty.
    var touched: UInt64 = 0
    for index in 0..<wordCount { touched &+= lines[index].load(as: UInt64.self) }
    pending = index < count ? positions[index] : -1
    self.touched = touched
    return wordCount
  }

  /// Writes the ids of the words.
  @inline(__always)
  private func lookUp<Width: SlotWidth, Scoring: WordScoring>(
    _ base: UnsafePointer<UInt8>, _ count: Int, _ width: Width.Type, _ scoring: Scoring.Type,
    _ progress: inout Progress
  ) -> Bool {
    let words = self.words
    let output = chunks.output
    // A slot writes 16 ids, of which the first ones count.
    output.reserve(progress.place.written + 16 * count + 16, keeping: progress.place.written)
    var target = output.base
    var written = progress.place.written
    var bound = progress.bound
    var index = 0
    while index < count {
      let word = words + index
      index &+= 1
      let length = word.pointee.length
      if length <= WordKey.limit {
        if let slot = findShort(word.pointee.key, word.pointee.hash) {
          if Scoring.add(slot + 28, &bound) {
            let ids = Int(truncatingIfNeeded: slot.load(fromByteOffset: 8, as: UInt64.self) &>> 60)
            if ids != Self.elsewhere {
              Width.writeShort(slot + 16, target + written)
              written &+= ids
              continue
            }
            let room = output.capacity &- written &- 16 &* (count &- index) &- 16
            let more = copyPlain(slot + 16, target + written, room: room)
            if more > 0 {
              written &+= more
              continue
            }
          }
        }
      } else if length <= LongWordKey.limit {
        if let slot = findLong(LongWordKey(base + word.pointee.start, length), word.pointee.hash) {
          if Scoring.add(slot + 60, &bound) {
            let ids = Int(truncatingIfNeeded: slot.load(fromByteOffset: 24, as: UInt64.self) &>> 60)
            if ids != Self.elsewhere {
              Width.writeLong(slot + 32, target + written)
              written &+= ids
              continue
            }
            let room = output.capacity &- written &- 16 &* (count &- index) &- 16
            let more = copyPlain(slot + 32, target + written, room: room)
            if more > 0 {
              written &+= more
              continue
            }
          }
        }
      }
      progress.place.written = written
      progress.bound = bound
      if !encodeOther(base, word.pointee, spare: 16 * (count - index) + 16, &progress) {
        return false
      }
      written = progress.place.written
      bound = progress.bound
      target = output.base
    }
    progress.place.written = written
    progress.bound = bound
    return true
  }

  /// Writes ids that stand in `values`, where nothing is to be done but that; gives their number, or 0.
  @inline(__always)
  private func copyPlain(
    _ payload: UnsafeRawPointer, _ target: UnsafeMutablePointer<UInt32>, room: Int
  ) -> Int {
    let count = Int(payload.load(fromByteOffset: 4, as: UInt16.self))
    if payload.load(fromByteOffset: 6, as: UInt16.self) != Self.plain || count > room { return 0 }
    let ids = values.base + Int(payload.load(as: UInt32.self))
    for index in 0..<count { target[index] = ids[index] }
    return count
  }

  /// The slot of a word of up to 15 bytes.
  @inline(__always)
  func findShort(_ key: WordKey, _ hash: UInt64) -> UnsafeMutableRawPointer? {
    let line = short.line(hash)
    @inline(__always) func isIn(_ slot: UnsafeMutableRawPointer) -> Bool {
      let high = slot.load(fromByteOffset: 8, as: UInt64.self)
      return slot.load(as: UInt64.self) == key.low && (high ^ key.high) &<< 4 == 0 && high != 0
    }
    if isIn(line) { return line }
    if isIn(line + 32) { return line + 32 }
    // Where the line has room, the word is not in its neighbour.
    if line.load(fromByteOffset: 40, as: UInt64.self) == 0 { return nil }
    let next = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: line) ^ 64) ?? line
    if isIn(next) { return next }
    if isIn(next + 32) { return next + 32 }
    return nil
  }

  /// The slot of a word of 16 to 31 bytes.
  @inline(__always)
  func findLong(_ key: LongWordKey, _ hash: UInt64) -> UnsafeMutableRawPointer? {
    let line = long.line(hash)
    if key.isIn(line) { return line }
    if line.load(fromByteOffset: 24, as: UInt64.self) == 0 { return nil }
    let next = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: line) ^ 64) ?? line
    return key.isIn(next) ? next : nil
  }
}
