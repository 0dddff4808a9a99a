import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// Files that are whole, and say what cannot be.
@Suite struct WrongContentTests {
  static func message(_ load: () throws(Failure) -> Void) -> String {
    do throws(Failure) {
      try load()
      return "no failure"
    } catch { return error.description }
  }

  static func json(_ model: String) -> [UInt8] {
    Array(
      """
      {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": null,
      "pre_tokenizer": null, "post_processor": null, "decoder": null, "model": \(model)}
      """.utf8)
  }

  static func bpe(_ vocabulary: String, _ merges: String) -> [UInt8] {
    json(
      """
      {"type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": null,
      "end_of_word_suffix": null, "fuse_unk": false, "byte_fallback": false, "ignore_merges": false,
      "vocab": \(vocabulary), "merges": \(merges)}
      """)
  }

  static let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)

  @Test(
    arguments: [
      (
        bpe(#"{"a": 0, "b": 1, "ab": 2}"#, #"["a c"]"#),
        #"f.json:4: model.merges[0] needs the token "c", which is not in model.vocab"#
      ),
      (
        bpe(#"{"a": 0, "b": 1, "ab": 2}"#, #"["ab a"]"#),
        #"f.json:4: model.merges[0] needs the token "aba", which is not in model.vocab"#
      ),
      (
        bpe(#"{"a": 0, "b": 1, "ab": 4294967295}"#, "[]"),
        #"f.json:4: model.vocab: the id of "ab" is no whole number from 0 to 2097151"#
      ),
      (
        bpe(#"{"a": 0, "b": 1, "\ud800": 2}"#, "[]"),
        "f.json:4: half a surrogate pair stands in a string"
      ),
      (
        json(
          #"{"type": "Unigram", "unk_id": 0, "byte_fallback": false, "vocab": [["a", -1e999]]}"#),
        #"f.json:2: model.vocab[0]: the score of "a" is no finite number"#
      ),
      (
        json(#"{"type": "Unigram", "unk_id": 0, "byte_fallback": false, "vocab": [["a", NaN]]}"#),
        "f.json:2: expected a value"
      ),
      (json(#"{"type": "BPE", "vocab": \#(deep)}"#), "f.json:2: expected a string"),
      (
        Array(#"{"normalizer": \#(deep), "model": {}}"#.utf8),
        "f.json:1: nested deeper than 512 levels"
      ),
    ] as [([UInt8], String)])
  func tokenizerJSON(bytes: [UInt8], problem: String) {
    let message = Self.message { () throws(Failure) in
      _ = try HuggingFaceReader.load(bytes: bytes, file: "f.json")
    }
    #expect(message == problem + "; correct the JSON, or get the file again")
  }

  @Test func idsWithHolesAndTwins() throws {
    let twins = Self.message { () throws(Failure) in
      _ = try HuggingFaceReader.load(
        bytes: Self.bpe(#"{"a": 0, "b": 0, "ab": 2}"#, "[]"), file: "f.json")
    }
    #expect(
      twins
        == #"f.json: model.vocab: "a" and "b" have the same id, 0; give each token an id of its own"#
    )
    // As in the reference, ids may have holes.
    let holes = try HuggingFaceReader.load(
      bytes: Self.bpe(#"{"a": 0, "b": 7, "ab": 2}"#, #"["a b"]"#), file: "f.json")
    #expect(holes.makeEncoder().encode("abb") == [2, 7])
    #expect(holes.summary.details.contains(.init("ids without a token", "5")))
    #expect(throws: Failure.self) { try holes.decode([4]) }
  }

  /// 4 GB are stated in files of 4 KB.
  @Test func statedSizesAreNotBelieved() {
    let tail = [UInt8](repeating: 0, count: 4000)
    let size: [UInt8] = [0x80, 0x80, 0x80, 0x80, 0x10]
    #expect(
      Self.message { () throws(Failure) in
        _ = try SentencePieceReader.load(
          bytes: [0x0A, 0x03, 0x0A, 0x01, 0x61, 0x0A] + size + tail, file: "f.model")
      }
        == "f.model: byte 6: a field of 4294967296 bytes does not fit in the 4000 left; "
        + "the file is damaged or not a SentencePiece model; get it again")
    for (opcode, width) in [(0x8E, 8), (0x8D, 8), (0x42, 4), (0x58, 4)] as [(UInt8, Int)] {
      // As much as fits into the size.
      let stated = GGUFFile.little(width == 8 ? 1 << 32 : 0xFFFF_FFFF, width)
      #expect(
        Self.message { () throws(Failure) in
          _ = try PickleReader.load(bytes: [0x80, 4, opcode] + stated + tail, file: "f.pkl")
        } == "f.pkl: byte \(3 + width): the file ends within a value; get the file again")
    }
    let head = Array("GGUF".utf8) + GGUFFile.little(3, 4) + GGUFFile.little(0, 8)
    #expect(
      Self.message { () throws(Failure) in
        _ = try GGUFReader.load(
          bytes: head + GGUFFile.little(1, 8) + GGUFFile.little(1 << 32, 8) + tail, file: "f.gguf")
      }
        == "f.gguf: byte 24: states 4294967296 bytes of a key, which is more than the file can hold; "
        + "get the file again")
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func scoresThatAreNoNumbers(score: Float) {
    typealias Piece = SentencePieceModel.Piece
    for type in [SentencePieceModel.ModelType.unigram, .bpe] {
      // An infinite score of a merge is one like others; the reference takes a NaN there too, and we
      // refuse it, for its order is anybody's.
      if type == .bpe, score.isInfinite { continue }
      let model = SentencePieceModel(
        pieces: [Piece("<unk>", type: .unknown), Piece("a", score: score)], modelType: type)
      #expect(
        Self.message { () throws(Failure) in
          _ = try SentencePieceReader.load(bytes: model.serialized(), file: "f.model")
        }
          == "f.model: the score of piece 1 is not a number; "
          + "the reference library refuses such a model too; get it again")
    }
    var file = GGUFFile()
    file.add("tokenizer.ggml.model", "t5")
    file.add("tokenizer.ggml.tokens", ["a", "b", "<unk>"])
    file.add("tokenizer.ggml.scores", [0, score, 0])
    #expect(
      Self.message { () throws(Failure) in
        _ = try GGUFReader.load(bytes: file.bytes, file: "f.gguf")
      }
        == "f.gguf: the token 1 has the score \(score); "
        + "scores are finite numbers; convert the model again")
  }

  @Test func tokensThatAreNoText() {
    var file = GGUFFile()
    file.add("tokenizer.ggml.model", "gpt2")
    file.add(
      "tokenizer.ggml.tokens", type: 9,
      GGUFFile.little(8, 4) + GGUFFile.little(1, 8) + GGUFFile.little(1, 8) + [0xFF])
    #expect(
      Self.message { () throws(Failure) in
        _ = try GGUFReader.load(bytes: file.bytes, file: "f.gguf")
      }
        == "f.gguf: byte 97: the token 0 is not UTF-8; llama.cpp refuses such a file too; get it again"
    )
  }
}
