/// Some texts of a corpus in one flat buffer: what readers fill and counters, trainers and metrics take.
public struct TextBatch: Sendable {
  /// All texts' bytes, valid UTF-8, one after the other without separators.
  public var bytes: [UInt8] = []
  /// The offset after each text; as many entries as texts.
  public var ends: [Int] = []

  /// Creates an empty batch.
  public init() {}

  /// Creates a batch of whole strings; for small inputs and tests.
  public init(_ texts: some Sequence<String>) {
    for text in texts { append(text.utf8) }
  }

  /// The number of texts.
  public var count: Int { ends.count }

  /// The bytes of a text: an index in 0 ..< count.
  public func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }

  /// Adds a text.
  public mutating func append(_ text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Empties the batch and keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }

  /// Calls `body` with each text's bytes, in order.
  public func forEachText<E: Error>(
    _ body: (_ index: Int, _ text: UnsafeBufferPointer<UInt8>) throws(E) -> Void
  ) throws(E) {
    let failure = bytes.withUnsafeBufferPointer { buffer -> E? in
      for index in 0..<ends.count {
        do throws(E) {
          try body(index, UnsafeBufferPointer(rebasing: buffer[range(index)]))
        } catch {
          return error
        }
      }
      return nil
    }
    if let failure { throw failure }
  }
}
