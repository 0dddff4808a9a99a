/// How far the encoding of one text has come.
struct EncodingPlace {
  /// The number of ids in the output that were not handed over yet.
  var written = 0
  /// The last id that was handed over; none at a text's start.
  var last = UInt32.max - 1
  /// The sum of the scores so far, as the reference's float32 has it.
  var running: Float = 0
}

/// Encodes normalized text chunk by chunk, with a cache of chunks.
///
/// What a chunk is cut into depends on nothing around it but Unigram's running score, of which the cache knows how
/// far it may go (`UnigramMargins`). This is the way of all models and texts; `WordEncoder` is the fast one of most.
final class CachedChunks {
  let tables: SentencePieceTables
  let segmenter: any PieceSegmenter
  /// The ids of the text that are not handed over yet.
  let output = Scratch<UInt32>(capacity: 1 << 12)
  private let isCaching: Bool
  private let isScored: Bool
  private let alone = Scratch<UInt32>(capacity: 256)
  private let pieces = Scratch<Segment>(capacity: SegmentCache.longest + 1)
  private let scores = Scratch<Float>(capacity: SegmentCache.longest + 1)
  @exclusivity(unchecked) private var segments: [Segment] = []
  private let cache = SegmentCache()

  init(_ tables: SentencePieceTables, _ segmenter: any PieceSegmenter) {
    self.tables = tables
    self.segmenter = segmenter
    isScored = segmenter.isScored
    isCaching = FastPaths.areOn && segmenter.isCacheable && tables.boundary != .none
  }

  /// Writes the ids of a normalized text behind those in `output`, and leaves room for `spare` more.
  ///
  /// Behind the text 16 bytes may be read.
  func encode(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ place: inout EncodingPlace, spare: Int = 0
  ) {
    // There are never more ids than bytes.
    output.reserve(place.written + count + 1 + spare, keeping: place.written)
    let output = self.output.base
    let cache = self.cache
    let isCaching = self.isCaching
    let boundary = tables.boundary
    let unknown = tables.unknown
    let isScored = self.isScored
    let scores = tables.scores.base
    var slots = UnsafePointer(cache.slots)
    var mask = cache.capacity - 1
    var values = UnsafePointer(cache.values.base)
    var written = place.written
    var running = place.running
    var at = 0
    while at < count {
      let start = at
      at = boundary.chunkEnd(bytes, from: start, count)
      let length = at - start
      if isCaching, length <= SegmentCache.longest {
        let key = SegmentCache.key(bytes + start, length)
        if let slot = cache.find(key, bytes + start, length, in: slots, mask: mask) {
          if abs(running) <= slot.pointee.limit {
            if slot.pointee.scoreCount == SegmentCache.Slot.inline {
              let (first, last) = (slot.pointee.start, slot.pointee.keyStart)
              let idCount = Int(slot.pointee.idCount)
              output[written] = first
              output[written + 1] = last
              written += idCount
              if isScored {
                running += scores[Int(first)]
                if idCount == 2 { running += scores[Int(last)] }
              }
              continue
            }
            let ids = values + Int(slot.pointee.start)
            let idCount = Int(slot.pointee.idCount)
            // Unknown pieces in a row become one, also across chunks.
            let before = written > 0 ? output[written - 1] : place.last
            let first = ids[0] == unknown && before == unknown ? 1 : 0
            for index in first..<idCount { output[written + index - first] = ids[index] }
            written += idCount - first
            for index in 0..<Int(slot.pointee.scoreCount) {
              running += Float(bitPattern: ids[idCount + index])
            }
            continue
          }
        } else {
          let isUsable = learn(key, bytes + start, length, running)
          slots = UnsafePointer(cache.slots)
          mask = cache.capacity - 1
          values = UnsafePointer(cache.values.base)
          if isUsable {
            // It is found now.
            at = start
            continue
          }
        }
      }
      written = cut(bytes + start, length, &running, written, place.last)
    }
    place.written = written
    place.running = running
  }

