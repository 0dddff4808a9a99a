import Groundwork
import Testing
import Tokenization
import TokenizerFormats

/// The source bytes that tokens stand for.
@Suite struct SentencePieceSpanTests {
  static func tokenizer(
    byteFallback: Bool = true, removeExtraWhitespaces: Bool = false, suffix: Bool = false
  ) throws -> SentencePieceTokenizer {
    var pieces: [SentencePieceModel.Piece] = [.init("<unk>", type: .unknown)]
    if byteFallback { pieces += (0...255).map { .byte(UInt8($0)) } }
    pieces += [
      .init("▁", score: -9), .init("a", score: -8), .init("b", score: -7), .init("▁a", score: -2),
      .init("ab", score: -3), .init("▁ab", score: -1), .init("a▁", score: -4),
    ]
    if !suffix { pieces.removeLast() }
    let model = SentencePieceModel(
      pieces: pieces, modelType: .bpe, byteFallback: byteFallback,
      removeExtraWhitespaces: removeExtraWhitespaces, treatWhitespaceAsSuffix: suffix, beginID: nil,
      endID: nil)
    return try SentencePieceReader.tokenizer(model, file: "x.model")
  }

  static func spans(_ tokenizer: SentencePieceTokenizer, _ text: String) -> [[Int]] {
    var ids: [UInt32] = []
    var spans: [TokenSpan] = []
    Array(text.utf8).withUnsafeBufferPointer {
      tokenizer.makeEncoder().encode($0, into: &ids, spans: &spans)
    }
    return spans.map { [$0.start, $0.end] }
  }

  @Test func wordsTakeTheirSpace() throws {
    let tokenizer = try Self.tokenizer()
    #expect(Self.spans(tokenizer, "") == [])
    #expect(Self.spans(tokenizer, "ab ab") == [[0, 2], [2, 5]])
    // The dummy space alone has no source.
    #expect(Self.spans(tokenizer, "b") == [[0, 0], [0, 1]])
    #expect(Self.spans(tokenizer, "a  a") == [[0, 1], [1, 2], [2, 4]])
  }

  @Test func extraSpacesBelongToWhatStandsBefore() throws {
    let tokenizer = try Self.tokenizer(removeExtraWhitespaces: true)
    #expect(Self.spans(tokenizer, "  a  a  ") == [[2, 3], [3, 6]])
  }

  @Test func bytesOfAnUnchangedScalarAreOneByteEach() throws {
    let tokenizer = try Self.tokenizer()
    #expect(Self.spans(tokenizer, "aė字") == [[0, 1], [1, 2], [2, 3], [3, 4], [4, 5], [5, 6]])
  }

  @Test func unknownScalarsInARowAreOne() throws {
    let tokenizer = try Self.tokenizer(byteFallback: false)
    #expect(Self.spans(tokenizer, "aė字 ėa") == [[0, 1], [1, 6], [6, 7], [7, 9], [9, 10]])
  }

  @Test func bytesOfAChangedScalarGoToTheLast() throws {
    let path = SentencePieceFixtures.path("unigram-folded.model")
    let folded = try SentencePieceModel(parsing: try readFile(path), file: path)
    var model = SentencePieceModel(
      pieces: [.init("<unk>", type: .unknown)] + (0...255).map { .byte(UInt8($0)) }
        + [.init("▁", score: -1)],
      modelType: .bpe, byteFallback: true, beginID: nil, endID: nil)
    model.normalizer = folded.normalizer
    let tokenizer = try SentencePieceReader.tokenizer(model, file: "x.model")
    // Ž becomes ž: as long as before, but other bytes.
    #expect(Self.spans(tokenizer, "Ž") == [[0, 0], [0, 0], [0, 2]])
    // ﬁ becomes f and i, both from the same place: the last takes the source.
    #expect(Self.spans(tokenizer, "ﬁ") == [[0, 0], [0, 0], [0, 3]])
  }

  @Test func aSuffixSpaceHasNoSource() throws {
    let tokenizer = try Self.tokenizer(suffix: true)
    // ▁a has a better score than a▁, and the dummy space stands behind.
    #expect(Self.spans(tokenizer, "a a") == [[0, 1], [1, 3], [3, 3]])
    #expect(Self.spans(tokenizer, "ba") == [[0, 1], [1, 2]])
  }
}
