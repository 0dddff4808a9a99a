/// Encodes texts with a `RankTokenizer` on one thread: tiktoken's `encode_ordinary`.
///
/// Boundaries come from the splitter in batches; each piece is looked up in a cache of pieces, and what
/// is not there is a token by itself or is merged. A piece's ids depend on its bytes alone, so what the
/// caches hold changes the time and nothing else.
final class RankEncoder: TextEncoder {
  private let model: any ByteLevelModel
  private let splitter: any Splitter
  private let makeOffsets: () -> [Int]
  // Asked for with the first spans: making them takes longer than loading a compiled vocabulary.
  private lazy var offsets = makeOffsets()
  private let merger = ShortMerge()
  private let group = PieceGroup()
  private var short = ShortPieceCache()
  private var long = LongPieceCache()
  private let ends = UnsafeMutableBufferPointer<Int>.allocate(capacity: RankEncoder.batch)
  private let keys = UnsafeMutablePointer<SoughtPiece>.allocate(capacity: RankEncoder.batch)
  // The cache writes 16 ids whatever the number of those that count.
  private let output: UnsafeMutablePointer<UInt32> = {
    let output = UnsafeMutablePointer<UInt32>.allocate(capacity: outputLimit + 16)
    output.initialize(repeating: 0, count: outputLimit + 16)
    return output
  }()

  // Whether what is new in this batch was learned.
  private var learned = false
  private let unknown = UnsafeMutablePointer<Int>.allocate(capacity: RankEncoder.batch)

  private struct SoughtPiece {
    var key: PieceKey
    /// The line in which the piece may be; nil where it is longer.
    var line: UnsafePointer<ShortPieceCache.Slot>?
  }

  /// Pieces looked up side by side: their cache lines fill half of the first-level cache.
  private static let batch = 256
  /// Ids held when a long piece comes.
  private static let longLimit = 4 * ShortMerge.limit
  /// Ids held before they are appended: such, those of one long piece, and those of a batch of short ones.
  private static let outputLimit = longLimit + ShortMerge.limit + batch * 15

  /// Creates an encoder.
  ///
  /// - Parameters:
  ///   - model: turns pieces into ids.
  ///   - splitter: cuts texts into pieces.
  ///   - offsets: gives where each id's token starts, and the end of the last.
  init(model: any ByteLevelModel, splitter: any Splitter, offsets: @escaping () -> [Int]) {
    self.model = model
    self.splitter = splitter
    makeOffsets = offsets
  }

  deinit {
    merger.deallocate()
    group.deallocate()
    unknown.deallocate()
    ends.deallocate()
    keys.deallocate()
    output.deallocate()
  }

