import Groundwork

/// Several inputs in a written order.
public struct CorpusInputs: Sendable, Hashable {
  /// The files, in the order in which they are read.
  public var files: [CorpusFile]

  /// Creates inputs of files that are known.
  public init(files: [CorpusFile]) { self.files = files }

  /// Finds the files of paths: a file stands for itself, a folder for its files by name.
  ///
  /// The order is that of the paths; within a folder that of the names' bytes, folders in it entered
  /// in their place, hidden names (`.`) left out. Throws where a path is missing or a folder holds no
  /// file.
  public init(
    paths: [String], format: CorpusFormat? = nil, options: ReadingOptions = .init()
  ) throws(Failure) {
    files = []
    for path in paths {
      let before = files.count
      try add(path, format, options)
      if files.count == before {
        throw Failure(
          "the folder holds no files", at: .file(path), remedy: "name a folder that holds texts")
      }
    }
  }

  private mutating func add(
    _ path: String, _ format: CorpusFormat?, _ options: ReadingOptions
  ) throws(Failure) {
    guard path != "-", isDirectory(path) else {
      if path != "-", !exists(path) {
        throw Failure("there is no such file or folder", at: .file(path), remedy: "check the path")
      }
      files.append(CorpusFile(path: path, format: format, options: options))
      return
    }
    for name in try listDirectory(path) where !name.hasPrefix(".") {
      try add(joinPath(path, name), format, options)
    }
  }

  /// Reads the files one after the other; `body` also gets the file's index.
  ///
  /// No batch holds documents of two files. Throws what `CorpusFile.read` throws.
  @discardableResult
  public func read(
    batchBytes: Int = 1 << 20, _ body: (_ file: Int, TextBatch) throws(Failure) -> Void
  ) throws(Failure) -> [ReadingRecord] {
    var records: [ReadingRecord] = []
    for (index, file) in files.enumerated() {
      records.append(
        try file.read(batchBytes: batchBytes) { (batch) throws(Failure) in try body(index, batch) })
    }
    return records
  }
}
