import Groundwork
import Segmentation

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
  /// What was doubtful in texts.
  var doubts: [String] = []
  /// Whether all files were read to their ends.
  var isWhole = true
}

extension ReadingFacts: Archivable {
  func write(to archive: inout ArchiveWriter) {
    archive.put(files)
    archive.put(problems)
    archive.put(doubts)
    archive.put(isWhole)
  }

  init(from archive: inout ArchiveReader) throws(Failure) {
    files = try archive.values()
    problems = try archive.texts()
    doubts = try archive.texts()
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
