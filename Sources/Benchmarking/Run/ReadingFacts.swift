import Groundwork
import Segmentation
import TokenizerMetrics

/// What only reading a run's corpora tells, beside counts: the same in every shard, since each reads everything.
struct ReadingFacts: Sendable, Hashable {
  /// What reading tells of one file.
  struct File: Sendable, Hashable {
    /// The file's size.
    var bytes: Int
    /// Its SHA-256.
    var sha256: String
    /// Documents that the run's form changed.
    var changedDocuments: Int
    /// What it changed.
    var changes: FormChanges
  }

  /// The files in the order of the sources.
  var files: [File] = []
  /// What was wrong with files of which only the start was read.
  var problems: [String] = []
  /// What a look through the texts found.
  var checks: [CheckRecord] = []
  /// What was doubtful in texts: what few documents have is left to `corpus check`.
  var doubts: [String] {
    checks.filter(\.isDoubt).map { "\($0.corpus) \($0.language): \($0.finding)" }
  }
  /// Whether all files were read to their ends.
  var isWhole = true
}

extension ReadingFacts: Archivable {
  func write(to archive: inout ArchiveWriter) {
    archive.put(files)
    archive.put(problems)
    archive.put(checks)
    archive.put(isWhole)
  }

  init(from archive: inout ArchiveReader) throws(Failure) {
    files = try archive.values()
    problems = try archive.texts()
    checks = try archive.values()
    isWhole = try archive.bool()
  }
}

extension ReadingFacts.File: Archivable {
  func write(to archive: inout ArchiveWriter) {
    archive.put(bytes)
    archive.put(sha256)
    archive.put(changedDocuments)
    changes.write(to: &archive)
  }

  init(from archive: inout ArchiveReader) throws(Failure) {
    bytes = try archive.int()
    sha256 = try archive.text()
    changedDocuments = try archive.int()
    changes = try FormChanges(from: &archive)
  }
}

extension CheckRecord: Archivable {
  /// Writes the record.
  public func write(to archive: inout ArchiveWriter) {
    for text in [corpus, language, kind, finding, advice] { archive.put(text) }
    archive.put(isDoubt)
  }

  /// Reads it.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    self.init(
      corpus: try archive.text(), language: try archive.text(), kind: try archive.text(),
      finding: try archive.text(), advice: try archive.text(), isDoubt: try archive.bool())
  }
}
