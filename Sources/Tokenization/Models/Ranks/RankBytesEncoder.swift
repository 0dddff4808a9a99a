import Groundwork

/// Encodes bytes that need not be UTF-8 with a `RankTokenizer`: tiktoken's `Encoding._encode_bytes`.
///
/// Valid UTF-8 is encoded as ever. Else what is before the first byte at fault is; then its last piece
/// (with all tokens of white space that stand right before it, where its own first token is one) and all
/// bytes that follow, valid ones too, become one piece: a token, or merged by rank.
/// Definition: `_encode_bytes` and `_increase_last_piece_token_len` in `src/` of tiktoken 0.14.0.
final class RankBytesEncoder: TextEncoder {
  private let model: RankModel
  private let splitter: any Splitter
  private let tokenizer: RankTokenizer
  private lazy var vocabulary = tokenizer.vocabulary
  private let encoder: RankEncoder
  private let ends = UnsafeMutableBufferPointer<Int>.allocate(capacity: 256)

  init(_ tokenizer: RankTokenizer) {
    model = tokenizer.model
    splitter = tokenizer.splitter
    self.tokenizer = tokenizer
    encoder = RankEncoder(model: model, splitter: splitter) { tokenizer.vocabulary.offsets }
  }

  deinit { ends.deallocate() }

  /// Appends the ids of any bytes.
  ///
  /// - Complexity: O(n log n).
  func encode(_ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32]) {
    guard let invalid = firstInvalidUTF8(text) else { return encoder.encode(text, into: &ids) }
    let prefix = UnsafeBufferPointer(rebasing: text[..<invalid])
    let first = ids.count
    encoder.encode(prefix, into: &ids)
    let start = takeBack(from: &ids, downTo: first, lastPieceOf: prefix)
    let rest = UnsafeBufferPointer(rebasing: text[start...])
    guard let base = rest.baseAddress else { return }
    model.encodeLong(base, rest.count, into: &ids)
  }

  /// Appends the ids of any bytes and the bytes that each stands for, which cover the text.
  func encode(
    _ text: UnsafeBufferPointer<UInt8>, into ids: inout [UInt32], spans: inout [TokenSpan]
  ) {
    let first = ids.count
    encode(text, into: &ids)
    var start = 0
    for id in ids[first...] {
      let end = start + encoder.length(of: id)
      spans.append(TokenSpan(start: start, end: end))
      start = end
    }
  }

  /// Removes the ids that are merged anew with what follows; gives where their bytes start.
  private func takeBack(
    from ids: inout [UInt32], downTo first: Int, lastPieceOf text: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let lastPiece = startOfLastPiece(text)
    var kept = ids.count
    var start = text.count
    while start > lastPiece, kept > first {
      kept -= 1
      start -= encoder.length(of: ids[kept])
    }
    if kept < ids.count, isSpace(ids[kept]) {
      while kept > first, isSpace(ids[kept - 1]) {
        kept -= 1
        start -= encoder.length(of: ids[kept])
      }
    }
    ids.removeSubrange(kept...)
    return start
  }

  private func startOfLastPiece(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    var start = 0
    var last = 0
    while start < text.count {
      let count = splitter.nextEnds(ends, from: start, in: text)
      if count == 0 { break }
      last = count > 1 ? ends[count - 2] : start
      start = ends[count - 1]
    }
    return last
  }

  /// Whether a token is made of the three bytes that the library takes for white space here.
  private func isSpace(_ id: UInt32) -> Bool {
    vocabulary[id].allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }
  }
}

extension RankTokenizer {
  /// Makes an encoder for bytes that need not be UTF-8: tiktoken's `_encode_bytes`.
  ///
  /// Text before the first byte that is not UTF-8 is encoded as ever, but for its last piece, which is
  /// merged as one with everything that follows. Spans cover the bytes.
  public func makeBytesEncoder() -> (any TextEncoder)? { RankBytesEncoder(self) }
}
