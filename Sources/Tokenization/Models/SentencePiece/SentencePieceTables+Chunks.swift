extension SentencePieceTables.Boundary {
  /// The end of the chunk that starts at an offset.
  @inline(__always)
  func chunkEnd(_ bytes: UnsafePointer<UInt8>, from start: Int, _ count: Int) -> Int {
    switch self {
    case .none: return count
    case .beforeSpaces:
      return nextSpaceMark(bytes, from: skipSpaceMarks(bytes, from: start, count), count)
    case .afterSpaces:
      return skipSpaceMarks(bytes, from: nextSpaceMark(bytes, from: start, count), count)
    }
  }

  @inline(__always)
  private func skipSpaceMarks(_ bytes: UnsafePointer<UInt8>, from start: Int, _ count: Int) -> Int {
    var at = start
    while at + 3 <= count, bytes[at] == 0xE2, bytes[at + 1] == 0x96, bytes[at + 2] == 0x81 {
      at += 3
    }
    return at
  }
}
