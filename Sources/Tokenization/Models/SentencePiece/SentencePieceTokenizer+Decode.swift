import Groundwork

extension SentencePieceTokenizer {
  /// The text of ids: spaces for U+2581, no dummy space, bytes joined, control pieces left out.
  ///
  /// As `DecodeOptimized` in `src/sentencepiece_processor.cc` of google/sentencepiece 0.2.3: bytes that
  /// are not UTF-8 together become U+FFFD each.
  ///
  /// - Throws: `Failure` (usage) with the first id that the vocabulary does not have.
  /// - Complexity: O(bytes).
  public func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] {
    var output: [UInt8] = []
    var bytes: [UInt8] = []
    let vocabulary = parts.vocabulary
    let trims = parts.normalizer.removeExtraWhitespaces
    let strips = trims || parts.normalizer.addDummyPrefix
    var isAtStart = true
    for id in ids {
      guard Int(id) < vocabulary.count else {
        throw .usage(
          "there is no id \(id) in a vocabulary of \(vocabulary.count)",
          remedy: "decode with the tokenizer that made the ids")
      }
      let kind = vocabulary.kind(of: id)
      if kind == .byte {
        bytes += vocabulary[id]
        continue
      }
      Self.flush(&bytes, into: &output)
      if !output.isEmpty { isAtStart = false }
      if kind == .control { continue }
      var piece = vocabulary[id]
      var hasStripped = false
      if isAtStart, strips, piece.starts(with: Self.mark) {
        piece = piece.dropFirst(3)
        hasStripped = !trims
      }
      if kind == .unknown {
        output += parts.unknownSurface
      } else {
        Self.append(piece, to: &output)
      }
      if hasStripped || !output.isEmpty { isAtStart = false }
    }
    Self.flush(&bytes, into: &output)
    return denormalizer?.normalize(output) ?? output
  }

  private static let mark: [UInt8] = [0xE2, 0x96, 0x81]

  /// Adds a piece with spaces in place of U+2581.
  private static func append(_ piece: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var at = piece.startIndex
    while at < piece.endIndex {
      if piece[at] == 0xE2, piece[at...].starts(with: mark) {
        output.append(0x20)
        at += 3
      } else {
        output.append(piece[at])
        at += 1
      }
    }
  }

  /// Adds the bytes gathered from byte pieces, as scalars.
  private static func flush(_ bytes: inout [UInt8], into output: inout [UInt8]) {
    if bytes.isEmpty { return }
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var at = 0
      while at < buffer.count {
        let length = scalarLength(base + at, count: buffer.count - at)
        if length == 0 {
          output += [0xEF, 0xBF, 0xBD]
          at += 1
        } else {
          output += buffer[at..<at + length]
          at += length
        }
      }
    }
    bytes.removeAll(keepingCapacity: true)
  }
}
