import Corpora
import Groundwork
import Tokenization

/// Counts the pieces that a tokenizer's own stages cut texts into: normalized, and as its model sees them.
public struct CutPieces: Sendable {
  /// The distinct pieces so far.
  public private(set) var table = PieceTable()
  /// How many texts were left out, since they can only be encoded whole: those that hold added tokens.
  public private(set) var leftOut = 0
  private let tokenizer: any Tokenizer

  /// Starts with no pieces; nil where the tokenizer encodes texts only whole.
  public init?(_ tokenizer: any Tokenizer) {
    if tokenizer.pieceCutting == nil { return nil }
    self.tokenizer = tokenizer
  }

  /// Counts all documents of files; the content is the same for any number of workers.
  ///
  /// - Parameters:
  ///   - inputs: the files.
  ///   - weight: what each occurrence counts for, on top of the documents' own weights.
  ///   - pool: the workers.
  ///   - progress: is told of the bytes read.
  /// - Returns: what was read from each file.
  public mutating func add(
    _ inputs: CorpusInputs, weight: UInt64 = 1, pool: WorkerPool, progress: Progress = .silent
  ) throws(Failure) -> [ReadingRecord] {
    let tokenizer = tokenizer
    let states = WorkerStates<Worker>()
    let records = try inputs.map(
      pool: pool, takesWeights: true, progress: progress,
      state: { () throws(Failure) in states.add(Worker(tokenizer)) },
      { (worker, batch) throws(Failure) in worker.add(batch, weight: weight) },
      { (_, _: Void) throws(Failure) in })
    for worker in states.all {
      table.merge(worker.table)
      leftOut += worker.leftOut
    }
    return records
  }

  /// Counts the texts of a batch.
  public mutating func add(_ batch: TextBatch, weight: UInt64 = 1) {
    let worker = Worker(tokenizer)
    worker.add(batch, weight: weight)
    table.merge(worker.table)
    leftOut += worker.leftOut
  }

  /// One worker's cutter and table; used by one thread at a time.
  private final class Worker: @unchecked Sendable {
    private(set) var table = PieceTable()
    private(set) var leftOut = 0
    private let cutter: (any PieceCutter)?
    private let encoder: (any PieceEncoder)?
    private var pieces = [PieceRange](repeating: PieceRange(start: 0, end: 0), count: 256)
    private var ranges: [Range<Int>] = []

    init(_ tokenizer: any Tokenizer) {
      cutter = tokenizer.pieceCutting?.makeCutter()
      encoder = tokenizer.makePieceEncoder()
    }

    func add(_ batch: TextBatch, weight: UInt64) {
      batch.forEachText { (index, text) in
        if text.isEmpty { return }
        let (product, overflow) = weight.multipliedReportingOverflow(by: batch.weight(index))
        add(text, weight: overflow ? .max : product)
      }
    }

    private func add(_ text: UnsafeBufferPointer<UInt8>, weight: UInt64) {
      guard encoder?.needsWhole(text) == false, let cutter, let cut = cutter.begin(text) else {
        leftOut += 1
        return
      }
      let source = UnsafeBufferPointer(start: cut.bytes, count: cut.readable)
      var isDone = false
      while !isDone {
        let count = pieces.withUnsafeMutableBufferPointer { cutter.next($0) }
        isDone = count < pieces.count
        ranges.removeAll(keepingCapacity: true)
        for piece in pieces[..<count] { ranges.append(piece.start..<piece.end) }
        ranges.withUnsafeBufferPointer {
          _ = table.addPieces(at: $0, of: source, weight: weight, numbers: nil)
        }
      }
    }
  }
}
