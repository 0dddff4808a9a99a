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
  private let rule: SourceWords
  private let normalizer: SentencePieceNormalizer
  /// The same without a mark in front.
  private let bareNormalizer: SentencePieceNormalizer
  private let tables: SentencePieceTables
  private let segmenter: any PieceSegmenter
  private let chunks: CachedChunks
  private let isScored: Bool
  private let isNarrow: Bool

  private var short = WordTable(slotSize: 32)
  private var long = WordTable(slotSize: 64)
  /// Ids, then scores, of words whose slots do not hold them.
  private let values = Scratch<UInt32>(capacity: 1 << 10)
  private var valueCount = 0
  private static let mostValues = 1 << 20

  private let positions = UnsafeMutablePointer<Int>.allocate(capacity: windowSize + 2)
  private let words = UnsafeMutablePointer<Word>.allocate(capacity: windowSize + 2)
  private let tail = Scratch<UInt8>(capacity: shortText + 3 * padding)
  private let normalized = SentencePieceText()
  private let pieces = Scratch<Segment>(capacity: 256)
  private let ids = Scratch<UInt32>(capacity: 256)
  private let scores = Scratch<Float>(capacity: 256)
  private let packed = UnsafeMutableRawPointer.allocate(byteCount: 32, alignment: 8)
  // What `touch` read: kept, so that the reads are not optimized away.
  private var touched: UInt64 = 0

  private static let windowSize = 1024
  /// Texts up to here are copied, so that all of them may be read over their end.
  private static let shortText = 2048
  private static let padding = 64
  /// The number of ids in a slot that means: they are in `values`.
  private static let elsewhere = 15

  /// A word of a window.
  private struct Word: BitwiseCopyable {
    var key: WordKey
    var hash: UInt64
    var start: Int
    var length: Int
  }

  /// How far a text is.
  private struct Progress {
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
    guard let rule = tokenizer.sourceWords, chunks.segmenter.isCacheable else { return nil }
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
    var touched: UInt64 = 0
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
      if length <= WordKey.limit {
        let key = WordKey(base + start, length)
        let hash = key.hash
        word.pointee.key = key
        word.pointee.hash = hash
        touched &+= short.line(hash).load(as: UInt64.self)
      } else if length <= LongWordKey.limit {
        let hash = LongWordKey(base + start, length).hash
        word.pointee.hash = hash
        touched &+= long.line(hash).load(as: UInt64.self)
      }
      wordCount &+= 1
    }
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
          let ids = Int(truncatingIfNeeded: slot.load(fromByteOffset: 8, as: UInt64.self) &>> 60)
          if ids != Self.elsewhere, Scoring.add(slot + 28, &bound) {
            Width.writeShort(slot + 16, target + written)
            written &+= ids
            continue
          }
        }
      } else if length <= LongWordKey.limit {
        if let slot = findLong(LongWordKey(base + word.pointee.start, length), word.pointee.hash) {
          let ids = Int(truncatingIfNeeded: slot.load(fromByteOffset: 24, as: UInt64.self) &>> 60)
          if ids != Self.elsewhere, Scoring.add(slot + 60, &bound) {
            Width.writeLong(slot + 32, target + written)
            written &+= ids
            continue
          }
        }
      }
      progress.place.written = written
      progress.bound = bound
      if !encodeOther(base, word.pointee, spare: 16 * (count - index) + 16, &progress) { return false }
      written = progress.place.written
      bound = progress.bound
      target = output.base
    }
    progress.place.written = written
    progress.bound = bound
    return true
  }

  /// The slot of a word of up to 15 bytes.
  @inline(__always)
  private func findShort(_ key: WordKey, _ hash: UInt64) -> UnsafeMutableRawPointer? {
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
  private func findLong(_ key: LongWordKey, _ hash: UInt64) -> UnsafeMutableRawPointer? {
    let line = long.line(hash)
    if key.isIn(line) { return line }
    if line.load(fromByteOffset: 24, as: UInt64.self) == 0 { return nil }
    let next = UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: line) ^ 64) ?? line
    return key.isIn(next) ? next : nil
  }
}

// MARK: - Words that no slot answers

extension WordEncoder {
  /// Adds up the scores of what was written since.
  private func sync(_ progress: inout Progress) {
    let scores = tables.scores.base
    let output = chunks.output.base
    var running = progress.place.running
    for index in progress.synced..<progress.place.written { running += scores[Int(output[index])] }
    progress.place.running = running
    progress.synced = progress.place.written
    progress.bound = abs(running)
  }

