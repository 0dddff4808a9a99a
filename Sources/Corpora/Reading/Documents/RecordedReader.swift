import Groundwork

/// What a format's source reads: the bytes of a corpus file or archive member, decompressed.
///
/// A source gets valid UTF-8 without a byte order mark, in chunks that end between scalars; a source with
/// `readsRawBytes` gets the bytes as they stand. Owned by one thread.
final class RecordedReader {
  /// The size of a chunk in bytes.
  static let chunk = 256 << 10

  /// The name used in error messages: the path as the user gave it, `<stdin>`, `ARCHIVE:MEMBER`.
  let name: String
  /// How the file is read.
  let options: ReadingOptions
  private let bytes: HeldBytes

  init(_ bytes: HeldBytes, name: String, options: ReadingOptions) {
    self.bytes = bytes
    self.name = name
    self.options = options
  }

  /// Fills the buffer, which has room for at least 8 bytes, from its start and gives the number of bytes; 0
  /// at the end only.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int {
    try bytes.read(into: buffer)
  }

  /// The next bytes, which `read` gives again; fewer than `wanted` only at the end.
  func peek(_ wanted: Int) throws(Failure) -> [UInt8] { Array(try bytes.peek(wanted)) }
}
