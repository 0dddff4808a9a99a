import Groundwork

extension FormChanges: Archivable {
  /// Writes the counts and the examples.
  public func write(to archive: inout ArchiveWriter) {
    archive.put(documents)
    archive.put(changedDocuments)
    for kind in Kind.allCases {
      archive.put(count(kind))
      archive.put(samples(kind))
    }
  }

  /// Reads them.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    self.init()
    documents = try archive.int()
    changedDocuments = try archive.int()
    for index in Kind.allCases.indices {
      counts[index] = try archive.int()
      examples[index] = try archive.values()
    }
  }
}

extension FormChanges.Sample: Archivable {
  /// Writes the example.
  public func write(to archive: inout ArchiveWriter) {
    archive.put(document)
    archive.put(offset)
    archive.put(before)
    archive.put(after)
    archive.put(word)
  }

  /// Reads it.
  public init(from archive: inout ArchiveReader) throws(Failure) {
    document = try archive.int()
    offset = try archive.int()
    before = try archive.byteString()
    after = try archive.byteString()
    word = try archive.byteString()
  }
}
