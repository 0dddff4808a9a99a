import Groundwork

extension JoinedText: Archivable {
  /// Writes what the tokenizers made of the text, which is gone by then.
  func write(to archive: inout ArchiveWriter) {
    archive.put(isTooLong)
    archive.put(tokens.map(Int64.init))
  }

  /// Reads it.
  init(from archive: inout ArchiveReader) throws(Failure) {
    let isTooLong = try archive.bool()
    self.init(isTooLong: isTooLong, tokens: try archive.integers().map(Int.init))
  }
}
