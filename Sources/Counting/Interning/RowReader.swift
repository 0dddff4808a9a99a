import Groundwork

/// Reads rows of an interned corpus, block by block in any order.
///
/// Owned by one thread; several readers may read one corpus side by side.
public final class RowReader {
  private let corpus: InternedCorpus
  private var buffer: [UInt32] = []

  /// Creates a reader.
  public init(_ corpus: InternedCorpus) { self.corpus = corpus }

  /// Calls `body` with the number, weight and row of each document of a block (0 ..< blockCount), in
  /// order.
  ///
  /// The row lives until `body` returns.
  public func forEachDocument(
    inBlock index: Int,
    _ body: (_ document: Int, _ weight: UInt64, _ row: UnsafeBufferPointer<UInt32>) throws(Failure)
      -> Void
  ) throws(Failure) {
    let block = corpus.blocks[index]
    try load(block)
    let ids = corpus.ids[block.worker]
    var failure: Failure?
    buffer.withUnsafeMutableBufferPointer { words in
      ids.withUnsafeBufferPointer { ids in
        var place = 0
        for document in block.documents {
          let count = Int(words[place])
          place += 1
          var weight: UInt64 = 1
          if block.isWeighted {
            weight = UInt64(words[place]) | UInt64(words[place + 1]) << 32
            place += 2
          }
          // One worker's numbers are ids already.
          if !ids.isEmpty {
            for word in place..<place + count { words[word] = ids[Int(words[word])] }
          }
          do throws(Failure) {
            try body(
              document, weight, UnsafeBufferPointer(rebasing: words[place..<place + count]))
          } catch {
            failure = error
            return
          }
          place += count
        }
      }
    }
    if let failure { throw failure }
  }

  private func load(_ block: RowBlock) throws(Failure) {
    guard let bytes = block.bytes, let file = corpus.file else {
      buffer = block.words
      return
    }
    let count = bytes.count / 4
    if buffer.count != count { buffer = [UInt32](repeating: 0, count: count) }
    var failure: Failure?
    buffer.withUnsafeMutableBytes { buffer in
      do throws(Failure) { try file.read(at: bytes.lowerBound, into: buffer) } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    if UInt32(1).littleEndian != 1 {
      for index in buffer.indices { buffer[index] = UInt32(littleEndian: buffer[index]) }
    }
  }
}
