import Benchmarking
import Groundwork
import TestSupport
import Testing
import Tokenization

/// Folders as hubs publish them; ids recorded from transformers, see make.py beside the fixtures.
@Suite struct FolderTests {
  static let fixtures = joinPath(SharedData.repository, "Tests/Fixtures")

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var value: JSONValue
    var testDescription: String { name }
  }

  static let cases: [Case] = {
    let value = try? JSONValue(contentsOf: joinPath(fixtures, "Folders/cases.json"))
    return (value?.array ?? []).map { Case(name: $0["name"]?.string ?? "", value: $0) }
  }()

  static let rows: [JSONValue] = {
    let bytes = (try? readFile(joinPath(fixtures, "Folders/ids.jsonl"))) ?? []
    return bytes.split(separator: 0x0A).compactMap {
      try? JSONValue(parsing: Array($0), file: "ids.jsonl")
    }
  }()

  static func build(_ value: JSONValue, in folder: String) throws {
    for member in value["copy"]?.members ?? [] {
      let source = joinPath(fixtures, try #require(member.value.string))
      try AtomicFile.write(try readFile(source), to: joinPath(folder, member.key))
    }
    if let pair = value["pair"]?.string {
      let model = try JSONValue(contentsOf: joinPath(fixtures, pair))["model"]
      let vocabulary = try #require(model?["vocab"])
      try AtomicFile.write(vocabulary.serialized(), to: joinPath(folder, "vocab.json"))
      let merges = (model?["merges"]?.array ?? []).map { merge in
        merge.string ?? (merge.array ?? []).map { $0.string ?? "" }.joined(separator: " ")
      }
      try AtomicFile.write(
        merges.joined(separator: "\n") + "\n", to: joinPath(folder, "merges.txt"))
    }
    for member in value["json"]?.members ?? [] {
      try AtomicFile.write(member.value.serialized(), to: joinPath(folder, member.key))
    }
  }

  @Test func fixturesAreThere() {
    #expect(Self.cases.count == 16)
    #expect(Self.rows.count == 16 * 25)
  }

  @Test(arguments: cases) func idsAreThoseOfTransformers(value: Case) throws {
    let folder = try TemporaryFolder()
    try Self.build(value.value, in: folder.path)
    let located = try TokenizerLocator().load(folder.path)
    let tokenizer = located.tokenizer
    let encoder = tokenizer.makeEncoder()
    let withSpecials = TemplateEncoder(encoder, template: tokenizer.template)
    for row in Self.rows where row["case"]?.string == value.name {
      let text = try #require(row["text"]?.string)
      let ids = try #require(row["ids"]?.array).map { $0.integer ?? -1 }
      #expect(encoder.encode(text).map { Int($0) } == ids, "\(text.debugDescription)")
      // Of vocab.txt and of the pair the template is the class's own, which the files do not have.
      guard tokenizer.summary.format == "huggingface" else { continue }
      let more = try #require(row["withSpecials"]?.array).map { $0.integer ?? -1 }
      #expect(withSpecials.encode(text).map { Int($0) } == more, "\(text.debugDescription)")
    }
    #expect(located.isOfFolder)
  }

  /// What the files beside it change goes into the manifest, so that the file alone gives the same ids.
  @Test func changesAreRecorded() throws {
    for value in Self.cases where value.value["copy"]?["tokenizer.json"] != nil {
      let folder = try TemporaryFolder()
      try Self.build(value.value, in: folder.path)
      let located = try TokenizerLocator().load(folder.path)
      #expect(located.file == "tokenizer.json")
      let changes = located.specification
      #expect(
        (changes == nil) == (value.name == "plain" || value.name == "space-on"), "\(value.name)")
    }
  }

  static func message(_ json: [String: String], copy: [String: String]) throws -> String {
    let folder = try TemporaryFolder()
    for (name, source) in copy {
      try AtomicFile.write(
        try readFile(joinPath(fixtures, source)), to: joinPath(folder.path, name))
    }
    for (name, text) in json { try AtomicFile.write(text, to: joinPath(folder.path, name)) }
    do throws(Failure) {
      _ = try TokenizerLocator().load(folder.path)
      return "no failure"
    } catch {
      return error.description.split(separator: folder.path + "/").joined()
    }
  }

  @Test(arguments: [
    (
      #"{"tokenizer_class": "XLMRobertaTokenizer"}"#,
      "names the class XLMRobertaTokenizer, whose ids may be others than the model's"
    ),
    (
      #"{"tokenizer_class": "LlamaTokenizer", "do_lower_case": true}"#,
      "asks for lower case (do_lower_case)"
    ),
    (
      #"{"tokenizer_class": "LlamaTokenizer", "add_prefix_space": false}"#,
      "add_prefix_space is false, and the model adds a space"
    ),
    (
      #"{"tokenizer_class": "LlamaTokenizer", "sp_model_kwargs": {"enable_sampling": true}}"#,
      "has settings for the model (sp_model_kwargs)"
    ),
    (
      #"{"added_tokens_decoder": {"900": {"content": "<new>", "special": false}}}"#,
      #"adds the token "<new>", which transformers finds in text and sentencepiece does not"#
    ),
  ])
  func whatChangesASentencePieceModelIsRefused(config: String, problem: String) throws {
    let message = try Self.message(
      ["tokenizer_config.json": config], copy: ["tokenizer.model": "SentencePiece/bpe-bytes.model"])
    #expect(
      message
        == "tokenizer_config.json: \(problem); name tokenizer.model itself for the ids of sentencepiece "
        + "alone, or a tokenizer.json for those of transformers")
  }

  @Test func aSentencePieceModelGetsItsTemplate() throws {
    let folder = try TemporaryFolder()
    let model = try readFile(joinPath(Self.fixtures, "SentencePiece/bpe-bytes.model"))
    try AtomicFile.write(model, to: joinPath(folder.path, "tokenizer.model"))
    let config = joinPath(folder.path, "tokenizer_config.json")
    func template(_ text: String) throws -> TokenTemplate {
      try AtomicFile.write(text, to: config)
      return try TokenizerLocator().load(folder.path).tokenizer.template
    }
    #expect(try template("{}") == TokenTemplate())
    let begin = try #require(
      try TokenizerLocator().load(folder.path).tokenizer.encodeSingleToken(Array("<s>".utf8)))
    let end = try #require(
      try TokenizerLocator().load(folder.path).tokenizer.encodeSingleToken(Array("</s>".utf8)))
    #expect(
      try template(#"{"tokenizer_class": "LlamaTokenizer"}"#) == TokenTemplate(before: [begin]))
    #expect(
      try template(
        #"{"tokenizer_class": "LlamaTokenizerFast", "add_bos_token": false, "add_eos_token": true}"#
      )
        == TokenTemplate(after: [end]))
    #expect(
      try template(#"{"tokenizer_class": "T5Tokenizer"}"#) == TokenTemplate(after: [end]))
  }

  @Test func configurationsThatAreWrong() throws {
    let copy = ["tokenizer.json": "HuggingFace/bytelevel.json"]
    func expect(_ config: String, _ text: String) throws {
      #expect(try Self.message(["tokenizer_config.json": config], copy: copy) == text)
    }
    try expect("[]", "tokenizer_config.json: is no JSON object; get the file again")
    try expect(
      #"{"split_special_tokens": true}"#,
      "tokenizer_config.json: asks for special tokens to be split (split_special_tokens), which is not "
        + "supported here; name the tokenizer's file itself, and encode with --specials text")
    try expect(
      #"{"add_prefix_space": 1}"#,
      "tokenizer_config.json: add_prefix_space is neither true nor false; correct the JSON, or get the "
        + "file again")
    try expect(
      #"{"added_tokens_decoder": {"x": {"content": "a"}}}"#,
      #"tokenizer_config.json: added_tokens_decoder has the id "x"; correct the JSON, or get the file again"#
    )
    try expect(
      #"{"added_tokens_decoder": {"1": {"content": "a", "odd": 1}}}"#,
      "tokenizer_config.json: added_tokens_decoder.1.odd is not known, and may change the ids; "
        + "tokenizers 0.23.3 has no such setting; remove it if it does nothing")
    try expect(
      #"{"tokenizer_class": "LlamaTokenizer", "add_prefix_space": true}"#,
      "tokenizer_config.json: add_prefix_space is true, and tokenizer.json adds no space; "
        + "name tokenizer.json or tokenizer.model itself: they differ")
  }

  /// The order of files, and lone rank files.
  @Test func oneFileWins() throws {
    let folder = try TemporaryFolder()
    func add(_ name: String, _ source: String) throws {
      try AtomicFile.write(
        try readFile(joinPath(Self.fixtures, source)), to: joinPath(folder.path, name))
    }
    func winner() throws(Failure) -> String { try TokenizerLocator().load(folder.path).file }
    try add("vocab.txt", "WordPiece/vocab.txt")
    #expect(try winner() == "vocab.txt")
    try add("spiece.model", "SentencePiece/unigram.model")
    #expect(try winner() == "spiece.model")
    try add("tokenizer.model", "SentencePiece/bpe.model")
    #expect(try winner() == "tokenizer.model")
    try add("tokenizer.json", "HuggingFace/bytelevel.json")
    #expect(try winner() == "tokenizer.json")
  }

  @Test func rankFilesOfFolders() throws {
    let folder = try TemporaryFolder()
    var lines = ""
    for byte in UInt8.min...UInt8.max {
      var text: [UInt8] = []
      Base64.encode([byte], into: &text)
      lines += String(decoding: text, as: UTF8.self) + " \(byte)\n"
    }
    try AtomicFile.write(lines, to: joinPath(folder.path, "qwen.tiktoken"))
    #expect(throws: Failure.self) { try TokenizerLocator().load(folder.path) }
    try AtomicFile.write(
      #"{"tokenizer_class": "QWenTokenizer"}"#, to: joinPath(folder.path, "tokenizer_config.json"))
    let tokenizer = try TokenizerLocator().load(folder.path).tokenizer
    #expect(tokenizer.vocabulary.count == 256 + 208)
    #expect(tokenizer.encodeSingleToken(Array("<|im_start|>".utf8)) == 257)
    #expect(tokenizer.encodeSingleToken(Array("<|extra_204|>".utf8)) == 463)
    #expect(tokenizer.summary.pattern == "qwen2")
    try AtomicFile.write(lines, to: joinPath(folder.path, "b.tiktoken"))
    #expect {
      try TokenizerLocator().load(folder.path)
    } throws: {
      "\($0)"
        == "\(folder.path): is a folder with 2 rank files; name one of them: b.tiktoken, qwen.tiktoken"
    }
  }
}
