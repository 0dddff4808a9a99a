/// Writes bytes in the byte-level alphabet, after GPT-2's cut where that is asked for: `ByteLevel`.
public struct ByteLevelPreTokenizer: PreTokenizer {
  /// Whether each piece that does not begin with a space gets one.
  public let addPrefixSpace: Bool
  /// Whether pieces are cut by GPT-2's pattern.
  public let usesRegex: Bool

  /// Creates a pre-tokenizer.
  public init(addPrefixSpace: Bool, usesRegex: Bool) {
    self.addPrefixSpace = addPrefixSpace
    self.usesRegex = usesRegex
  }

  /// `ByteLevel` and what it does more.
  public var name: String {
    var parts: [String] = []
    if addPrefixSpace { parts.append("space before") }
    if usesRegex { parts.append("gpt2") }
    return parts.isEmpty ? "ByteLevel" : "ByteLevel (\(parts.joined(separator: ", ")))"
  }

  /// Cuts and writes each piece.
  ///
  /// O(n).
  public func cut(_ text: inout NormalizedText) {
    if addPrefixSpace { addSpaces(&text) }
    if usesRegex { cutAsGPT2(&text) }
    text.rewritePieces { text, source, piece in
      text.writeByteLevel(source + piece.start, piece.end - piece.start)
      text.endPiece()
    }
  }

  private func addSpaces(_ text: inout NormalizedText) {
    let source = text.bytes
    if (0..<text.pieceCount).allSatisfy({ source[text.piece($0).start] == 0x20 }) { return }
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1) { space in
      guard let memory = space.baseAddress else { return }
      memory[0] = 0x20
      text.rewritePieces { text, source, piece in
        if source[piece.start] != 0x20 { text.insert(memory, 1) }
        text.keep(piece.end - piece.start)
        text.endPiece()
      }
    }
  }

  private func cutAsGPT2(_ text: inout NormalizedText) {
    guard let splitter = SplitPattern.named("gpt2")?.makeSplitter() else { return }
    SplitterCut(splitter: splitter).cut(&text)
  }
}

extension NormalizedText {
  /// Rewrites piece by piece; what is in no piece is dropped.
  ///
  /// `body` keeps, replaces or drops all bytes of its piece and ends pieces itself.
  @inline(__always)
  mutating func rewritePieces(
    _ body: (inout NormalizedText, UnsafePointer<UInt8>, Piece) -> Void
  ) {
    if pieceCount == 0 { return }
    let source = bytes
    let size = count
    var at = 0
    beginRewriting()
    for index in 0..<pieceCount {
      let piece = self.piece(index)
      if piece.start > at { drop(piece.start - at) }
      body(&self, source, piece)
      at = piece.end
    }
    if size > at { drop(size - at) }
    endRewriting()
  }
}
