import Groundwork

/// Encodes texts with one SentencePiece model.
///
/// Word by word as they are written where the model allows it (`WordEncoder`); else, and for texts that hold
/// U+2581 themselves, it normalizes, cuts into chunks at spaces, and cuts these (`CachedChunks`).
final class SentencePieceEncoder: TextEncoder {
  private let normalizer: SentencePieceNormalizer
  private let tables: SentencePieceTables
  private let segmenter: any PieceSegmenter
  private let normalized = SentencePieceText()
  private let chunks: CachedChunks
  private let words: WordEncoder?
  private var segments: [Segment] = []

  /// Creates an encoder for one thread.
  ///
  /// - Parameters:
  ///   - tokenizer: the model.
  ///   - segmenter: what cuts chunks.
  ///   - isByWord: whether words may be looked up as they are written; false only for comparisons.
  init(_ tokenizer: SentencePieceTokenizer, _ segmenter: any PieceSegmenter, isByWord: Bool = true)
  {
    normalizer = tokenizer.normalizer
    tables = tokenizer.tables
    self.segmenter = segmenter
    chunks = CachedChunks(tables, segmenter)
    words = isByWord ? WordEncoder(tokenizer, chunks) : nil
  }

  func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
    if let words {
      let before = ids.count
      if words.encode(text, { ids.append(contentsOf: $0) }) { return }
      ids.removeLast(ids.count - before)
    }
    let count = encodeNormalized(text)
    ids.append(contentsOf: UnsafeBufferPointer(start: chunks.output.base, count: count))
  }

  /// The number of ids of one text, without writing them out for the caller.
  ///
  /// O(n) or O(n log n) for any input, as `encode`.
  func count(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    if let words {
      var count = 0
      if words.encode(text, { count += $0.count }) { return count }
    }
    return encodeNormalized(text)
  }

  /// Normalizes a text as a whole and writes its ids into the output of `chunks`; gives their number.
  private func encodeNormalized(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    normalizer.normalize(text, into: normalized)
    var place = EncodingPlace()
    chunks.encode(UnsafePointer(normalized.bytes), normalized.count, &place)
    return place.written
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
}
