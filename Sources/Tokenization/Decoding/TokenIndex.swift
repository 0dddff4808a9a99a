import Groundwork

/// Finds ids by the bytes of their tokens.
///
/// Immutable. Of tokens with the same bytes an ordinary one counts before a byte piece, and the lowest
/// id before others; unused ids are not found.
public struct TokenIndex: Sendable {
  private let table: ByteTable
  private let ids: [UInt32]

  /// Builds the index of a vocabulary.
  ///
  /// O(bytes).
  public init(_ vocabulary: Vocabulary) {
    var table = ByteTable(capacity: vocabulary.count)
    var ids: [UInt32] = []
    let found = (0..<UInt32(vocabulary.count)).filter {
      vocabulary.kind(of: $0) != .unused && !vocabulary[$0].isEmpty
    }
    let bytes = found.filter { vocabulary.kind(of: $0) == .byte }
    for id in found.filter({ vocabulary.kind(of: $0) != .byte }) + bytes {
      let isNew = vocabulary[id].withUnsafeBufferPointer { table.insert($0).isNew }
      if isNew { ids.append(id) }
    }
    self.table = table
    self.ids = ids
  }

  /// The id of the token with these bytes, special tokens too; nil where there is none.
  ///
  /// SentencePiece's pieces hold U+2581 where text has a space. O(length).
  public func id(of bytes: [UInt8]) -> UInt32? {
    bytes.withUnsafeBufferPointer { table.number(of: $0) }.map { ids[$0] }
  }

  /// The id of the token with this text; nil where there is none.
  public func id(of text: String) -> UInt32? { id(of: Array(text.utf8)) }
}
