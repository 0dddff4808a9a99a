import Groundwork

/// Encodes texts with one SentencePiece model: normalizes, cuts into chunks at spaces, cuts these.
///
/// Chunks that come again are taken from a cache. What a chunk is cut into depends on nothing around it
/// but Unigram's running score, of which the cache knows how far it may go (`UnigramMargins`).
final class SentencePieceEncoder: TextEncoder {
  private let normalizer: SentencePieceNormalizer
  private let tables: SentencePieceTables
  private let segmenter: any PieceSegmenter
  private let isCaching: Bool
  private let isScored: Bool
  private let normalized = SentencePieceText()
  private let output = Scratch<UInt32>(capacity: 1 << 10)
  private let alone = Scratch<UInt32>(capacity: 256)
  private var segments: [Segment] = []
  private var scores: [Float] = []
  private let cache = SegmentCache()

  init(_ tokenizer: SentencePieceTokenizer, _ segmenter: any PieceSegmenter) {
    normalizer = tokenizer.normalizer
    tables = tokenizer.tables
    self.segmenter = segmenter
    isScored = segmenter.isScored
    isCaching = segmenter.isCacheable && tables.boundary != .none
  }

  func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
    normalizer.normalize(text, into: normalized)
    let bytes = UnsafePointer(normalized.bytes)
    let count = normalized.count
    // There are never more ids than bytes.
    output.reserve(count + 1)
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
    var written = 0
    var running: Float = 0
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
            let first = ids[0] == unknown && written > 0 && output[written - 1] == unknown ? 1 : 0
            for index in first..<idCount { output[written + index - first] = ids[index] }
            written += idCount - first
            for index in 0..<Int(slot.pointee.scoreCount) {
              running += Float(bitPattern: ids[idCount + index])
            }
            continue
          }
        } else {
          written = learnChunk(key, bytes + start, length, &running, written)
          slots = UnsafePointer(cache.slots)
          mask = cache.capacity - 1
          values = UnsafePointer(cache.values.base)
          continue
        }
      }
      written = cutChunk(bytes + start, length, &running, written)
    }
    ids.append(contentsOf: UnsafeBufferPointer(start: output, count: written))
  }

  func encode(
    _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
  ) {
    cutWhole(text)
    var writer = SpanWriter(tables: tables, text: text, normalized: normalized)
    for segment in segments { writer.add(segment, to: &ids, &spans) }
  }

  /// Normalizes and cuts a text without the cache.
  private func cutWhole(_ text: UnsafeBufferPointer<UInt8>) {
    normalizer.normalizeWithOrigins(text, into: normalized)
    let bytes = UnsafePointer(normalized.bytes)
    let count = normalized.count
    segments.removeAll(keepingCapacity: true)
    var running: Float = 0
    var at = 0
    while at < count {
      let end = tables.boundary.chunkEnd(bytes, from: at, count)
      segmenter.segment(bytes + at, count: end - at, running: &running, into: &segments)
      at = end
    }
  }

  /// The pieces of a text as bytes: the reference's `EncodeAsPieces`.
  func encodeAsPieces(_ text: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    cutWhole(text)
    var pieces: [[UInt8]] = []
    var at = 0
    var isAfterUnknown = false
    for segment in segments {
      let piece = UnsafeBufferPointer(start: normalized.bytes + at, count: Int(segment.length))
      let isUnknown = segment.id == tables.unknown
      if isUnknown, tables.byteFallback {
        for byte in piece {
          let name = hexadecimal([byte]).uppercased()
          pieces.append(Array("<0x\(name)>".utf8))
        }
      } else if isUnknown, isAfterUnknown {
        pieces[pieces.count - 1] += piece
      } else {
        pieces.append(Array(piece))
      }
      isAfterUnknown = isUnknown
      at += Int(segment.length)
    }
    return pieces
  }

  /// Cuts a chunk where it stands, behind `written` ids; gives the number of ids then.
  private func cutChunk(
    _ text: UnsafePointer<UInt8>, _ count: Int, _ running: inout Float, _ written: Int
  ) -> Int {
    segments.removeAll(keepingCapacity: true)
    segmenter.segment(text, count: count, running: &running, into: &segments)
    return put(text, into: output, written)
  }

  /// Cuts a chunk by itself, keeps that, and uses it if it holds here.
  private func learnChunk(
    _ key: SegmentCache.Key, _ text: UnsafePointer<UInt8>, _ count: Int, _ running: inout Float,
    _ written: Int
  ) -> Int {
    segments.removeAll(keepingCapacity: true)
    let limit = segmenter.segmentAlone(text, count: count, into: &segments)
    scores.removeAll(keepingCapacity: true)
    for segment in segments {
      if let score = segmenter.score(of: segment.id) { scores.append(score) }
    }
    // The ids are those of a text of its own: nothing before is merged with them.
    let idCount = put(text, into: alone, 0)
    let ids = UnsafeBufferPointer(start: alone.base, count: idCount)
    let isKnown = !segments.contains { $0.id == tables.unknown }
    cache.insert(key, text, count, ids: ids, scores: scores, isKnown: isKnown, limit: limit)
    if abs(running) > limit { return cutChunk(text, count, &running, written) }
    for score in scores { running += score }
    return put(text, into: output, written)
  }

  /// Writes the ids of `segments`, with bytes for unknown scalars where the model has them.
  ///
  /// - Returns: the number of ids in `output` now, of which `before` were there.
  private func put(_ text: UnsafePointer<UInt8>, into output: Scratch<UInt32>, _ before: Int)
    -> Int
  {
    let unknown = tables.unknown
    var count = before
    var at = 0
    for segment in segments {
      let length = Int(segment.length)
      output.reserve(count + length + 1, keeping: count)
      if segment.id != unknown {
        output.base[count] = segment.id
        count += 1
      } else if tables.byteFallback {
        for index in at..<at + length {
          output.base[count] = tables.byteIDs.base[Int(text[index])]
          count += 1
        }
      } else if count == 0 || output.base[count - 1] != unknown {
        output.base[count] = unknown
        count += 1
      }
      at += length
    }
    return count
  }
}
