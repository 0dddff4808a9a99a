import Groundwork

/// Counts sorted by the pieces' bytes, to be gone through once: from tables, from runs on disk, from count
/// files, or from all of them.
public struct SortedCounts {
  /// Where counts come from.
  enum Source {
    case run(CountCursor)
    case table(PieceTable)
    case file(path: String, sha256: String)

    func open() throws(Failure) -> CountCursor {
      switch self {
      case .run(let cursor): return cursor
      case .table(let table): return TableCursor(table)
      case .file(let path, let sha256): return try CountFileCursor(path, sha256: sha256)
      }
    }
  }

  let sources: [Source]

  /// How many sources are read side by side; more are merged in groups first.
  static let width = 64

  init(runs: [SortedRuns], tables: [PieceTable]) {
    sources = runs.flatMap { $0.cursors() }.map { .run($0) } + tables.map { .table($0) }
  }

  init(_ sources: [Source]) { self.sources = sources }

  /// Creates the counts of one table.
  public init(_ table: PieceTable) { self.init(runs: [], tables: [table]) }

  /// Calls `body` with each distinct piece and its count, in the order of the pieces' bytes.
  ///
  /// To be called once. Memory is 64 KB for each of at most 64 sources, and the tables. A count that
  /// would pass 2⁶⁴ − 1 stays there.
  public func forEach(
    _ body: (_ piece: UnsafeBufferPointer<UInt8>, _ count: UInt64) throws(Failure) -> Void
  ) throws(Failure) {
    var sources = sources
    while sources.count > Self.width {
      var runs = try SortedRuns()
      var first = 0
      while first < sources.count {
        let group = sources[first..<min(first + Self.width, sources.count)]
        var cursors: [CountCursor] = []
        for source in group { cursors.append(try source.open()) }
        try runs.append(merging: cursors)
        first += Self.width
      }
      sources = runs.cursors().map { .run($0) }
    }
    var cursors: [CountCursor] = []
    for source in sources { cursors.append(try source.open()) }
    try mergeCounts(cursors, body)
  }
}
