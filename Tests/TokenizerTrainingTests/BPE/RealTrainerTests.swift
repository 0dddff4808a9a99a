import Counting
import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

/// Training against what the real trainers made: `Tests/Fixtures/Training/make.py`, and the models of the
/// shared data.
@Suite struct RealTrainerTests {
  private static let fixture = try? JSONValue(
    contentsOf: joinPath(SharedData.repository, "Tests/Fixtures/Training/training.json"))

  private func row(_ library: String, _ number: Int) throws -> (JSONValue, text: String) {
    let fixture = try #require(Self.fixture)
    let rows = try #require(fixture[library]?.array)
    return (rows[number], try #require(fixture["text"]?.string))
  }

  @Test(arguments: 0..<9)
  func piecesOfSentencepiece(number: Int) throws {
    let (row, text) = try row("sentencepiece", number)
    let settings = try #require(row["options"])
    func flag(_ name: String) -> Bool? {
      if case .bool(let value)? = settings[name] { value } else { nil }
    }
    var options = BPETrainingOptions(
      vocabularySize: try #require(settings["vocab_size"]?.integer),
      alphabet: .characters(
        coverage: settings["character_coverage"]?.double ?? 0.9995,
        byteFallback: flag("byte_fallback") ?? false),
      maxPieceLength: settings["max_sentencepiece_length"]?.integer ?? 16)
    options.requiredCharacters = settings["required_chars"]?.string ?? ""
    var rules = PieceShapeRules()
    rules.splitsByScript = flag("split_by_unicode_script") ?? true
    rules.splitsByNumber = flag("split_by_number") ?? true
    rules.splitsAtSpaces = flag("split_by_whitespace") ?? true
    rules.splitsDigits = flag("split_digits") ?? false
    rules.putsMarksBehind = flag("treat_whitespace_as_suffix") ?? false
    rules.allowsMarksAlone = flag("allow_whitespace_only_pieces") ?? false
    options.shapes = rules
    func list(_ name: String) -> [String] {
      settings[name]?.string?.split(separator: ",").map(String.init) ?? []
    }
    options.symbols.control = list("control_symbols")
    options.symbols.userDefined = list("user_defined_symbols")
    if let pad = settings["pad_id"]?.integer {
      options.symbols.pad.id = pad
      options.symbols.unknown.id = settings["unk_id"]?.integer
      options.symbols.begin.id = settings["bos_id"]?.integer
      options.symbols.end.id = settings["eos_id"]?.integer
    }
    var normalization = try TrainingNormalization(
      named: settings["normalization_rule_name"]?.string ?? "nmt_nfkc")
    normalization.addDummyPrefix = flag("add_dummy_prefix") ?? true
    normalization.removeExtraWhitespaces = flag("remove_extra_whitespaces") ?? true
    let model = try train(
      text, options, normalization, longest: settings["max_sentence_length"]?.integer ?? 4192)
    let expected = try #require(row["pieces"]?.array).map { piece in
      "\(piece.array?.first?.string ?? "") \(piece.array?.last?.integer ?? 0)"
    }
    #expect(
      model.pieces.map { "\(String(decoding: $0.text, as: UTF8.self)) \($0.type.rawValue)" }
        == expected)
    let trained = model.pieces.filter { $0.type == .normal }
    #expect(trained.map(\.score) == trained.indices.map { -Float($0) })
  }

  private func train(
    _ text: String, _ like: BPETrainingOptions, _ normalization: TrainingNormalization,
    longest: Int = 4192, workers: Int = 2
  ) throws -> SentencePieceModel {
    var options = like
    options.likeness = .sentencePiece
    let rules = options.shapeRules
    var rule = SentenceRule(
      normalizer: try normalization.normalizer(putsMarksBehind: rules.putsMarksBehind))
    rule.boundaries = try options.givenPieces()
    rule.splitsAtSpaces = rules.splitsAtSpaces
    rule.putsMarksBehind = rules.putsMarksBehind
    rule.groupsMarks = rules.allowsMarksAlone
    rule.longest = longest
    rule.longSentences = .skipped
    rule.skipsReserved = true
    let table = try count(lines(Array(text.utf8)), .sentences(rule), workers: workers)
    return try BPETrainer.train(counts: table, options: options).sentencePieceModel(normalization)
  }

  @Test(arguments: 0..<4)
  func tokensOfTokenizers(number: Int) throws {
    let (row, text) = try row("huggingface", number)
    let settings = try #require(row["options"])
    let isByteLevel = settings["byte_level"] != nil
    var options = BPETrainingOptions(
      vocabularySize: try #require(settings["vocab_size"]?.integer),
      alphabet: isByteLevel ? .bytes : .characters(),
      maxPieceLength: settings["max_token_length"]?.integer,
      specials: settings["special_tokens"]?.array?.compactMap(\.string) ?? [],
      minimumFrequency: UInt64(settings["min_frequency"]?.integer ?? 1))
    options.likeness = .huggingFace
    options.limitAlphabet = settings["limit_alphabet"]?.integer
    options.hasWholeByteAlphabet = settings["whole"] != nil
    let texts = lines(Array(text.utf8)).map { Array($0.dropLast()) }
    let table = try count(texts, .splitter(try SplitPattern.splitter(for: "gpt2")))
    let trained = try BPETrainer.train(counts: table, options: options)
    let model = try JSONValue(parsing: trained.tokenizerJSON(pattern: "gpt2"), file: "t")["model"]
    let vocabulary = try #require(model?["vocab"]?.members)
    #expect(
      vocabulary.map(\.key) == row["tokens"]?.array?.compactMap(\.string))
    #expect(vocabulary.map(\.value.integer) == vocabulary.indices.map { $0 })
    func merges(_ json: JSONValue?) -> [[String]]? {
      json?["merges"]?.array?.map { $0.array?.compactMap(\.string) ?? [] }
    }
    #expect(merges(model) == merges(row))
  }

  /// The models of the shared data; their settings are in the files.
  @Test(
    .enabled(if: SharedData.isPresent, "skipped: needs ../shared"),
    arguments: ["botchan-bpe-1000", "botchan-bpe-4000-bytefallback", "zemaite-bpe-2000"])
  func goldenModels(name: String) throws {
    let file = SharedData.path("conformance/golden-train/\(name).model")
    let golden = try SentencePieceModel(parsing: try readFile(file), file: file)
    let isZemaite = name.hasPrefix("zemaite")
    let text = try readFile(
      SharedData.path(
        isZemaite
          ? "text/lt/literature/txt/LIT00011_zemaite_paveikslai.txt"
          : "conformance/sentencepiece/botchan.txt"))
    var options = BPETrainingOptions(
      vocabularySize: golden.pieces.count,
      alphabet: .characters(
        coverage: isZemaite ? 1 : 0.9995, byteFallback: golden.trainer.byteFallback),
      maxPieceLength: 16)
    options.shapes = PieceShapeRules()
    options.shapes?.splitsDigits = golden.trainer.splitsDigits
    let normalization = TrainingNormalization(
      name: golden.normalizer.name, charsmap: golden.normalizer.precompiledCharsmap)
    let model = try train(String(decoding: text, as: UTF8.self), options, normalization)
    #expect(model.pieces.count == golden.pieces.count)
    let difference = zip(model.pieces, golden.pieces).first { ours, theirs in
      ours.text != theirs.text || ours.score != theirs.score || ours.type != theirs.type
    }
    #expect(difference == nil)
  }
}
