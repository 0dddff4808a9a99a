import Groundwork

extension GroupTracker: Archivable {
  /// Writes what is known once everything has been read: whether there are groups, and what they are.
  func write(to archive: inout ArchiveWriter) {
    archive.put(isGrouped)
    archive.put(unitName)
  }

  /// Reads it.
  init(from archive: inout ArchiveReader) throws(Failure) {
    self.init(isGrouped: try archive.bool(), kind: try archive.text())
  }
}
