import Groundwork
import Testing
import Tokenization
import TokenizerFormats

/// The fast encoders against the plain rules of `SlowSentencePiece`.
@Suite struct SentencePieceSlowTests {
  static func agree(
    _ model: SentencePieceModel, _ texts: [[UInt8]], _ name: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let tokenizer = try SentencePieceReader.tokenizer(model, file: name)
    let slow = SlowSentencePiece(model, tokenizer)
    let encoder = tokenizer.makeEncoder()
    for text in texts {
      let shown = String(decoding: text.prefix(200), as: UTF8.self).debugDescription
      let expected = slow.encode(text)
      #expect(encoder.encode(text) == expected, "\(name): \(shown)", sourceLocation: sourceLocation)
      var ids: [UInt32] = []
      var spans: [TokenSpan] = []
      text.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
      #expect(ids == expected, "\(name), spans: \(shown)", sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: SentencePieceFixtures.names.filter { $0 != "word" && $0 != "char" })
  func fixturesAgree(name: String) throws {
    let path = SentencePieceFixtures.path("\(name).model")
    let model = try SentencePieceModel(parsing: try readFile(path), file: path)
    var random = RandomTexts(stream: 1)
    try Self.agree(model, (0..<150).map { _ in random.next(parts: 12) }, name)
  }

  /// Models with ties everywhere, unused pieces, fixed symbols and marks inside pieces.
  @Test(arguments: [SentencePieceModel.ModelType.bpe, .unigram], 0..<40)
  func randomModelsAgree(type: SentencePieceModel.ModelType, index: Int) throws {
    var random = RandomTexts(stream: UInt64(100 + index))
    let letters = "abcdé"
    let pieces = random.nextPieces(
      letters: letters, count: 60, symbols: index % 3 == 0, unused: index % 4 == 1,
      across: index % 5 == 2)
    var all: [SentencePieceModel.Piece] = [
      .init("<unk>", type: .unknown), .init("<s>", type: .control), .init("</s>", type: .control),
    ]
    if index % 2 == 0 { all += (0...255).map { .byte(UInt8($0)) } }
    all += pieces.map { piece in
      .init(
        piece.text, score: piece.score,
        type: piece.role == 1 ? .userDefined : piece.role == 2 ? .unused : .normal)
    }
    let model = SentencePieceModel(
      pieces: all, modelType: type, byteFallback: index % 2 == 0, addDummyPrefix: index % 7 != 0,
      removeExtraWhitespaces: index % 6 == 0, treatWhitespaceAsSuffix: index % 8 == 3)
    var texts = (0..<30).map { _ in random.nextPlain(letters: letters + "x   ▁", count: 24) }
    texts.append(random.nextPlain(letters: letters + "x   ▁", count: 400))
    try Self.agree(model, texts, "model \(index)")
  }

  /// Running sums where float32 has few bits left, and where they start afresh at ±100,000.
  @Test func longSumsAgree() throws {
    var random = RandomTexts(stream: 7)
    let pieces = random.nextPieces(
      letters: "abcd", count: 60, symbols: false, unused: false, across: false)
    let all: [SentencePieceModel.Piece] =
      [.init("<unk>", type: .unknown)]
      + pieces.map { .init($0.text, score: $0.score * 571.3) }
    let model = SentencePieceModel(
      pieces: all, modelType: .unigram, removeExtraWhitespaces: false, beginID: nil, endID: nil)
    let text = (0..<40).flatMap { _ in random.nextPlain(letters: "abcd  x", count: 60) }
    try Self.agree(model, [text], "long sums")
  }
}
