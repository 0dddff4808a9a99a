import Groundwork

extension WorstSentencePicker: Archivable {
  /// Writes the lists.
  func write(to archive: inout ArchiveWriter) {
    archive.put(UInt64(lists.count))
    for list in lists { archive.put(list) }
  }

  /// Reads them; refuses what no picker keeps.
  init(from archive: inout ArchiveReader) throws(Failure) {
    let count = try archive.count(each: 1)
    var lists: [[Entry]] = []
    for _ in 0..<count {
      let list: [Entry] = try archive.values()
      let isSound =
        list.count <= Self.kept && zip(list, list.dropFirst()).allSatisfy { $0.precedes($1) }
      if !isSound { throw archive.failure() }
      lists.append(list)
    }
    self.init(lists: lists)
  }
}

extension WorstSentencePicker.Entry: Archivable {
  /// Writes the text and its counts.
  func write(to archive: inout ArchiveWriter) {
    archive.put(line)
    archive.put(text)
    archive.put(tokens)
    archive.put(against)
  }

  /// Reads them.
  init(from archive: inout ArchiveReader) throws(Failure) {
    self.init(
      line: try archive.int(), text: try archive.byteString(), tokens: try archive.int(),
      against: try archive.int())
    let range = 1...WorstSentencePicker.most
    guard range.contains(tokens), range.contains(against), line > 0,
      text.count <= WorstSentencePicker.bytes
    else { throw archive.failure() }
  }
}
