import Groundwork

extension TypeWindowTally: Archivable {
  func write(to archive: inout ArchiveWriter) {
    archive.put(sums.types)
    archive.put(sums.windows)
  }

  /// Reads sums, whose last stretch is closed: others' stretches follow.
  init(from archive: inout ArchiveReader) throws(Failure) {
    self.init(types: try archive.integer(), windows: try archive.integer())
  }
}