  /// Encodes a word that is new, long, or holds unknown pieces, or whose margin is too thin here.
  ///
  /// - Returns: false where the word holds a space mark.
  @inline(never)
  private func encodeOther(
    _ base: UnsafePointer<UInt8>, _ word: Word, spare: Int, _ progress: inout Progress
  ) -> Bool {
    let text = base + word.start
    if isScored { sync(&progress) }
    if word.length <= LongWordKey.limit {
      var slot =
        word.length <= WordKey.limit
        ? findShort(word.key, word.hash) : findLong(LongWordKey(text, word.length), word.hash)
      if slot == nil {
        if nextSpaceMark(text, from: 0, word.length) < word.length { return false }
        normalize(text, word.length)
        slot = learn(text, word)
      }
      if let slot, use(slot, isShort: word.length <= WordKey.limit, spare, &progress) { return true }
    } else if nextSpaceMark(text, from: 0, word.length) < word.length {
      return false
    }
    normalize(text, word.length)
    chunks.encode(UnsafePointer(normalized.bytes), normalized.count, &progress.place, spare: spare)
    progress.synced = progress.place.written
    progress.bound = abs(progress.place.running)
    return true
  }

  /// Normalizes a word as it is in a text.
  private func normalize(_ text: UnsafePointer<UInt8>, _ length: Int) {
    let word = UnsafeBufferPointer(start: text, count: length)
    if rule.spaces == .trimmed {
      normalizer.normalize(word, into: normalized)
    } else if length == 0 {
      // A mark alone.
      Self.space.withUnsafeBufferPointer { bareNormalizer.normalize($0, into: normalized) }
    } else if rule.controls != 0, text[0] == 0x0A {
      bareNormalizer.normalize(word, into: normalized)
    } else {
      normalizer.normalize(word, into: normalized)
    }
  }

  private static let space: [UInt8] = [0x20]

  /// Cuts the word that is in `normalized` and keeps what came out; gives its slot.
  private func learn(_ text: UnsafePointer<UInt8>, _ word: Word) -> UnsafeMutableRawPointer {
    let bytes = UnsafePointer(normalized.bytes)
    let count = normalized.count
    ids.reserve(count + 1)
    scores.reserve(count + 1)
    pieces.reserve(count + 1)
    var idCount = 0
    var scoreCount = 0
    var isKnown = true
    var limit = Float.greatestFiniteMagnitude
    // No less than what the pieces so far add, and what float32 may be off by at each.
    var sum: Float = 0
    var at = 0
    while at < count {
      let end = tables.boundary.chunkEnd(bytes, from: at, count)
      let (pieceCount, chunkLimit) = segmenter.cutAlone(
        bytes + at, count: end - at, into: pieces.base)
      if isScored { limit = min(limit, (chunkLimit - sum * 1.01).nextDown) }
      let segments = UnsafeBufferPointer(start: UnsafePointer(pieces.base), count: pieceCount)
      for segment in segments {
        if segment.id == tables.unknown { isKnown = false }
        if !isScored { continue }
        let score = tables.score(of: segment.id)
        sum += abs(score) * 1.01 + 0.01
        scores.base[scoreCount] = score
        scoreCount += 1
      }
      idCount = tables.putIDs(
        segments, bytes + at, into: ids.base, idCount,
        before: idCount > 0 ? ids.base[idCount - 1] : SentencePieceTables.noID)
      at = end
    }
    return keep(text, word, idCount, scoreCount, isKnown: isKnown, limit: limit, sum: sum)
  }

