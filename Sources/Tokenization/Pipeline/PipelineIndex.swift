/// Finds tokens by their bytes; of equal ones the last counts.
public struct PipelineIndex: Sendable {
  let table: PieceTable

  /// Creates an index of all tokens of a vocabulary but the unused.
  ///
  /// - Complexity: O(bytes); 50,000 tokens take some milliseconds.
  public init(_ vocabulary: Vocabulary) {
    let all = (0..<UInt32(vocabulary.count)).reversed()
    if vocabulary.kinds.contains(.unused) {
      table = PieceTable(all.filter { vocabulary.kind(of: $0) != .unused }, in: vocabulary)
    } else {
      table = PieceTable(all, in: vocabulary)
    }
  }

  /// The id of a token; nil where there is none.
  ///
  /// Behind the bytes 16 more must be readable.
  public func id(of text: UnsafePointer<UInt8>, count: Int) -> UInt32? {
    let id = table.find(text, count: count)
    return id < 0 ? nil : UInt32(id)
  }

  /// Whether a token has some bytes; false for an id outside the vocabulary.
  public func isToken(_ id: UInt32, _ text: UnsafePointer<UInt8>, count: Int) -> Bool {
    table.isEqual(id, text, count)
  }

  /// The id of a token; nil where there is none.
  public func id(of text: some Sequence<UInt8>) -> UInt32? {
    let id = table.find(Array(text))
    return id < 0 ? nil : UInt32(id)
  }

  /// The first id whose token another one repeats, and which does not count for that.
  public var firstRepeated: UInt32? {
    // The table got the ids from the last one down.
    table.lastRepeated < 0 ? nil : UInt32(table.lastRepeated)
  }
}