  func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
    guard let base = text.baseAddress else { return }
    reserve(text.count / 2, in: &ids)
    var start = 0
    while start < text.count {
      let count = splitter.nextEnds(ends, from: start, in: text)
      if count == 0 { return }
      encodeBatch(base, text.count, from: start, count, into: &ids)
      start = ends[count - 1]
    }
  }

  func encode(
    _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
  ) {
    let first = ids.count
    encode(text, into: &ids)
    spans.reserveCapacity(spans.count + ids.count - first)
    var start = 0
    for id in ids[first...] {
      let end = start + length(of: id)
      spans.append(TokenSpan(start: start, end: end))
      start = end
    }
  }

  func count(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    guard let base = text.baseAddress else { return 0 }
    var total = 0
    var start = 0
    while start < text.count {
      let count = splitter.nextEnds(ends, from: start, in: text)
      if count == 0 { break }
      total += countBatch(base, text.count, from: start, count)
      start = ends[count - 1]
    }
    return total
  }

  /// Appends the ids of the pieces of a text that is cut already.
  func encode(piecesOf text: borrowing NormalizedText, into ids: inout [UInt32]) {
    reserve(text.count / 2, in: &ids)
    var index = 0
    while index < text.pieceCount {
      let batch = nextPieces(of: text, from: &index)
      encodeBatch(text.bytes, text.count, from: batch.first, batch.count, into: &ids)
    }
  }

  /// The number of ids of the pieces of a text that is cut already.
  func count(piecesOf text: borrowing NormalizedText) -> Int {
    var total = 0
    var index = 0
    while index < text.pieceCount {
      let batch = nextPieces(of: text, from: &index)
      total += countBatch(text.bytes, text.count, from: batch.first, batch.count)
    }
    return total
  }

  /// Puts the ends of as many pieces into `ends` as follow each other without a gap.
  private func nextPieces(
    of text: borrowing NormalizedText, from index: inout Int
  ) -> (first: Int, count: Int) {
    let first = text.piece(index).start
    var end = first
    var count = 0
    while index < text.pieceCount, count < Self.batch, text.piece(index).start == end {
      end = text.piece(index).end
      ends[count] = end
      count += 1
      index += 1
    }
    return (first, count)
  }

  /// The number of bytes that a token stands for.
  @inline(__always)
  func length(of id: UInt32) -> Int { offsets[Int(id) + 1] - offsets[Int(id)] }

  /// Makes room before a long text; at least doubles, so that many texts do not copy each time.
  private func reserve(_ more: Int, in ids: inout [UInt32]) {
    if more < 1 << 14 || ids.capacity - ids.count >= more { return }
    ids.reserveCapacity(max(ids.count + more, ids.capacity * 2))
  }

  /// Encodes the pieces whose ends are in `ends`.
  ///
  /// First the keys of all pieces, each with a wish for its cache line that nothing waits for: so the lines come in
  /// side by side. With one loop for all, each look-up waited for its own line; with a read in place of the wish, the
  /// reads that take long held up all that followed (a fifth of the time on 8 MB of Lithuanian law).
  private func encodeBatch(
    _ text: UnsafePointer<UInt8>, _ size: Int, from first: Int, _ count: Int,
    into ids: inout [UInt32]
  ) {
    let ends = UnsafePointer(ends.baseAddress.unsafelyUnwrapped)
    let keys = keys
    short.makeRoom(for: count)
    let known = short.view
    learned = false
    Self.makeKeys(text, size, from: first, ends, count, known, keys)
    let output = output
    var written = 0
    for index in 0..<count {
      // Nothing but what most pieces need: all else is in functions of its own, so that this stays in registers.
      let piece = keys[index]
      if let line = piece.line, let slot = ShortPieceCache.View.slot(of: piece.key, in: line) {
        written &+= known.take(slot, into: output + written)
      } else {
        written = encodeOther(text, first, index, count, known, written, into: &ids)
      }
    }
    ids.append(contentsOf: UnsafeBufferPointer(start: output, count: written))
  }

  /// As `encodeBatch`, with the ids counted alone.
  private func countBatch(
    _ text: UnsafePointer<UInt8>, _ size: Int, from first: Int, _ count: Int
  ) -> Int {
    let ends = UnsafePointer(ends.baseAddress.unsafelyUnwrapped)
    let keys = keys
    short.makeRoom(for: count)
    let known = short.view
    learned = false
    Self.makeKeys(text, size, from: first, ends, count, known, keys)
    var total = 0
    for index in 0..<count {
      let piece = keys[index]
      if let line = piece.line, let slot = ShortPieceCache.View.slot(of: piece.key, in: line) {
        total &+= known.idCount(slot)
      } else {
        var others: [UInt32] = []
        total += encodeOther(text, first, index, count, known, 0, into: &others)
        total += others.count
      }
    }
    return total
  }

  /// Makes the keys of pieces of up to 15 bytes; longer ones have no line.
  @inline(__always)
  private static func makeKeys(
    _ text: UnsafePointer<UInt8>, _ size: Int, from first: Int, _ ends: UnsafePointer<Int>,
    _ count: Int, _ known: ShortPieceCache.View, _ keys: UnsafeMutablePointer<SoughtPiece>
  ) {
    let masks = PieceKey.masks
    var start = first
    // Those behind which 16 bytes can be read.
    var sure = count
    while sure > 0, (sure > 1 ? ends[sure &- 2] : first) &+ 16 > size { sure &-= 1 }
    for index in 0..<sure {
      let end = ends[index]
      let length = end &- start
      if length <= PieceKey.limit {
        let key = PieceKey(text + start, length, masks: masks)
        keys[index] = SoughtPiece(key: key, line: known.line(key.hash))
      } else {
        keys[index].line = nil
      }
      start = end
    }
    for index in sure..<count {
      let end = ends[index]
      let length = end &- start
      if length <= PieceKey.limit {
        let key = PieceKey(text + start, length, room: size &- start, masks: masks)
        keys[index] = SoughtPiece(key: key, line: known.line(key.hash))
      } else {
        keys[index].line = nil
      }
      start = end
    }
  }

  /// Writes the ids of a piece that is not in its own line; gives the number of ids in `output` then.
  @inline(never)
  private func encodeOther(
    _ text: UnsafePointer<UInt8>, _ first: Int, _ index: Int, _ count: Int,
    _ known: ShortPieceCache.View, _ written: Int, into ids: inout [UInt32]
  ) -> Int {
    let start = index > 0 ? ends[index - 1] : first
    let length = ends[index] - start
    let key = keys[index].key
    if keys[index].line != nil {
      if !learned, known.slot(of: key) == nil {
        learn(text, first, index..<count, known)
        learned = true
      }
      if let slot = known.slot(of: key) {
        return written + known.take(slot, into: output + written)
      }
      // Another piece has taken its place already, or none is remembered.
      return written + model.encode(text + start, length, merger, into: output + written)
    }
    // Room for the longest, and for a batch of short ones.
    var written = written
    if written > Self.longLimit || length > ShortMerge.limit {
      ids.append(contentsOf: UnsafeBufferPointer(start: output, count: written))
      written = 0
    }
    if length <= ShortMerge.limit {
      return written + encodeLong(text + start, length, into: output + written)
    }
    model.encodeLong(text + start, length, into: &ids)
    return 0
  }

  /// Encodes and keeps those of a batch's pieces that are new, many side by side.
  private func learn(
    _ text: UnsafePointer<UInt8>, _ first: Int, _ pieces: Range<Int>, _ known: ShortPieceCache.View
  ) {
    if !FastPaths.areOn { return }
    let missing = Self.missing(keys, pieces, unknown)
    var next = 0
    while next < missing {
      var count = 0
      while next < missing, count < PieceGroup.capacity {
        let index = unknown[next]
        next += 1
        if known.slot(of: keys[index].key) != nil { continue }
        let start = index > 0 ? ends[index - 1] : first
        group.starts[count] = text + start
        group.lengths[count] = ends[index] - start
        group.indices[count] = index
        count += 1
      }
      model.encode(group, count)
      for piece in 0..<count {
        let key = keys[group.indices[piece]].key
        // It may be there twice.
        if known.slot(of: key) != nil { continue }
        short.insert(key, group.ids + piece * 16, group.counts[piece])
      }
    }
  }

  /// Writes which pieces are not in their own lines; gives how many.
  @inline(__always)
  private static func missing(
    _ keys: UnsafeMutablePointer<SoughtPiece>, _ pieces: Range<Int>,
    _ unknown: UnsafeMutablePointer<Int>
  ) -> Int {
    var count = 0
    for index in pieces {
      guard let line = keys[index].line else { continue }
      unknown[count] = index
      count &+= ShortPieceCache.View.slot(of: keys[index].key, in: line) == nil ? 1 : 0
    }
    return count
  }

  /// Writes the ids of a piece of 16 to 128 bytes; gives their number.
  private func encodeLong(
    _ piece: UnsafePointer<UInt8>, _ length: Int, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let hash = LongPieceCache.hash(piece, length)
    let found = long.find(piece, length, hash: hash, into: output)
    if found > 0 { return found }
    let count = model.encode(piece, length, merger, into: output)
    long.insert(piece, length, hash: hash, output, count)
    return count
  }
}
