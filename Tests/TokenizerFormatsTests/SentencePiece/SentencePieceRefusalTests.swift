import Groundwork
import SentencePieceReference
import Testing
import Tokenization
import TokenizerFormats

/// What is wrong with a model is said in one line.
@Suite struct SentencePieceRefusalTests {
  static func message(_ model: SentencePieceModel) -> String {
    do throws(Failure) {
      _ = try SentencePieceReader.tokenizer(model, file: "x.model")
      return "no failure"
    } catch {
      return error.description
    }
  }

  static func model(
    _ pieces: [SentencePieceModel.Piece], _ type: SentencePieceModel.ModelType = .bpe,
    byteFallback: Bool = false
  ) -> SentencePieceModel {
    SentencePieceModel(pieces: pieces, modelType: type, byteFallback: byteFallback)
  }

  @Test func modelsThatTheReferenceRefusesAreRefused() {
    let unknown = SentencePieceModel.Piece("<unk>", type: .unknown)
    let remedy = "the reference library refuses such a model too; get it again"
    func expect(_ model: SentencePieceModel, _ problem: String) {
      #expect(Self.message(model) == "x.model: \(problem); \(remedy)")
    }
    expect(Self.model([.init("a")]), "there is no unknown piece")
    expect(Self.model([unknown, .init("<u>", type: .unknown)]), "there are 2 unknown pieces")
    expect(Self.model([unknown, .init("")]), "piece 1 is empty")
    expect(Self.model([unknown, .init("a"), .init("a")]), "piece 2 is there twice")
    expect(Self.model([unknown, .init("a"), .init("a", type: .control)]), "piece 2 is there twice")
    let bytes = (0...255).map { SentencePieceModel.Piece.byte(UInt8($0)) }
    for type in SentencePieceModel.ModelType.allCases {
      expect(
        Self.model([unknown, .init("a")] + bytes + [.byte(7)], type, byteFallback: true),
        "piece 258 is there twice")
      expect(
        Self.model(
          [unknown, .init("a"), .init("<s>", type: .control), .init("<s>", type: .control)],
          type), "piece 3 is there twice")
    }
    expect(
      Self.model([unknown, .init("<0x41>")] + bytes, byteFallback: true),
      "piece 67 is there twice")
    expect(Self.model([unknown, .init("a\0")]), "piece 1 holds a zero byte")
    expect(
      Self.model([unknown, .init("a", score: .nan)]), "the score of piece 1 is not a number")
    expect(
      Self.model([unknown, .init("a", score: -.infinity)], .unigram),
      "the score of piece 1 is not a number")
    expect(Self.model([unknown], .unigram), "no piece can come from text")
    expect(
      Self.model([unknown, .byte(1)]),
      "piece 1 is a byte piece, though the model has no byte fallback")
    expect(
      Self.model([unknown] + (0...254).map { .byte(UInt8($0)) }, byteFallback: true),
      "the byte piece for 0xff is missing, though the model has byte fallback")
    expect(
      Self.model([unknown, .init(String(repeating: "a", count: 8000))]),
      "piece 1 is longer than 7,999 bytes")
  }

  @Test func aControlPieceMayEqualAPieceInAUnigramModel() {
    let model = Self.model(
      [.init("<unk>", type: .unknown), .init("a"), .init("a", type: .control)], .unigram)
    #expect(Self.message(model) == "no failure")
  }

  @Test func damagedCharsmapsAreRefused() throws {
    let path = SentencePieceFixtures.path("unigram-folded.model")
    var model = try SentencePieceModel(parsing: try readFile(path), file: path)
    let map = model.normalizer.precompiledCharsmap
    for (bytes, problem) in [
      ([0], "it has no size"), (Array(map[..<2000]), "its trie is longer than itself"),
      ([1, 0, 0, 0, 0, 0, 0], "its trie is not a number of blocks of 1024 bytes"),
      (map + [1], "its texts do not end with a zero byte"),
      (
        map[..<4] + [UInt8](repeating: 0xFF, count: map.count - 5) + [0],
        "its trie leads out of itself"
      ),
    ] {
      model.normalizer.precompiledCharsmap = bytes
      #expect(
        Self.message(model) == "x.model: the normalizer's charsmap is damaged: \(problem); "
          + "get the model again, or normalize with another rule")
    }
  }

  @Test func aSelfTestThatFailsIsAFailure() {
    var model = Self.model([.init("<unk>", type: .unknown), .init("▁", score: -1), .init("a")])
    model.selfTest = [.init(input: Array("a a".utf8), expected: Array("▁ a ▁ a".utf8))]
    #expect(Self.message(model) == "no failure")
    model.selfTest.append(.init(input: Array("a".utf8), expected: Array("▁a".utf8)))
    #expect(
      Self.message(model)
        == "x.model: self-test sample 2 of 2 comes out otherwise than the file says; "
        + "the file is damaged or was edited by hand; get it again")
  }

  @Test func anIDOutsideTheVocabularyIsAFailure() throws {
    let model = Self.model([.init("<unk>", type: .unknown), .init("a")])
    let tokenizer = try SentencePieceReader.tokenizer(model, file: "x.model")
    let failure = try #require(throws: Failure.self) { try tokenizer.decode([1, 2, 9]) }
    #expect(
      failure.description
        == "there is no id 2 in a vocabulary of 2; decode with the tokenizer that made the ids")
    #expect(failure.fault == .usage)
  }

  @Test(.enabled(if: !SentencePieceReference.isLinked, "skipped: libsentencepiece is linked"))
  func withoutTheLibraryTheReferenceSaysSo() throws {
    let failure = try #require(throws: Failure.self) { try SentencePieceReference(model: []) }
    #expect(
      failure.description == "this build does not link libsentencepiece; "
        + "build with the package trait SentencePieceReference")
  }
}