  /// Writes what a text was cut into that `keep` got; nil where it is not there, false where it does not hold here.
  func encodeKnown(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ place: inout EncodingPlace, spare: Int
  ) -> Bool? {
    let key = SegmentCache.key(bytes, count)
    guard
      let slot = cache.find(
        key, bytes, count, in: UnsafePointer(cache.slots), mask: cache.capacity - 1)
    else { return nil }
    // Texts of this length have no ids in the slot itself.
    if slot.pointee.scoreCount == SegmentCache.Slot.inline
      || abs(place.running) > slot.pointee.limit
    {
      return false
    }
    let ids = UnsafePointer(cache.values.base + Int(slot.pointee.start))
    let idCount = Int(slot.pointee.idCount)
    output.reserve(place.written + idCount + spare, keeping: place.written)
    let target = output.base + place.written
    let before = place.written > 0 ? output.base[place.written - 1] : place.last
    let first = idCount > 0 && ids[0] == tables.unknown && before == tables.unknown ? 1 : 0
    for index in first..<max(first, idCount) { target[index - first] = ids[index] }
    place.written += max(0, idCount - first)
    for index in 0..<Int(slot.pointee.scoreCount) {
      place.running += Float(bitPattern: ids[idCount + index])
    }
    return true
  }

  /// Keeps what a text of up to `SegmentCache.longest` bytes, which is not there, was cut into.
  func keep(_ bytes: UnsafePointer<UInt8>, _ count: Int, _ cut: WordEncoder.Cut) {
    cache.insert(
      SegmentCache.key(bytes, count), bytes, count,
      ids: UnsafeBufferPointer(start: UnsafePointer(cut.ids), count: cut.idCount),
      scores: UnsafeBufferPointer(start: UnsafePointer(cut.scores), count: cut.scoreCount),
      isKnown: false, limit: isScored ? cut.limit : .infinity)
  }

  /// Cuts a chunk where it stands, behind `written` ids; gives the number of ids then.
  @inline(never)
  private func cut(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ running: inout Float, _ written: Int,
    _ last: UInt32
  ) -> Int {
    var segments: [Segment] = []
    swap(&segments, &self.segments)
    segments.removeAll(keepingCapacity: true)
    segmenter.segment(text, count: count, running: &running, into: &segments)
    let output = self.output.base
    let after = segments.withUnsafeBufferPointer { segments in
      tables.putIDs(
        segments, text, into: output, written, before: written > 0 ? output[written - 1] : last)
    }
    swap(&segments, &self.segments)
    return after
  }

  /// Cuts a chunk by itself and keeps that; gives whether it holds here.
  @inline(never)
  private func learn(
    _ key: SegmentCache.Key, _ text: UnsafePointer<UInt8>, _ count: Int, _ running: Float
  ) -> Bool {
    pieces.reserve(count + 1)
    let (pieceCount, limit) = segmenter.cutAlone(text, count: count, into: pieces.base)
    let segments = UnsafeBufferPointer(start: UnsafePointer(pieces.base), count: pieceCount)
    scores.reserve(pieceCount)
    var isKnown = true
    for index in 0..<pieceCount {
      if segments[index].id == tables.unknown { isKnown = false }
      if isScored { scores.base[index] = tables.score(of: segments[index].id) }
    }
    // The ids are those of a text of its own: nothing before is merged with them.
    alone.reserve(count + 1)
    let idCount = tables.putIDs(
      segments, text, into: alone.base, 0, before: SentencePieceTables.noID)
    cache.insert(
      key, text, count, ids: UnsafeBufferPointer(start: alone.base, count: idCount),
      scores: UnsafeBufferPointer(start: scores.base, count: isScored ? pieceCount : 0),
      isKnown: isKnown, limit: limit)
    return abs(running) <= limit
  }
}
