/// Writes spaces as a mark, puts one before, and cuts before each: `Metaspace`.
public struct MetaspacePreTokenizer: PreTokenizer {
  /// When a mark is put before a piece that does not begin with one.
  public enum PrependScheme: Sendable, Hashable {
    /// For every piece.
    case always
    /// For none.
    case never
    /// For a piece at the very start of the text.
    case first
  }

  /// The mark, such as U+2581.
  public let mark: Unicode.Scalar
  /// When a mark is put before.
  public let scheme: PrependScheme
  /// Whether pieces are cut before each mark.
  public let splits: Bool

  /// Creates a pre-tokenizer.
  public init(mark: Unicode.Scalar, scheme: PrependScheme, splits: Bool) {
    self.mark = mark
    self.scheme = scheme
    self.splits = splits
  }

  /// `Metaspace` and what it does.
  public var name: String {
    "Metaspace \"\(mark)\" (before: \(scheme)\(splits ? "" : ", not cut"))"
  }

  /// Writes and cuts each piece.
  ///
  /// O(n).
  public func cut(_ text: inout NormalizedText) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4) { memory in
      guard let bytes = memory.baseAddress else { return }
      let length = encodeScalar(mark.value, to: bytes)
      let firstBytes = text.firstBytes
      text.rewritePieces { text, source, piece in
        rewrite(
          &text, source, piece, mark: bytes, length, isFirst: piece.start < firstBytes)
      }
    }
  }

  private func rewrite(
    _ text: inout NormalizedText, _ source: UnsafePointer<UInt8>, _ piece: NormalizedText.Piece,
    mark: UnsafePointer<UInt8>, _ length: Int, isFirst: Bool
  ) {
    /// The bytes of a space or mark at a place, or 0.
    func markLength(_ at: Int) -> Int {
      if source[at] == 0x20 { return 1 }
      if source[at] != mark[0] || piece.end - at < length { return 0 }
      for index in 0..<length where source[at + index] != mark[index] { return 0 }
      return length
    }
    if scheme == .always || (scheme == .first && isFirst), markLength(piece.start) == 0 {
      text.insert(mark, length)
    }
    var kept = piece.start
    var at = piece.start
    while at < piece.end {
      let taken = markLength(at)
      if taken == 0 {
        at += 1
        continue
      }
      if at > kept { text.keep(at - kept) }
      if splits { text.endPiece() }
      text.replace(taken, with: mark, length)
      at += taken
      kept = at
    }
    if at > kept { text.keep(at - kept) }
    text.endPiece()
  }
}
