import Groundwork

extension FormTable: Archivable {
  /// Writes the forms in the order of their bytes, with their counts.
  func write(to archive: inout ArchiveWriter) {
    let order = forms.sortedNumbers
    archive.put(UInt64(order.count))
    for number in order { archive.put(forms.bytes[forms.range(number)]) }
    archive.put(order.map { counts[$0] })
  }

  /// Reads them.
  init(from archive: inout ArchiveReader) throws(Failure) {
    var words: [[UInt8]] = []
    for _ in 0..<(try archive.count(each: 1)) { words.append(try archive.byteString()) }
    let counts = try archive.integers()
    guard counts.count == words.count else { throw archive.failure() }
    for (word, count) in zip(words, counts) {
      word.withUnsafeBufferPointer { add($0, times: count) }
    }
  }
}
