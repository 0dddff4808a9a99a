import Groundwork
import Segmentation

/// Several inputs in a written order.
public struct CorpusInputs: Sendable, Hashable {
  /// The files, in the order in which they are read.
  public var files: [CorpusFile]

  /// Creates inputs of files that are known.
  public init(files: [CorpusFile]) { self.files = files }

  /// Finds the files of paths: a file stands for itself, a folder for its files, a pattern for what it matches.
  ///
  /// The order is that of the paths; within a folder that of the names' bytes, folders in it entered
  /// in their place, hidden names (`.`) left out. A path that is not there and holds `*`, `?` or `[` is a pattern, in which
  /// `**` stands for any folders; what it matches comes in the order of a folder. Files named twice are read twice.
  /// Throws where a path is missing, a pattern matches or a folder holds no file, a link leads in a circle, or a
  /// folder holds a device or pipe.
  public init(
    paths: [String], format: CorpusFormat? = nil, options: ReadingOptions = .init()
  ) throws(Failure) {
    var finder = FileFinder()
    for path in paths { try finder.add(path) }
    files = finder.found.map { CorpusFile(path: $0, format: format, options: options) }
  }

  /// Reads the files one after the other and hands out their documents in order; `body` also gets the file's index.
  ///
  /// No batch holds documents of two files, or of two members of an archive. A batch may be used again: what is to be kept must
  /// be copied. Reading is done by this thread, forms and counting by all of `pool`; batches are the same for any number of
  /// workers. Memory is a few batches for each worker, a chunk and the longest document. Complexity: O(n). Throws where a file cannot be
  /// opened, is empty, is not valid in its encoding (with the byte), is not sound in its format (with the line), or changes
  /// while it is read; batches before that place have then been handed out.
  ///
  /// - Parameters:
  ///   - batchBytes: the size of a batch, which its last document may exceed.
  ///   - pool: the threads that work.
  ///   - takesWeights: whether `body` counts a text as often as its weight says; lists of words with counts are
  ///     refused without it.
  ///   - progress: is told of the bytes read, of all files.
  ///   - body: takes a batch, on this thread.
  /// - Returns: what was read from each file. With `ReadingOptions.keepGoing` a record may say what was wrong.
  @discardableResult
  public func read(
    batchBytes: Int = 1 << 20, pool: WorkerPool = WorkerPool(workers: 1),
    takesWeights: Bool = false, progress: Progress = .silent,
    _ body: (_ file: Int, TextBatch) throws(Failure) -> Void
  ) throws(Failure) -> [ReadingRecord] {
    try map(
      batchBytes: batchBytes, pool: pool, takesWeights: takesWeights, progress: progress,
      state: { () throws(Failure) in () },
      { (_: inout Void, batch) throws(Failure) in batch }, body)
  }

  /// Reads the files and does work on each batch on any thread; the results come in order, on this thread.
  ///
  /// Otherwise as `read`.
  ///
  /// - Parameters:
  ///   - batchBytes: the size of a batch, which its last document may exceed.
  ///   - pool: the threads that work.
  ///   - takesWeights: whether the work counts a text as often as its weight says.
  ///   - progress: is told of the bytes read, of all files.
  ///   - state: makes what a worker keeps from batch to batch.
  ///   - work: makes a result of a batch; runs on any thread.
  ///   - body: takes the file's index and a result, on this thread.
  /// - Returns: what was read from each file.
  @discardableResult
  public func map<State, Result: Sendable>(
    batchBytes: Int = 1 << 20, pool: WorkerPool, takesWeights: Bool = false,
    progress: Progress = .silent, state: @escaping @Sendable () throws(Failure) -> State,
    _ work: @escaping @Sendable (inout State, TextBatch) throws(Failure) -> Result,
    _ body: (_ file: Int, Result) throws(Failure) -> Void
  ) throws(Failure) -> [ReadingRecord] {
    try withoutActuallyEscaping(body) { (body) throws(Failure) in
      try run(
        batchBytes: batchBytes, pool: pool, takesWeights: takesWeights, progress: progress,
        state: state, work: work, body: body)
    }
  }
}
