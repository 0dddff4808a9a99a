import Counting
import Groundwork
import SentencePieceReference
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

@Suite struct SentencePieceOutputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var coverage: Double
    var byteFallback: Bool
    var maxPieceLength: Int?
    var testDescription: String { "\(coverage) \(byteFallback) \(maxPieceLength ?? 0)" }
  }

  static let cases = [
    Case(coverage: 1, byteFallback: false, maxPieceLength: 16),
    Case(coverage: 0.99, byteFallback: true, maxPieceLength: nil),
    Case(coverage: 0.95, byteFallback: false, maxPieceLength: 4),
  ]

  @Test(
    .enabled(if: SentencePieceReference.isLinked, "skipped: needs libsentencepiece"),
    arguments: cases)
  func theRealLibraryGivesTheSameIDs(_ settings: Case) throws {
    let texts = try trainingLines()
    let table = try count(texts, .spaceMarkedWords)
    let options = BPETrainingOptions(
      vocabularySize: 1500,
      alphabet: .characters(coverage: settings.coverage, byteFallback: settings.byteFallback),
      maxPieceLength: settings.maxPieceLength, specials: ["<sep>"])
    let trained = try BPETrainer.train(counts: table, options: options)
    let model = try trained.sentencePieceModel()
    #expect(model.pieces.count == trained.vocabularySize)
    let bytes = model.serialized()
    let reference = try SentencePieceReference(model: bytes)
    let own = try SentencePieceReader.tokenizer(
      SentencePieceModel(parsing: bytes, file: "m"), file: "m")
    let encoder = own.makeEncoder()

    // Lines, as both libraries cut them. The text holds no line ends: they are characters to an encoder.
    var tokens: UInt64 = 0
    for text in texts {
      let line = Array(text.prefix { $0 != 0x0A && $0 != 0x0D })
      let ids = try reference.encode(line)
      #expect(encoder.encode(line) == ids)
      tokens += UInt64(ids.count)
    }
    if settings.coverage == 1 { #expect(tokens == trained.trainingTokens) }

    // Words, as the trainer left them.
    let ended = segmentation(table, options)
    for piece in 0..<table.count {
      let word = Array(table[piece].dropFirst(3))
      if word.isEmpty { continue }
      let ids = ids(ended[piece], Array(table[piece]), trained)
      #expect(try reference.encode(word) == ids)
    }
  }

  /// The ids of a word's symbols: characters without a letter become bytes, or one unknown for a run.
  private func ids(_ symbols: [UInt32?], _ word: [UInt8], _ trained: TrainedBPE) -> [UInt32] {
    let first = UInt32(trained.options.reservedCount)
    var ids: [UInt32] = []
    var offset = 0
    var isUnknown = false
    for symbol in symbols {
      if let symbol {
        let letters = UInt32(trained.letterCount)
        ids.append(
          first + (symbol < letters ? UInt32(trained.merges.count) + symbol : symbol - letters))
        offset += trained[symbol].count
        isUnknown = false
        continue
      }
      var end = offset + 1
      while end < word.count, word[end] & 0xC0 == 0x80 { end += 1 }
      if trained.options.hasByteFallback {
        ids += word[offset..<end].map { first - 256 + UInt32($0) }
      } else if !isUnknown {
        ids.append(0)
        isUnknown = true
      }
      offset = end
    }
    return ids
  }

  @Test func piecesStandInSpmTrainsOrder() throws {
    var table = PieceTable()
    table.add("▁ab".utf8, weight: 5)
    table.add("▁b".utf8, weight: 2)
    let trained = try BPETrainer.train(
      counts: table,
      options: .init(
        vocabularySize: 9, alphabet: .characters(coverage: 1), specials: ["<sep>"]))
    let model = try trained.sentencePieceModel()
    let rows = model.pieces.map {
      "\(String(decoding: $0.text, as: UTF8.self)) \($0.score) \($0.type)"
    }
    #expect(
      rows == [
        "<unk> 0.0 unknown", "<s> 0.0 control", "</s> 0.0 control", "<sep> 0.0 control",
        "ab -0.0 normal", "▁ab -1.0 normal", "b -2.0 normal", "▁ -3.0 normal", "a -4.0 normal",
      ])
    #expect(model.trainer.modelType == .bpe)
    #expect(model.trainer.characterCoverage == 1)
    #expect(model.normalizer.name == "identity")
  }

  @Test func bytePiecesComeBeforeMerges() throws {
    var table = PieceTable()
    table.add("▁ab".utf8, weight: 5)
    let trained = try BPETrainer.train(
      counts: table,
      options: .init(vocabularySize: 300, alphabet: .characters(coverage: 1, byteFallback: true)))
    let pieces = try trained.sentencePieceModel().pieces
    #expect(pieces[3].text == Array("<0x00>".utf8))
    #expect(pieces[258].text == Array("<0xFF>".utf8))
    #expect(pieces[3..<259].allSatisfy { $0.type == .byte && $0.score == 0 })
    #expect(pieces.count == 264)
    #expect(trained.ranOut)
  }

  @Test func bytesAreRefused() throws {
    var table = PieceTable()
    table.add("a".utf8)
    let trained = try BPETrainer.train(counts: table, options: .init(vocabularySize: 300))
    #expect {
      _ = try trained.sentencePieceModel()
    } throws: { error in
      "\(error)" == "a SentencePiece model holds pieces of characters, and this vocabulary was "
        + "trained on bytes; write it as a rank file, or train on characters"
    }
  }
}
