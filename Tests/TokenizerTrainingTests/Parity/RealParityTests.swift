import Counting
import Groundwork
import TestSupport
import Testing
import Tokenization
import TokenizerFormats

@testable import TokenizerTraining

/// Parity-aware training against what `ParityBpeTrainer` made: `Tests/Fixtures/Training/make-parity.py`.
@Suite struct RealParityTests {
  private static let fixture = try? JSONValue(
    contentsOf: joinPath(SharedData.repository, "Tests/Fixtures/Training/parity.json"))

  @Test(arguments: 0..<11)
  func idsAndMergesOfTokenizers(number: Int) throws {
    let fixture = try #require(Self.fixture)
    let row = try #require(fixture["rows"]?.array)[number]
    let settings = try #require(row["options"])
    func flag(_ name: String) -> Bool {
      if case .bool(let value)? = settings[name] { value } else { false }
    }
    let isByteLevel = !flag("characters")
    var options = ParityTrainingOptions(
      size: .merges(
        try #require(settings["num_merges"]?.integer), lessLetters: flag("total_symbols")))
    options.alphabet = isByteLevel ? .bytes : .characters(coverage: 1)
    options.hasWholeByteAlphabet = flag("whole")
    options.globalMerges = settings["global_merges"]?.integer ?? 0
    options.minimumFrequency = UInt64(settings["min_frequency"]?.integer ?? 1)
    options.maxPieceLength = settings["max_token_length"]?.integer
    options.limitAlphabet = settings["limit_alphabet"]?.integer
    options.specials = settings["special_tokens"]?.array?.compactMap(\.string) ?? []
    options.ratios = settings["ratio"]?.array?.compactMap(\.double)
    if settings["variant"]?.string == "window" {
      options.variant = .window(
        size: try #require(settings["window_size"]?.integer),
        alpha: try #require(settings["alpha"]?.double))
    }
    func tables(_ name: String) throws -> [PieceTable] {
      try (fixture[name]?.members ?? []).map { language in
        let lines = language.value.array?.compactMap(\.string) ?? []
        return try count(
          lines.map { Array($0.utf8) }, .splitter(SplitPattern.splitter(for: "gpt2")))
      }
    }
    let trained = try ParityTrainer.train(
      languages: try tables("train"), development: flag("dev") ? try tables("dev") : nil,
      options: options)
    let json = try JSONValue(parsing: trained.bpe.tokenizerJSON(pattern: "gpt2"), file: "t.json")
    let vocabulary = (json["model"]?["vocab"]?.members ?? []).sorted {
      ($0.value.integer ?? 0) < ($1.value.integer ?? 0)
    }
    #expect(vocabulary.map(\.key) == row["tokens"]?.array?.compactMap(\.string))
    func merges(_ value: JSONValue?) -> [[String?]?] {
      (value?.array ?? []).map { $0.array?.map(\.string) }
    }
    #expect(merges(json["model"]?["merges"]) == merges(row["merges"]))
  }
}
