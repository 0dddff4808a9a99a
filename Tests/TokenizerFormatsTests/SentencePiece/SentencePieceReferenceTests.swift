import Foundation
import Groundwork
import SentencePieceReference
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// The encoders against the linked libsentencepiece (0.1.97 in Debian 12).
@Suite(.enabled(if: SentencePieceReference.isLinked, "skipped: libsentencepiece is not linked"))
struct SentencePieceReferenceTests {
  /// 0.1.97 gives user-defined symbols of Unigram models another bonus than 0.2.3, so that model is
  /// left to the recorded ids.
  static let names = SentencePieceFixtures.names.filter { $0 != "unigram-symbols" }

  static func agree(_ bytes: [UInt8], _ name: String, texts: [[UInt8]]) throws {
    let reference = try SentencePieceReference(model: bytes)
    let model = try SentencePieceModel(parsing: bytes, file: name)
    let tokenizer = try SentencePieceReader.tokenizer(model, file: name)
    let encoder = tokenizer.makeEncoder()
    var slow = SlowSentencePiece(model, tokenizer)
    slow.comparesUnrounded = true
    for text in texts {
      let shown = String(decoding: text, as: UTF8.self).debugDescription
      let expected = try reference.encode(text)
      let ids = encoder.encode(text)
      if ids != expected, model.trainer.modelType == .unigram {
        // A tie: 0.1.97 breaks it before rounding. Ours is 0.2.3's, which `SlowSentencePiece` follows.
        #expect(slow.encode(text) == expected, "\(name), as 0.1.97: \(shown)")
        #expect(SlowSentencePiece(model, tokenizer).encode(text) == ids, "\(name): \(shown)")
      } else {
        #expect(ids == expected, "\(name): \(shown)")
      }
      #expect(try tokenizer.decode(expected) == reference.decode(expected), "\(name): \(shown)")
    }
  }

  @Test func theLibrarySaysItsVersion() throws {
    let version = try #require(SentencePieceReference.version)
    #expect(version.split(separator: ".").count == 3)
  }

  @Test(arguments: names) func fixturesAgree(name: String) throws {
    var random = RandomTexts(stream: 2)
    try Self.agree(
      readFile(SentencePieceFixtures.path("\(name).model")), name,
      texts: (0..<300).map { _ in random.next(parts: 14) })
  }

  /// Bytes that are not UTF-8: the library's normalizer puts U+FFFD in the place of each.
  @Test(arguments: names) func bytesAgree(name: String) throws {
    let model = try readFile(SentencePieceFixtures.path("\(name).model"))
    var random = RandomTexts(stream: 4)
    let keyed = KeyedRandom(seed: 6, stream: 4)
    let texts = (0..<UInt64(300)).map { round in
      var text = random.next(parts: 14)
      for draw in 0..<round % 4 {
        let place = keyed.below(text.count + 1, round * 16 + draw * 2)
        text.insert(UInt8(0x80 + keyed.below(0x80, round * 16 + draw * 2 + 1)), at: place)
      }
      return text
    }
    #expect(texts.count { firstInvalidUTF8($0) != nil } > 150)
    try Self.agree(model, name, texts: texts)
    let tokenizer = try SentencePieceReader.tokenizer(
      SentencePieceModel(parsing: model, file: name), file: name)
    for text in texts {
      #expect(try tokenizer.encodeBytes(text) == tokenizer.encode(text))
      let (ids, spans) = tokenizer.encodeWithSpans(text)
      #expect(ids == tokenizer.encode(text))
      #expect(spans.allSatisfy { 0 <= $0.start && $0.start <= $0.end && $0.end <= text.count })
    }
  }

  @Test(
    .enabled(if: SharedData.isPresent, "skipped: needs ../shared"),
    arguments: SentencePieceModelTests.names)
  func sharedModelsAgree(name: String) throws {
    var random = RandomTexts(stream: 3)
    try Self.agree(
      readFile(SharedData.path("vocab/sentencepiece/\(name).model")), name,
      texts: (0..<300).map { _ in random.next(parts: 14) })
  }

  /// Word models split before spaces even where the normalizer puts them behind words.
  @Test func aWordModelWithSpacesBehindWordsAgrees() throws {
    let pieces: [SentencePieceModel.Piece] = [
      .init("<unk>", type: .unknown), .init("a\u{2581}"), .init("\u{2581}b"), .init("\u{2581}"),
      .init("b\u{2581}"), .init("a"), .init("c\u{2581}"),
    ]
    for extra in [true, false] {
      let model = SentencePieceModel(
        pieces: pieces, modelType: .word, removeExtraWhitespaces: extra,
        treatWhitespaceAsSuffix: true)
      try Self.agree(
        model.serialized(), "word-suffix",
        texts: ["a b", "a", "b a  c", "  a", "c c c ", "", " "].map { Array($0.utf8) })
    }
  }

