import Groundwork

/// The word types of a language while one thread numbers words.
///
/// Handed from thread to thread: each waits until the one before is done.
final class WordNumbering: @unchecked Sendable {
  private var types: ByteTable

  init(_ types: consuming ByteTable) { self.types = types }

  /// The type of each word; new ones get the next numbers.
  func numbers(of words: [Range<Int>], in bytes: [UInt8]) -> [UInt32] {
    bytes.withUnsafeBufferPointer { bytes in
      words.map { word in
        let number = types.insert(UnsafeBufferPointer(rebasing: bytes[word])).number
        return UInt32(truncatingIfNeeded: number)
      }
    }
  }

  /// The types; none are left here.
  func take() -> ByteTable {
    defer { types = ByteTable() }
    return types
  }
}