  private func keep(
    _ text: UnsafePointer<UInt8>, _ word: Word, _ idCount: Int, _ scoreCount: Int, isKnown: Bool,
    limit: Float, sum: Float
  ) -> UnsafeMutableRawPointer {
    let isShort = word.length <= WordKey.limit
    let width = isNarrow ? 2 : 4
    let size = isShort ? 16 : 32
    let room = min((isScored ? size - 4 : size) / width, 14)
    packed.initializeMemory(as: UInt64.self, repeating: 0, count: 4)
    var number = Self.elsewhere
    if isKnown, idCount > 0, idCount <= room {
      number = idCount
      for index in 0..<idCount {
        if isNarrow {
          packed.storeBytes(
            of: UInt16(truncatingIfNeeded: ids.base[index]), toByteOffset: 2 * index,
            as: UInt16.self)
        } else {
          packed.storeBytes(of: ids.base[index], toByteOffset: 4 * index, as: UInt32.self)
        }
      }
    } else {
      let start = keepValues(idCount, scoreCount)
      packed.storeBytes(of: UInt32(start), as: UInt32.self)
      packed.storeBytes(of: UInt16(idCount), toByteOffset: 4, as: UInt16.self)
      packed.storeBytes(of: UInt16(scoreCount), toByteOffset: 6, as: UInt16.self)
    }
    if isScored {
      packed.storeBytes(
        of: Scored.pack(limit: limit, sum: sum), toByteOffset: size - 4, as: UInt32.self)
    }
    let mark = UInt64(number) << 60
    if isShort {
      let slot = short.slot(word.hash, keyEnd: 8) { WordKey(slot: $0).hash }
      slot.storeBytes(of: word.key.low, as: UInt64.self)
      slot.storeBytes(of: word.key.high | mark, toByteOffset: 8, as: UInt64.self)
      (slot + 16).copyMemory(from: packed, byteCount: 16)
      return slot
    }
    let key = LongWordKey(text, word.length)
    let slot = long.slot(word.hash, keyEnd: 24) { LongWordKey(slot: $0).hash }
    slot.storeBytes(of: key.first, as: UInt64.self)
    slot.storeBytes(of: key.second, toByteOffset: 8, as: UInt64.self)
    slot.storeBytes(of: key.third, toByteOffset: 16, as: UInt64.self)
    slot.storeBytes(of: key.fourth | mark, toByteOffset: 24, as: UInt64.self)
    (slot + 32).copyMemory(from: packed, byteCount: 32)
    return slot
  }

  /// Keeps ids and scores outside of slots; at the bound all words are forgotten.
  private func keepValues(_ idCount: Int, _ scoreCount: Int) -> Int {
    if valueCount + idCount + scoreCount > Self.mostValues {
      short.empty()
      long.empty()
      valueCount = 0
    }
    let start = valueCount
    values.reserve(start + idCount + scoreCount, keeping: start)
    let target = values.base + start
    for index in 0..<idCount { target[index] = ids.base[index] }
    for index in 0..<scoreCount { target[idCount + index] = scores.base[index].bitPattern }
    valueCount += idCount + scoreCount
    return start
  }

  /// Writes what a slot says, whose scores are added up to here; false where the running score is too far from zero.
  private func use(
    _ slot: UnsafeMutableRawPointer, isShort: Bool, _ spare: Int, _ progress: inout Progress
  ) -> Bool {
    let payload = slot + (isShort ? 16 : 32)
    let number = Int(
      truncatingIfNeeded: slot.load(fromByteOffset: isShort ? 8 : 24, as: UInt64.self) >> 60)
    if isScored {
      let tail = payload.load(fromByteOffset: isShort ? 12 : 28, as: UInt32.self)
      if progress.bound > Float(bitPattern: tail & 0xFFFF_0000) { return false }
    }
    var written = progress.place.written
    if number != Self.elsewhere {
      let target = chunks.output.base + written
      for index in 0..<number {
        target[index] =
          isNarrow
          ? UInt32(payload.load(fromByteOffset: 2 * index, as: UInt16.self))
          : payload.load(fromByteOffset: 4 * index, as: UInt32.self)
      }
      progress.place.written = written + number
      if isScored { sync(&progress) }
      return true
    }
    let idCount = Int(payload.load(fromByteOffset: 4, as: UInt16.self))
    let scoreCount = Int(payload.load(fromByteOffset: 6, as: UInt16.self))
    let ids = UnsafePointer(values.base + Int(payload.load(as: UInt32.self)))
    chunks.output.reserve(written + idCount + spare, keeping: written)
    let output = chunks.output.base
    // Unknown pieces in a row become one, also across words.
    let before = written > 0 ? output[written - 1] : progress.place.last
    let first = idCount > 0 && ids[0] == tables.unknown && before == tables.unknown ? 1 : 0
    for index in first..<max(first, idCount) { output[written + index - first] = ids[index] }
    written += idCount - first
    for index in 0..<scoreCount {
      progress.place.running += Float(bitPattern: ids[idCount + index])
    }
    progress.place.written = written
    progress.synced = written
    progress.bound = abs(progress.place.running)
    return true
  }
}