  /// Rules of the library that no committed model holds, trained here and now.
  @Test(arguments: ["nfkc", "nmt_nfkc", "nfkc_cf"]) func normalizersAgree(rule: String) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("derlius-\(rule)-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let prefix = folder.appendingPathComponent("m").path
    let text = SentencePieceFixtures.path("text.txt")
    try SentencePieceReference.train(
      options: "--input=\(text) --model_prefix=\(prefix) --model_type=bpe --vocab_size=400 "
        + "--normalization_rule_name=\(rule) --hard_vocab_limit=false --self_test_sample_size=5")
    var random = RandomTexts(stream: 4)
    try Self.agree(
      readFile(prefix + ".model"), rule, texts: (0..<200).map { _ in random.next(parts: 14) })
  }

  /// What a trainer of ours writes, the real library loads and encodes with alike.
  @Test(arguments: [SentencePieceModel.ModelType.bpe, .unigram], 0..<6)
  func modelsMadeHereAgree(type: SentencePieceModel.ModelType, index: Int) throws {
    var random = RandomTexts(stream: UInt64(500 + index))
    let pieces = random.nextPieces(
      letters: "abcdé", count: 50, symbols: type == .bpe, unused: false, across: index == 5)
    var all: [SentencePieceModel.Piece] = [
      .init("<s>", type: .control), .init("<unk>", type: .unknown),
    ]
    if index % 2 == 0 { all += (0...255).map { .byte(UInt8($0)) } }
    all += pieces.map {
      .init($0.text, score: $0.score, type: $0.role == 1 ? .userDefined : .normal)
    }
    let model = SentencePieceModel(
      pieces: all, modelType: type, byteFallback: index % 2 == 0, addDummyPrefix: index % 3 != 0,
      removeExtraWhitespaces: index % 3 == 1, unknownID: 1, beginID: 0, endID: nil)
    try Self.agree(
      model.serialized(), "model \(index)",
      texts: (0..<100).map { _ in random.nextPlain(letters: "abcdéx   ▁", count: 30) })
  }

  /// Unused pieces are taken apart as they were last put together.
  @Test(arguments: 0..<10) func unusedPiecesAgree(index: Int) throws {
    var random = RandomTexts(stream: UInt64(600 + index))
    let pieces = random.nextPieces(
      letters: "abc", count: 60, symbols: false, unused: true, across: false)
    let all: [SentencePieceModel.Piece] =
      [.init("<unk>", type: .unknown)]
      + pieces.map {
        // One scalar that is unused comes out as itself in 0.1.97 and as unknown in 0.2.3.
        let isUnused = $0.role == 2 && $0.text.unicodeScalars.count > 1
        return .init($0.text, score: $0.score, type: isUnused ? .unused : .normal)
      }
    let model = SentencePieceModel(pieces: all, modelType: .bpe, beginID: nil, endID: nil)
    try Self.agree(
      model.serialized(), "model \(index)",
      texts: (0..<100).map { _ in random.nextPlain(letters: "abcx  ", count: 40) })
  }

  /// Found by fuzzing: an unknown scalar of one byte was remembered with its byte's score, not the unknown
  /// piece's, so that the running sum, and with it ties among `0` and `00`, went another way.
  @Test func unknownScalarsThatComeAgainKeepTheirScore() throws {
    let tokenizer = try SentencePieceReader.load(SentencePieceFixtures.path("unigram-bytes.model"))
    // sentencepiece 0.2.3; 0.1.97, which may be linked, breaks such ties otherwise.
    let text =
      "~\u{3} \u{3}    ~ \u{3} && \u{3} " + String(repeating: "0", count: 35) + "1w|00000Close"
    let head: [UInt32] = [
      259, 129, 6, 259, 6, 259, 259, 259, 259, 129, 259, 6, 259, 41, 41, 259, 6, 259,
    ]
    let zeros = Array(repeating: UInt32(503), count: 12) + [300] + Array(repeating: 503, count: 5)
    let tail: [UInt32] = [538, 415, 127, 300, 503, 503, 70, 272, 280, 509]
    #expect(tokenizer.encode(text) == head + zeros + tail)
    // With spans nothing is remembered.
    for known in ["~", "^", "#~", "ж"] {
      for zeros in 1...60 {
        for before in 1...4 {
          let words =
            Array(repeating: known, count: before) + [String(repeating: "0", count: zeros)]
          let text = Array((words.joined(separator: " ") + "1w|00000Close").utf8)
          #expect(tokenizer.encode(text) == tokenizer.encodeWithSpans(text).ids, "\(words)")
        }
      }
    }
  }
}
