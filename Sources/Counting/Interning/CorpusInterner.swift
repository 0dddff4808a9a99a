import Groundwork
import Synchronization

/// Makes an interned corpus of batches, with several workers.
///
/// Each worker numbers pieces in a table of its own, and rows hold these numbers. `finish` goes through the
/// shares of the corpus in their order and gives ids to the pieces that each share brought first, so that ids
/// are in the order of first occurrence whoever counted what. Rows are led from numbers to ids when they are
/// read. Dropped: one table for all, whose lock is the hottest line, and tables for each share, which must
/// be merged one by one and cost half of the time on one thread.
///
/// Memory is the tables, which grow with what is distinct (once for each worker), and rows up to `maxMemory`:
/// beyond it rows go to a temporary file that has no name. Owned by one thread, which gives it the batches.
public final class CorpusInterner {
  private let rule: PieceRule
  private let pool: WorkerPool
  private let maxMemory: Int
  private let folder: String?
  private let workers: [InterningWorker]
  private var blocks: [RowBlock] = []
  /// For each block, the numbers that its worker gave first in it.
  private var news: [Range<Int>] = []
  private var memory = 0
  private var documents = 0
  private var file: SpillFile?

  /// Starts a corpus without documents.
  ///
  /// - Parameters:
  ///   - rule: how texts become pieces: the words of a rule, or a splitter.
  ///   - pool: the workers.
  ///   - maxMemory: the bytes that rows may take in memory.
  ///   - folder: where the temporary file lies; nil is the system's place for such.
  public init(
    rule: PieceRule, pool: WorkerPool = WorkerPool(), maxMemory: Int = 1 << 30,
    folder: String? = nil
  ) throws(Failure) {
    self.rule = rule
    self.pool = pool
    self.maxMemory = maxMemory
    self.folder = folder
    var workers: [InterningWorker] = []
    for _ in 0..<pool.workers { workers.append(try InterningWorker(rule)) }
    self.workers = workers
  }

  /// Adds the documents of a batch, in order.
  ///
  /// Batches of some megabytes keep all workers busy. Throws where rows cannot be written out.
  public func add(_ batch: TextBatch) throws(Failure) {
    let shares = batch.shares
    let next = Atomic<Int>(0)
    let (workers, first) = (workers, documents)
    let parts = try pool.map(min(workers.count, shares.count)) { (worker: Int) throws(Failure) in
      var parts: [(share: Int, block: RowBlock, news: Range<Int>)] = []
      while true {
        let share = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if share >= shares.count { return parts }
        let before = workers[worker].table.count
        var block = try workers[worker].rows(of: batch, shares[share])
        block.worker = worker
        block.documents = first + shares[share].lowerBound..<first + shares[share].upperBound
        parts.append((share, block, before..<workers[worker].table.count))
      }
    }
    for part in parts.joined().sorted(by: { $0.share < $1.share }) {
      blocks.append(part.block)
      news.append(part.news)
      memory += 4 * part.block.words.count
    }
    documents += batch.count
    if memory > maxMemory { try spill() }
    for worker in workers where worker.table.count > Int(UInt32.max) - 1 {
      throw Failure(
        "the corpus has more than 2^32 - 2 distinct pieces", remedy: "intern it in parts")
    }
  }

  /// The corpus; the interner is empty afterwards.
  public func finish() throws(Failure) -> InternedCorpus {
    let tables = workers.map { $0.take() }
    defer {
      (blocks, news, memory, documents, file) = ([], [], 0, 0, nil)
    }
    // One worker's numbers are the ids.
    if tables.count == 1 {
      return InternedCorpus(
        rule: rule.name, pieces: tables[0], blocks: blocks, file: file, ids: [[]])
    }
    var pieces = PieceTable()
    var ids = tables.map { [UInt32](repeating: 0, count: $0.count) }
    for (block, new) in zip(blocks, news) {
      let table = tables[block.worker]
      for number in new {
        let id = pieces.add(table[number], weight: max(1, table.counts[number]))
        ids[block.worker][number] = UInt32(truncatingIfNeeded: id)
      }
    }
    if pieces.count > Int(UInt32.max) - 1 {
      throw Failure(
        "the corpus has more than 2^32 - 2 distinct pieces", remedy: "intern it in parts")
    }
    return InternedCorpus(rule: rule.name, pieces: pieces, blocks: blocks, file: file, ids: ids)
  }

  /// Writes out the rows that are in memory.
  private func spill() throws(Failure) {
    let file: SpillFile
    if let open = self.file { file = open } else { file = try SpillFile(in: folder) }
    self.file = file
    for index in blocks.indices where blocks[index].bytes == nil {
      let words = blocks[index].words.map(\.littleEndian)
      var start = 0
      try words.withPointer { (words) throws(Failure) in
        start = try file.append(UnsafeRawBufferPointer(words))
      }
      blocks[index].bytes = start..<start + 4 * words.count
      blocks[index].words = []
    }
    memory = 0
  }
}

/// One worker's table.
///
/// Used by one thread at a time, as `CountingWorker`.
private final class InterningWorker: @unchecked Sendable {
  private(set) var table = PieceTable()
  private let finder: PieceFinder
  private let numbers = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 1024)

  init(_ rule: PieceRule) throws(Failure) { finder = try PieceFinder(rule) }

  deinit { numbers.deallocate() }

  func take() -> PieceTable {
    defer { table = PieceTable() }
    return table
  }

  func rows(of batch: TextBatch, _ texts: Range<Int>) throws(Failure) -> RowBlock {
    var block = RowBlock(
      worker: 0, documents: texts, occurrences: 0, isWeighted: !batch.weights.isEmpty, words: [])
    try batch.bytes.withPointer { (buffer) throws(Failure) in
      for index in texts {
        let text = UnsafeBufferPointer(rebasing: buffer[batch.range(index)])
        let weight = batch.weight(index)
        let header = block.words.count
        block.words.append(0)
        if block.isWeighted {
          block.words.append(UInt32(truncatingIfNeeded: weight))
          block.words.append(UInt32(truncatingIfNeeded: weight >> 32))
        }
        let first = block.words.count
        try finder.forEachGroup(in: text) { (pieces, text) throws(Failure) in
          add(pieces, text, weight, to: &block.words)
        }
        block.words[header] = UInt32(truncatingIfNeeded: block.words.count - first)
        block.occurrences += block.words.count - first
      }
    }
    return block
  }

  private func add(
    _ pieces: UnsafeBufferPointer<Range<Int>>, _ text: UnsafeBufferPointer<UInt8>,
    _ weight: UInt64, to words: inout [UInt32]
  ) {
    var first = 0
    while first < pieces.count {
      let group = UnsafeBufferPointer(
        rebasing: pieces[first..<min(first + numbers.count, pieces.count)])
      // A document that weighs nothing has a row all the same.
      table.addPieces(at: group, of: text, weight: max(1, weight), numbers: numbers.baseAddress)
      words.append(contentsOf: UnsafeBufferPointer(rebasing: numbers[..<group.count]))
      first += group.count
    }
  }
}
