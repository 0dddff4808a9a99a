import Groundwork

/// Reads a count file of ours line by line, and checks that it is what its record says.
final class CountFileCursor: CountCursor {
  private let path: String
  private let expected: String
  private let lines: CountLines

  /// Opens a file whose SHA-256 its record gives.
  init(_ path: String, sha256: String) throws(Failure) {
    self.path = path
    expected = sha256
    lines = try CountLines(path: path)
  }

  override func advance() throws(Failure) -> Bool {
    guard try lines.next() else {
      guard lines.sha256() == expected else { throw CountFile.changed(path) }
      return false
    }
    guard lines.isAscending else {
      throw Failure(
        "the piece does not follow the one before in the order of bytes",
        at: .line(lines.line, of: path), remedy: "count again with `derlius corpus words`")
    }
    piece = lines.piece
    prefix = lines.prefix
    count = lines.count
    return true
  }
}
