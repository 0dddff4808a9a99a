import Groundwork

/// A corpus as integers: a table of its distinct pieces, and each document as a row of their ids.
///
/// Pieces have the ids 0 ..< `pieces.count` in the order in which they first occur in the corpus. That
/// order is the same for any number of workers and any cutting into batches; it keeps frequent pieces, and so
/// what is gathered by id, close together; and a corpus appended to another leaves the other's ids as they are.
///
/// What depends on a piece alone (its tokens, its morphemes) is computed once for each id; what depends on
/// documents is then a walk over rows: `forEachDocument`, or `RowReader` block by block on several threads.
public final class InternedCorpus: Sendable {
  /// The name of the rule by which texts became pieces.
  public let rule: String
  /// The distinct pieces by id, with how often each occurs, weights multiplied in (a
  /// weight of 0 counts as 1).
  public let pieces: PieceTable
  /// The number of documents, empty ones too.
  public let documents: Int
  /// The ids in all rows, each once whatever the document's weight.
  public let occurrences: Int
  /// The bytes of rows that lie in a temporary file; 0 where all are in memory.
  public let spilledBytes: Int
  let blocks: [RowBlock]
  let file: SpillFile?
  /// The ids of each worker's own numbers.
  let ids: [[UInt32]]

  init(
    rule: String, pieces: PieceTable, blocks: [RowBlock], file: SpillFile?, ids: [[UInt32]]
  ) {
    self.rule = rule
    self.pieces = pieces
    self.blocks = blocks
    self.file = file
    self.ids = ids
    documents = blocks.last?.documents.upperBound ?? 0
    occurrences = blocks.reduce(0) { $0 + $1.occurrences }
    spilledBytes = file?.count ?? 0
  }

  /// The number of blocks, which are runs of documents of about 128 KB of text.
  public var blockCount: Int { blocks.count }

  /// The documents of a block, an index in 0 ..< blockCount.
  public func documents(inBlock block: Int) -> Range<Int> { blocks[block].documents }

  /// Calls `body` with each document's number, its weight and its row, in order.
  ///
  /// The row lives until `body` returns. Memory is one block. O(occurrences).
  public func forEachDocument(
    _ body: (_ document: Int, _ weight: UInt64, _ row: UnsafeBufferPointer<UInt32>) throws(Failure)
      -> Void
  ) throws(Failure) {
    let reader = RowReader(self)
    for block in 0..<blockCount { try reader.forEachDocument(inBlock: block, body) }
  }
}

/// Where the rows of some documents lie.
struct RowBlock: Sendable {
  /// The worker whose numbers stand in the rows.
  var worker: Int
  /// The documents.
  var documents: Range<Int>
  /// The ids in all rows.
  var occurrences: Int
  /// Whether each row has a weight.
  var isWeighted: Bool
  /// For each document the length of its row, its weight (low half, high half) if the block has weights,
  /// and the row; empty where they were written out.
  var words: [UInt32]
  /// Where the words lie in the file, little-endian, where they were written out.
  var bytes: Range<Int>?
}
