import Groundwork

/// Tables written to a temporary file, each as a run: pieces with counts, sorted by the pieces' bytes.
///
/// An entry is flat and little-endian: 4 bytes of length, 8 of count, the piece.
struct SortedRuns {
  let file: SpillFile
  private(set) var ranges: [Range<Int>] = []
  private static let chunk = 1 << 18

  init() throws(Failure) { file = try SpillFile() }

  /// Writes a table as a run.
  mutating func append(_ table: PieceTable) throws(Failure) {
    let start = file.count
    var buffer: [UInt8] = []
    for index in table.canonicalOrder() {
      let range = table.range(index)
      try table.bytes.withPointer { (bytes) throws(Failure) in
        try add(
          UnsafeBufferPointer(rebasing: bytes[range]), table.counts[index], to: &buffer)
      }
    }
    try write(&buffer)
    ranges.append(start..<file.count)
  }

  /// Writes what cursors hold together as one run.
  mutating func append(merging cursors: [CountCursor]) throws(Failure) {
    let start = file.count
    var buffer: [UInt8] = []
    try mergeCounts(cursors) { (piece, count) throws(Failure) in
      try add(piece, count, to: &buffer)
    }
    try write(&buffer)
    ranges.append(start..<file.count)
  }

  /// The runs, to be read side by side.
  func cursors() -> [CountCursor] { ranges.map { RunCursor(file, $0) } }

  private func add(
    _ piece: UnsafeBufferPointer<UInt8>, _ count: UInt64, to buffer: inout [UInt8]
  ) throws(Failure) {
    withUnsafeBytes(of: UInt32(piece.count).littleEndian) { buffer.append(contentsOf: $0) }
    withUnsafeBytes(of: count.littleEndian) { buffer.append(contentsOf: $0) }
    buffer.append(contentsOf: piece)
    if buffer.count >= Self.chunk { try write(&buffer) }
  }

  private func write(_ buffer: inout [UInt8]) throws(Failure) {
    let file = file
    try buffer.withPointer { (bytes) throws(Failure) in
      try file.append(UnsafeRawBufferPointer(bytes))
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Reads one run front to back.
private final class RunCursor: CountCursor {
  private let file: SpillFile
  /// What is not in the buffer yet.
  private var rest: Range<Int>
  private var buffer = HeldBytes()
  private var place = 0
  private static let chunk = 1 << 16

  init(_ file: SpillFile, _ range: Range<Int>) {
    self.file = file
    rest = range
  }

  deinit { buffer.deallocate() }

  override func advance() throws(Failure) -> Bool {
    guard try fill(12) else { return false }
    let head = UnsafeRawPointer(buffer.base + place)
    let length = Int(UInt32(littleEndian: head.loadUnaligned(as: UInt32.self)))
    let count = UInt64(littleEndian: head.loadUnaligned(fromByteOffset: 4, as: UInt64.self))
    guard try fill(12 + length) else { return false }
    self.count = count
    let start = buffer.base + place + 12
    piece = UnsafeBufferPointer(start: UnsafePointer(start), count: length)
    prefix = prefix128(readable: start, count: length)
    place += 12 + length
    return true
  }

  /// Makes sure that `wanted` bytes stand from `place` on; false at the run's end.
  private func fill(_ wanted: Int) throws(Failure) -> Bool {
    if buffer.count - place >= wanted { return true }
    buffer.removeFirst(place)
    place = 0
    let more = min(rest.count, max(Self.chunk, wanted - buffer.count))
    if buffer.count + more < wanted { return false }
    buffer.reserve(buffer.count + more)
    try file.read(
      at: rest.lowerBound,
      into: UnsafeMutableRawBufferPointer(start: buffer.base + buffer.count, count: more))
    buffer.count += more
    rest = rest.lowerBound + more..<rest.upperBound
    return true
  }
}
