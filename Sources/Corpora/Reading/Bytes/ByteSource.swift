import Groundwork

/// A stream of bytes, read front to back: a file, or another stream decompressed or decoded.
///
/// Owned by one thread.
protocol ByteSource: AnyObject {
  /// Fills `buffer`, which has room for at least 4 bytes, from its start and gives the number of bytes; 0 at
  /// the end only.
  func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(Failure) -> Int
}
