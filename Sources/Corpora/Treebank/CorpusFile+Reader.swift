import Groundwork

extension CorpusFile {
  /// Calls `body` with a reader of the file's text, for those who want more of it than its documents.
  func withReader(_ body: (RecordedReader) throws(Failure) -> Void) throws(Failure) {
    let file = try CorpusFileBytes(path: path)
    let held = HeldBytes(file)
    let hasMark = try held.peek(3).elementsEqual([0xEF, 0xBB, 0xBF])
    if hasMark { try held.skip(3) }
    let bytes = HeldBytes(CheckedUTF8(held, name: file.name, offset: hasMark ? 3 : 0))
    try body(RecordedReader(bytes, name: file.name, options: options))
  }
}
