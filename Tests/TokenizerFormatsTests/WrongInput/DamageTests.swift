import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

/// Every reader takes damaged files: it loads what still is a tokenizer, which then encodes and decodes, or
/// throws one line that names the file.
@Suite struct DamageTests {
  struct Subject: Sendable, CustomTestStringConvertible {
    var name: String
    var bytes: [UInt8]
    var load: @Sendable (_ bytes: [UInt8], _ file: String) throws(Failure) -> any Tokenizer
    var testDescription: String { name }
  }

  static let text = Array("The cat is 12 ąž\n <s> 中文 \u{301} 😀".utf8)

  static func fixture(_ name: String) -> [UInt8] {
    (try? readFile(joinPath(SharedData.repository, "Tests/Fixtures/\(name)"))) ?? []
  }

  static let ranks: [UInt8] = {
    let tokens = (UInt8.min...UInt8.max).map { [$0] } + [Array("at".utf8), Array("cat".utf8)]
    return TiktokenWriter.rankFile(
      RankedTokens(
        bytes: tokens.flatMap { $0 },
        offsets: tokens.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) },
        ranks: tokens.indices.map { UInt32($0) }))
  }()

  static let sideFile = Array(
    #"{"name": "x", "pat_str": "gpt2", "special_tokens": {"<s>": 258}, "explicit_n_vocab": 259}"#
      .utf8)

  static func model(_ type: SentencePieceModel.ModelType) -> [UInt8] {
    typealias Piece = SentencePieceModel.Piece
    var pieces = [Piece("<unk>", type: .unknown), Piece("<s>", type: .control)]
    for (index, text) in ["▁", "a", "t", "at", "▁c", "cat", "▁cat", "s", "12"].enumerated() {
      pieces.append(Piece(text, score: -Float(index)))
    }
    pieces.append(Piece("<x>", type: .userDefined))
    var model = SentencePieceModel(pieces: pieces, modelType: type)
    model.selfTest = []
    return model.serialized()
  }

  static func unigram() -> [UInt8] {
    var file = GGUFFile()
    file.add("tokenizer.ggml.model", "t5")
    file.add("tokenizer.ggml.tokens", ["<pad>", "</s>", "<unk>", "▁", "a", "▁cat", "t", "<x>"])
    file.add("tokenizer.ggml.scores", [0, 0, 0, -2, -3, -1, -4, 0] as [Float])
    file.add("tokenizer.ggml.token_type", [3, 3, 2, 1, 1, 1, 5, 4] as [Int32])
    file.add("tokenizer.ggml.add_space_prefix", true)
    file.add("tokenizer.ggml.remove_extra_whitespaces", true)
    return file.bytes
  }

  static func merging() -> [UInt8] {
    var file = GGUFFile()
    file.add("tokenizer.ggml.model", "gpt2")
    file.add("tokenizer.ggml.pre", "deepseek-v3")
    file.add("tokenizer.ggml.tokens", ["a", "t", "c", "at", "cat", "Ġ", "Ġcat", "<x>"])
    file.add("tokenizer.ggml.token_type", [1, 1, 1, 1, 1, 1, 1, 4] as [Int32])
    file.add("tokenizer.ggml.merges", ["a t", "c at", "Ġ cat"])
    return file.bytes
  }

  static let subjects: [Subject] = [
    Subject(name: "rank file", bytes: ranks) { (bytes, file) throws(Failure) in
      try TiktokenReader.load(
        bytes: bytes, file: file, specification: TiktokenSpecification(pattern: "gpt2"))
    },
    Subject(name: "side file", bytes: sideFile) { (bytes, file) throws(Failure) in
      let specification = try TiktokenSpecification(
        JSONValue(parsing: bytes, file: file), file: file)
      do throws(Failure) {
        return try TiktokenReader.load(bytes: ranks, file: file, specification: specification)
      } catch {
        // A pattern is named by the side file, without a place of its own here.
        throw Failure(error.problem, at: error.place ?? .file(file), remedy: error.remedy)
      }
    },
    Subject(name: "sentencepiece unigram", bytes: model(.unigram), load: sentencePiece),
    Subject(name: "sentencepiece bpe", bytes: model(.bpe), load: sentencePiece),
    Subject(name: "sentencepiece word", bytes: model(.word), load: sentencePiece),
    Subject(
      name: "tokenizer.json wordpiece", bytes: fixture("HuggingFace/wordpiece.json"), load: json),
    Subject(
      name: "tokenizer.json wordlevel", bytes: fixture("HuggingFace/wordlevel.json"), load: json),
    Subject(
      name: "tokenizer.json unigram", bytes: fixture("HuggingFace/unigram-ties.json"), load: json),
    Subject(name: "tokenizer.json bpe", bytes: fixture("HuggingFace/many-merges.json"), load: json),
    Subject(
      name: "tokenizer.json added", bytes: fixture("HuggingFace/added-unigram.json"), load: json),
    Subject(name: "vocab.txt", bytes: fixture("WordPiece/vocab.txt")) {
      (bytes, file) throws(Failure) in try WordPieceReader.load(bytes: bytes, file: file)
    },
    Subject(name: "tekken", bytes: TekkenReaderTests.file()) { (bytes, file) throws(Failure) in
      try TekkenReader.load(bytes: bytes, file: file)
    },
    Subject(name: "pickle", bytes: fixture("Pickle/tiny-4.pickle")) {
      (bytes, file) throws(Failure) in try PickleReader.load(bytes: bytes, file: file)
    },
    Subject(name: "gguf t5", bytes: unigram(), load: gguf),
    Subject(name: "gguf gpt2", bytes: merging(), load: gguf),
    Subject(
      name: "gguf bert", bytes: GGUFModelTests.words(["▁the", "▁cat", "s", "▁1", "2"]).bytes,
      load: gguf),
    Subject(name: "gguf llama", bytes: GGUFLlamaTests.file([("<x>", 0, 4)]).bytes, load: gguf),
    Subject(name: "gguf gemma4", bytes: fixture("GGUF/gemma4.gguf"), load: gguf),
    Subject(name: "tokenizer_config.json", bytes: config) { (bytes, file) throws(Failure) in
      let folder = try PublishedFolder(
        "f", config: try JSONValue(parsing: bytes, file: file), map: nil, added: nil)
      return try HuggingFaceReader.load(
        bytes: fixture("HuggingFace/wordpiece.json"), file: "f/tokenizer.json", folder: folder
      ).tokenizer
    },
  ]

  static let config = Array(
    #"""
    {"tokenizer_class": "BertTokenizer", "do_lower_case": false, "strip_accents": null, "mask_token": "[X]",
    "added_tokens_decoder": {"23": {"content": "<s>", "lstrip": true, "special": true}},
    "additional_special_tokens": ["<x>"], "add_prefix_space": true}
    """#.utf8)

  static let sentencePiece: @Sendable ([UInt8], String) throws(Failure) -> any Tokenizer = {
    (bytes, file) throws(Failure) in try SentencePieceReader.load(bytes: bytes, file: file)
  }
  static let json: @Sendable ([UInt8], String) throws(Failure) -> any Tokenizer = {
    (bytes, file) throws(Failure) in try HuggingFaceReader.load(bytes: bytes, file: file)
  }
  static let gguf: @Sendable ([UInt8], String) throws(Failure) -> any Tokenizer = {
    (bytes, file) throws(Failure) in try GGUFReader.load(bytes: bytes, file: file)
  }

  @Test(arguments: subjects) func damagedFilesLoadOrAreRefused(subject: Subject) throws {
    try #require(!subject.bytes.isEmpty)
    // What is not damaged loads.
    let whole = try subject.load(subject.bytes, "f/x.bin")
    #expect(!whole.makeEncoder().encode("a cat").isEmpty)
    let isSmall = subject.bytes.count < 1500
    let forms = DamagedFile.forms(
      of: subject.bytes, truncations: isSmall ? 1500 : 300, flips: isSmall ? 600 : 150,
      splices: isSmall ? 600 : 150)
    var loaded = 0
    for form in forms {
      let tokenizer: any Tokenizer
      do throws(Failure) {
        tokenizer = try subject.load(form.bytes, "f/x.bin")
      } catch {
        let message = error.description
        #expect(message.hasPrefix("f/"), "\(form.name): \(message)")
        #expect(message.contains(": ") && !error.problem.isEmpty, "\(form.name): \(message)")
        #expect(!message.utf8.contains { $0 < 0x20 }, "\(form.name): \(message)")
        continue
      }
      loaded += 1
      let (ids, spans) = tokenizer.encodeWithSpans(Self.text)
      #expect(ids == tokenizer.makeEncoder().encode(Self.text), "\(form.name)")
      #expect(spans.count == ids.count, "\(form.name)")
      #expect(
        spans.allSatisfy { 0 <= $0.start && $0.start <= $0.end && $0.end <= Self.text.count },
        "\(form.name)")
      #expect(ids.allSatisfy { Int($0) < tokenizer.vocabulary.count }, "\(form.name)")
      _ = try? tokenizer.decode(ids)
      _ = tokenizer.summary
    }
    // Both ways must have been gone, or the test shows nothing.
    #expect(loaded < forms.count)
  }
}
