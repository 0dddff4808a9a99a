import Groundwork

/// Reads a count file of ours line by line, and checks that it is what its record says.
final class CountFileCursor: CountCursor {
  private let path: String
  private let expected: String
  private let reader: ByteReader
  private let hash: SHA256
  private var buffer: [UInt8] = []
  private var place = 0
  private var line = 0
  private var isAtEnd = false
  private var piece: [UInt8] = []
  private var before: [UInt8] = []
  private(set) var count: UInt64 = 0
  private static let chunk = 1 << 16

  /// Opens a file whose SHA-256 its record gives.
  init(_ path: String, sha256: String) throws(Failure) {
    self.path = path
    expected = sha256
    reader = try ByteReader(path: path)
    hash = try SHA256()
  }

  func withPiece<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    piece.withUnsafeBufferPointer(body)
  }

  func advance() throws(Failure) -> Bool {
    guard let end = try lineEnd() else {
      guard hash.hexadecimalDigest() == expected else { throw CountFile.changed(path) }
      return false
    }
    line += 1
    swap(&piece, &before)
    piece.removeAll(keepingCapacity: true)
    let range = place..<end
    var found: UInt64 = 0
    try buffer.withPointer { (bytes) throws(Failure) in
      let text = UnsafeBufferPointer(rebasing: bytes[range])
      if firstInvalidUTF8(text) != nil { throw CountFile.notUTF8(.line(line, of: path)) }
      found = try CountFile.parseLine(text, into: &piece, at: .line(line, of: path))
    }
    count = found
    place = end + 1
    if !before.isEmpty, !before.lexicographicallyPrecedes(piece) {
      throw Failure(
        "the piece does not follow the one before in the order of bytes",
        at: .line(line, of: path), remedy: "count again with `derlius corpus words`")
    }
    return true
  }

  /// Where the line that starts at `place` ends; nil behind the last.
  private func lineEnd() throws(Failure) -> Int? {
    var from = place
    while true {
      if let end = buffer[min(from, buffer.count)...].firstIndex(of: 0x0A) { return end }
      if isAtEnd { return place < buffer.count ? buffer.count : nil }
      buffer.removeFirst(min(place, buffer.count))
      place = 0
      from = buffer.count
      try read()
    }
  }

  private func read() throws(Failure) {
    var failure: Failure?
    var count = 0
    let chunk = [UInt8](unsafeUninitializedCapacity: Self.chunk) { bytes, filled in
      do throws(Failure) {
        count = try reader.read(into: UnsafeMutableRawBufferPointer(bytes))
      } catch {
        failure = error
      }
      filled = count
    }
    if let failure { throw failure }
    isAtEnd = count == 0
    chunk.withUnsafeBufferPointer { hash.update($0) }
    buffer.append(contentsOf: chunk)
  }
}
