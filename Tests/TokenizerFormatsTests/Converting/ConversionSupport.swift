import Groundwork
import TestSupport
import Testing
import Tokenization

@testable import TokenizerFormats

/// Small tokenizers of each kind, and what converting them gives.
enum Converting {
  /// A rank file of the 256 bytes and some merges.
  static func ranks(
    _ merges: [String] = ["he", "ll", "hell", " w", "hello", "  ", "    ", "ė", "ąž"],
    pattern: String = "cl100k", specials: [(String, UInt32)] = [("<|end|>", 300), ("<|a|>", 270)],
    first: UInt32 = 0
  ) throws -> RankTokenizer {
    let tokens = RankedTokens(
      inRankOrder: (0...255).map { [UInt8($0)] } + merges.map { Array($0.utf8) })
    let specification = TiktokenSpecification(
      pattern: pattern, specials: specials.map { .init(text: $0.0, id: $0.1) },
      firstOrdinaryID: first)
    return try TiktokenReader.load(
      bytes: TiktokenWriter.rankFile(tokens), file: "x.tiktoken", specification: specification)
  }

  /// A SentencePiece model in a file of its own.
  static func pieces(
    _ pieces: [SentencePieceModel.Piece], type: SentencePieceModel.ModelType = .bpe,
    byteFallback: Bool = false, prefix: Bool = true, squeezes: Bool = false
  ) throws -> (tokenizer: SentencePieceTokenizer, converter: TokenizerConverter) {
    var all: [SentencePieceModel.Piece] = [
      .init("<unk>", type: .unknown), .init("<s>", type: .control), .init("</s>", type: .control),
    ]
    if byteFallback { all += (0...255).map { .byte(UInt8($0)) } }
    let model = SentencePieceModel(
      pieces: all + pieces, modelType: type, byteFallback: byteFallback, addDummyPrefix: prefix,
      removeExtraWhitespaces: squeezes)
    let folder = try TemporaryFolder()
    let path = joinPath(folder.path, "x.model")
    try AtomicFile.write(model.serialized(), to: path)
    let tokenizer = try SentencePieceReader.load(path)
    return (tokenizer, try TokenizerConverter(tokenizer, path: path))
  }

  /// A fixture with its converter.
  static func fixture(
    _ name: String
  ) throws -> (tokenizer: any Tokenizer, converter: TokenizerConverter) {
    let path = joinPath(SharedData.repository, "Tests/Fixtures/\(name)")
    let tokenizer = try load(path)
    return (tokenizer, try TokenizerConverter(tokenizer, path: path))
  }

  static func load(_ path: String) throws -> any Tokenizer {
    if path.hasSuffix(".model") { return try SentencePieceReader.load(path) }
    if path.hasSuffix(".tiktoken") { return try TiktokenReader.load(rankFile: path) }
    if path.hasSuffix(".gguf") { return try GGUFReader.load(path) }
    return try HuggingFaceReader.load(bytes: readFile(path), file: path)
  }

  /// The failure's text, without the fixture's folder.
  static func refusal(
    _ converter: TokenizerConverter, to target: ConversionTarget,
    options: ConversionOptions = .init()
  ) -> String {
    do throws(Failure) {
      _ = try converter.convert(to: target, options: options)
      return "no failure"
    } catch {
      var failure = error
      failure.place = nil
      return failure.description
    }
  }

  /// What a second conversion of a result gives, by a file of its own.
  static func again(
    _ first: Conversion, to target: ConversionTarget, options: ConversionOptions = .init()
  ) throws -> Conversion {
    let folder = try TemporaryFolder()
    let names: [ConversionTarget: String] = [
      .tiktoken: "x.tiktoken", .sentencepiece: "x.model", .huggingface: "x.json",
    ]
    let path = joinPath(folder.path, names[first.target] ?? "x")
    try first.write(to: path)
    return try TokenizerConverter(try load(path), path: path).convert(to: target, options: options)
  }
}

/// The real libraries, where pip brings them.
enum RealLibraries {
  /// The Python that has them, or why there is none.
  static let python: Result<String, Failure> = {
    do throws(Failure) {
      let folder = try TemporaryFolder()
      let output = joinPath(folder.path, "python")
      let outcome = try ChildProcess.run(
        ["bash", joinPath(SharedData.repository, "scripts/real-libraries")], output: output,
        messages: joinPath(folder.path, "messages"))
      guard outcome.status == 0 else { return .failure(Failure(outcome.lastMessage)) }
      let path = String(decoding: try readFile(output), as: UTF8.self)
      return .success(path.split(separator: "\n").first.map(String.init) ?? "")
    } catch {
      return .failure(error)
    }
  }()

  static var arePresent: Bool {
    if case .success = python { true } else { false }
  }

  /// A converted file with texts, as a line for scripts/check-conversions.py.
  static func line(_ name: String, _ result: Conversion, path: String, texts: [String]) -> String {
    func ids(_ handling: SpecialHandling) -> JSONValue {
      let encoder = result.tokenizer.makeEncoder(specials: handling)
      return .array(texts.map { .array(encoder.encode($0).map { .integer($0) }) })
    }
    var members: [JSONValue.Member] = [
      .init("name", .string(name)), .init("kind", .string(result.target.rawValue)),
      .init("path", .string(path)), .init("texts", .array(texts.map { .string($0) })),
      .init("ids", ids(.text)),
    ]
    if result.target != .sentencepiece { members.append(.init("parsed", ids(.parse))) }
    return JSONValue.object(members).serialized()
  }

  /// What the real libraries say to some lines: the exit code and the report.
  static func check(_ lines: [String], in folder: borrowing TemporaryFolder) throws -> (
    Int32, String
  ) {
    let cases = joinPath(folder.path, "cases.jsonl")
    try AtomicFile.write(lines.joined(separator: "\n") + "\n", to: cases)
    let output = joinPath(folder.path, "report")
    let messages = joinPath(folder.path, "messages")
    let script = joinPath(SharedData.repository, "scripts/check-conversions.py")
    let outcome = try ChildProcess.run(
      [try python.get(), script, cases], output: output, messages: messages)
    let report = String(decoding: try readFile(output), as: UTF8.self)
    return (outcome.status, report + outcome.lastMessage)
  }
}
