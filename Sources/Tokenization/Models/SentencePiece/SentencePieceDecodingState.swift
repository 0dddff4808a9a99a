import Groundwork

/// Decodes one id after the other as `DecodeOptimized` in `src/sentencepiece_processor.cc` of
/// google/sentencepiece 0.2.3: spaces for U+2581, no dummy space, bytes joined, control pieces left out.
///
/// Byte pieces in a row that are not UTF-8 together become U+FFFD each.
struct SentencePieceDecodingState: DecodingState {
  private let parts: SentencePieceParts
  private let denormalizer: SentencePieceNormalizer?
  private var bytes: [UInt8] = []
  private var isAtStart = true
  private var hasOutput = false
  /// All output so far, where it has to be denormalized as a whole.
  private var whole: [UInt8] = []

  init(_ tokenizer: SentencePieceTokenizer) {
    parts = tokenizer.parts
    denormalizer = tokenizer.denormalizer
  }

  mutating func push(_ id: UInt32, into output: inout [UInt8]) throws(Failure) {
    guard Int(id) < parts.vocabulary.count else {
      throw .usage(
        "there is no id \(id) in a vocabulary of \(parts.vocabulary.count)",
        remedy: "decode with the tokenizer that made the ids")
    }
    if denormalizer == nil {
      add(id, to: &output)
      return
    }
    var text: [UInt8] = []
    swap(&text, &whole)
    add(id, to: &text)
    swap(&text, &whole)
  }

  mutating func finish(into output: inout [UInt8]) {
    if let denormalizer {
      var text: [UInt8] = []
      swap(&text, &whole)
      flush(bytes.count, into: &text)
      output += denormalizer.normalize(text)
    } else {
      flush(bytes.count, into: &output)
    }
    isAtStart = true
    hasOutput = false
  }

  private mutating func add(_ id: UInt32, to output: inout [UInt8]) {
    let vocabulary = parts.vocabulary
    let kind = vocabulary.kind(of: id)
    if kind == .byte {
      bytes += vocabulary[id]
      flush(bytes.count - unfinishedScalarLength(bytes), into: &output)
      return
    }
    flush(bytes.count, into: &output)
    if hasOutput { isAtStart = false }
    if kind == .control { return }
    let trims = parts.normalizer.removeExtraWhitespaces
    var piece = vocabulary[id]
    var hasStripped = false
    if isAtStart, trims || parts.normalizer.addDummyPrefix, piece.starts(with: Self.mark) {
      piece = piece.dropFirst(3)
      hasStripped = !trims
    }
    let before = output.count
    if kind == .unknown {
      output += parts.unknownSurface
    } else {
      Self.append(piece, to: &output)
    }
    if output.count > before { hasOutput = true }
    if hasStripped || hasOutput { isAtStart = false }
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

  /// Adds the first `count` bytes gathered from byte pieces, as scalars.
  private mutating func flush(_ count: Int, into output: inout [UInt8]) {
    if count == 0 { return }
    hasOutput = true
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var at = 0
      while at < count {
        let length = scalarLength(base + at, count: count - at)
        if length == 0 {
          output += [0xEF, 0xBF, 0xBD]
          at += 1
        } else {
          output += buffer[at..<at + length]
          at += length
        }
      }
    }
    bytes.removeFirst(count)
  }
}
