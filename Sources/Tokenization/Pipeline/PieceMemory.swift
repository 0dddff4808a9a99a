/// Turns the pieces of texts into ids, and remembers pieces of up to 128 bytes.
final class PieceMemory {
  let worker: any TokenWorker
  private let cutsBeforeMarks: Bool
  private var short = ShortPieceCache()
  private var long = LongPieceCache()
  private var segments: [Segment] = []
  private let output: UnsafeMutablePointer<UInt32> = {
    let output = UnsafeMutablePointer<UInt32>.allocate(capacity: outputLimit + 16)
    output.initialize(repeating: 0, count: outputLimit + 16)
    return output
  }()

  private static let outputLimit = 2048
  /// The longest piece that is remembered; 0 where none is.
  private let longest: Int

  init(_ model: any TokenModel) {
    worker = model.makeWorker()
    cutsBeforeMarks = model.cutsBeforeMarks
    longest = model.hasAtMostByteTokens ? 128 : 0
  }

  deinit { output.deallocate() }

  /// Appends the ids of all pieces of a text.
  func encode(_ text: borrowing NormalizedText, into ids: inout [UInt32]) {
    run(text) { ids.append(contentsOf: $0) }
  }

  /// The number of ids of all pieces of a text.
  func count(_ text: borrowing NormalizedText) -> Int {
    var total = 0
    run(text) { total += $0.count }
    return total
  }

  /// Gives the ids of all pieces of a text, some hundreds at a time.
  @inline(__always)
  private func run(
    _ text: borrowing NormalizedText, _ give: (UnsafeBufferPointer<UInt32>) -> Void
  ) {
    let bytes = text.bytes
    let room = text.count + NormalizedText.margin
    let masks = PieceKey.masks
    var written = 0
    for index in 0..<text.pieceCount {
      let piece = text.piece(index)
      var start = piece.start
      while start < piece.end {
        let end = cutsBeforeMarks ? nextCut(bytes, start, piece.end) : piece.end
        let length = end - start
        if written > Self.outputLimit - longest {
          give(UnsafeBufferPointer(start: output, count: written))
          written = 0
        }
        if length <= min(PieceKey.limit, longest) {
          let key = PieceKey(bytes + start, length, room: room - start, masks: masks)
          let found = short.find(key, into: output + written)
          if found > 0 {
            written += found
          } else {
            let count = segment(bytes + start, length, into: output + written)
            if count > 0 {
              short.makeRoom(for: 1)
              short.insert(key, output + written, count)
            }
            written += count
          }
        } else if length <= longest {
          let hash = LongPieceCache.hash(bytes + start, length)
          let found = long.find(bytes + start, length, hash: hash, into: output + written)
          if found > 0 {
            written += found
          } else {
            let count = segment(bytes + start, length, into: output + written)
            if count > 0 {
              long.insert(bytes + start, length, hash: hash, output + written, count)
            }
            written += count
          }
        } else {
          give(UnsafeBufferPointer(start: output, count: written))
          written = 0
          giveLong(bytes + start, length, give)
        }
        start = end
      }
    }
    give(UnsafeBufferPointer(start: output, count: written))
  }

  /// Gives the ids of a piece that is not remembered.
  private func giveLong(
    _ piece: UnsafePointer<UInt8>, _ length: Int, _ give: (UnsafeBufferPointer<UInt32>) -> Void
  ) {
    segments.removeAll(keepingCapacity: true)
    worker.segment(piece, count: length, into: &segments)
    var start = 0
    while start < segments.count {
      let count = min(segments.count - start, Self.outputLimit)
      for index in 0..<count { output[index] = segments[start + index].id }
      give(UnsafeBufferPointer(start: output, count: count))
      start += count
    }
  }

  /// Writes the ids of a piece, which are at most as many as its bytes.
  private func segment(
    _ piece: UnsafePointer<UInt8>, _ length: Int, into output: UnsafeMutablePointer<UInt32>
  ) -> Int {
    segments.removeAll(keepingCapacity: true)
    worker.segment(piece, count: length, into: &segments)
    for index in 0..<segments.count { output[index] = segments[index].id }
    return segments.count
  }

  /// The next U+2581 that follows another scalar, or the end.
  private func nextCut(_ bytes: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var at = start
    while at + 3 <= end, bytes[at] == 0xE2, bytes[at + 1] == 0x96, bytes[at + 2] == 0x81 { at += 3 }
    return min(nextSpaceMark(bytes, from: at, end), end)
  }
}
