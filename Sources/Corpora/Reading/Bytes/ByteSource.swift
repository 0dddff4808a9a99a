import Groundwork

/// A stream of bytes, read front to back: a file, or another stream decompressed or decoded.
///
/// Owned by one thread.
protocol ByteSource: AnyObject {
  /// Fills `buffer`, which has room for at least 8 bytes, from its start and gives the number of bytes; 0 at
  /// the end only.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int
}

/// A stream of valid UTF-8 in chunks that end between scalars.
protocol TextByteSource: ByteSource {
  /// How many sequences of bytes were not valid and became U+FFFD.
  var replaced: Int { get }
}
