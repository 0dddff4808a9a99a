import Groundwork
import TestSupport
import Testing
import TokenizerFormats

@Suite struct SentencePieceModelTests {
  static let names = [
    "bpemb-en-100k", "llama2", "mistral-v1", "nb-wikiall", "sentencepiece-test", "seqio-test",
    "t5-base",
  ]

  static let small = SentencePieceModel(
    pieces: [
      .init("<unk>", type: .unknown), .init("<s>", type: .control), .init("</s>", type: .control),
      .init("a", score: -1), .init("▁", score: -2), .init("▁a", score: -0.5),
      .init("<mask>", type: .userDefined), .init("q", score: -9, type: .unused),
    ], modelType: .bpe, padID: nil)

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"), arguments: names)
  func aModelIsWrittenAsItWasRead(name: String) throws {
    let path = SharedData.path("vocab/sentencepiece/\(name).model")
    let bytes = try readFile(path)
    let model = try SentencePieceModel(parsing: bytes, file: path)
    #expect(model.serialized() == bytes)
  }

  /// Pieces are read at once where they are written as trainers do, else field by field: with the same result.
  @Test func piecesAreReadHoweverTheyAreWritten() throws {
    let score: [UInt8] = [0x15, 0, 0, 0xC0, 0xBF]
    let text: [UInt8] = [0x0A, 2, 0x61, 0x62]
    let long = [UInt8](repeating: 0x63, count: 130)
    let messages: [[UInt8]] = [
      text + score, text + score + [0x18, 4], score + text, text, [0x18, 3] + text + score,
      text + score + [0x18, 1], text + score + [0x20, 9], [0x0A, 130, 1] + long + score,
      text + score + text, score,
    ]
    var bytes: [UInt8] = []
    for message in messages {
      bytes.append(0x0A)
      if message.count > 127 {
        bytes += [UInt8(message.count & 0x7F | 0x80), 1]
      } else {
        bytes.append(UInt8(message.count))
      }
      bytes += message
    }
    let rest = SentencePieceModel(pieces: [], modelType: .bpe).serialized()
    let model = try SentencePieceModel(parsing: bytes + rest, file: "x.model")
    let ab = Array("ab".utf8)
    #expect(model.pieces.map(\.text) == [ab, ab, ab, ab, ab, ab, ab, long, ab, []])
    #expect(model.pieces.map(\.score) == [-1.5, -1.5, -1.5, 0, -1.5, -1.5, -1.5, -1.5, -1.5, -1.5])
    #expect(
      model.pieces.map(\.type) == [
        .normal, .userDefined, .normal, .normal, .control, .normal, .normal, .normal, .normal,
        .normal,
      ])
    do throws(Failure) {
      _ = try SentencePieceModel(
        parsing: [0x0A, 11] + text + score + [0x18, 7] + rest, file: "x.model")
      Issue.record("type 7 was read")
    } catch {
      #expect(
        error.description
          == "x.model: byte 11: the piece type 7 is not known; the file is damaged or not a SentencePiece model; get it again"
      )
    }
  }

  @Test func whatATrainerMakesReadsBackTheSame() throws {
    let bytes = Self.small.serialized()
    let model = try SentencePieceModel(parsing: bytes, file: "x.model")
    #expect(model.serialized() == bytes)
    #expect(model.pieces.map(\.text) == Self.small.pieces.map(\.text))
    #expect(model.pieces[5].score == -0.5)
    #expect(model.pieces[6].type == .userDefined)
    #expect(model.trainer.modelType == .bpe)
    #expect(model.trainer.id(of: .begin) == 1)
    #expect(model.trainer.id(of: .pad) == nil)
    #expect(model.normalizer.name == "identity")
    #expect(model.normalizer.addDummyPrefix)
    #expect(SentencePieceModel.Piece.byte(0xA7).text == Array("<0xA7>".utf8))
  }

  @Test func unknownFieldsSurvive() throws {
    // Field 300 as a varint at the top, as a string in a piece and in the normalizer's settings.
    let unknown: [UInt8] = [0xE0, 0x12, 0x05, 0xE2, 0x12, 0x02, 0x41, 0x42]
    let piece: [UInt8] = [0x0A, 0x01, 0x61] + unknown
    let bytes: [UInt8] =
      [0x0A, UInt8(piece.count)] + piece + [0x12, 0x02, 0x18, 0x02]
      + [0x1A, UInt8(unknown.count)] + unknown + unknown
    let model = try SentencePieceModel(parsing: bytes, file: "x.model")
    #expect(model.serialized() == bytes)
    #expect(model.pieces[0].text == [0x61])
    #expect(model.pieces[0].score == 0)
    #expect(model.trainer.modelType == .bpe)
  }

  @Test func everyTruncationIsAFailureWithItsByte() throws {
    let bytes = Self.small.serialized()
    for count in 0..<bytes.count {
      let failure = try #require(
        throws: Failure.self,
        performing: {
          _ = try SentencePieceModel(parsing: Array(bytes[..<count]), file: "x.model")
        })
      #expect(failure.description.hasPrefix("x.model: byte "))
      guard case .byte(let offset)? = failure.place?.position else {
        Issue.record("no byte in \(failure)")
        continue
      }
      #expect(offset <= count)
    }
  }

  @Test(.enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func manyTruncationsOfALargeModel() throws {
    let bytes = try readFile(SharedData.path("vocab/sentencepiece/seqio-test.model"))
    let random = KeyedRandom(seed: 1, stream: 2)
    for index in 0..<2000 {
      // The first thousand lie among the pieces and settings, not in the charsmap.
      let count = random.below(index < 1000 ? 1200 : bytes.count, UInt64(index))
      #expect(throws: Failure.self) {
        try SentencePieceModel(parsing: Array(bytes[..<count]), file: "x.model")
      }
    }
  }

  @Test func failuresSayWhatIsWrong() {
    func message(_ bytes: [UInt8]) -> String {
      do throws(Failure) {
        _ = try SentencePieceModel(parsing: bytes, file: "x.model")
        return "no failure"
      } catch {
        return error.description
      }
    }
    let remedy = "the file is damaged or not a SentencePiece model; get it again"
    #expect(message([]) == "x.model: byte 0: there are no pieces; \(remedy)")
    #expect(
      message([0x0A, 0x05, 0x0A])
        == "x.model: byte 1: a field of 5 bytes does not fit in the 1 left; \(remedy)")
    #expect(
      message([0x0A, 0x02, 0x18, 0x09])
        == "x.model: byte 2: the piece type 9 is not known; \(remedy)")
    #expect(
      message([0x0B]) == "x.model: byte 0: the wire type 3 is not supported; \(remedy)")
    #expect(
      message([0x12, 0x02, 0x18, 0x07])
        == "x.model: byte 0: the model type 7 is not known; \(remedy)")
    #expect(
      message([0x0A, 0x00]) == "x.model: byte 2: the trainer's settings are missing; \(remedy)")
    #expect(
      message([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02])
        == "x.model: byte 0: a number is longer than 64 bits; \(remedy)")
  }
}
