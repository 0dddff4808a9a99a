import Benchmarking
import Corpora
import Foundation
import Groundwork
import TestSupport
import Testing
import TokenizerMetrics

/// Runs of the whole benchmark on formats that are no text.
@Suite struct FormatRunTests {
  static func run(
    _ manifest: Manifest, inputs: [String] = []
  ) throws -> Benchmark.Report {
    try Benchmark(
      manifest, locator: TokenizerLocator(),
      finder: InputFinder(folders: inputs), pool: WorkerPool(workers: 2)
    ).run()
  }

  private func value(
    _ report: Benchmark.Report, _ metric: String, _ tokenizer: String
  ) throws -> Double {
    let row = report.result.rows.first { $0.metric == metric && $0.tokenizer == tokenizer }
    return try #require(row?.value)
  }

  @Test(
    "ALKSNIS dev: tokens per treebank word",
    .enabled(if: SharedData.isPresent, "skipped: needs ../shared"))
  func alksnis() throws {
    let expected: [(name: String, tokens: Double, perWord: Double, bare: Double, cut: Double)] = [
      ("cl100k_base", 33_802, 2.9240, 2.9861, 0.7080),
      ("o200k_base", 25_481, 2.2042, 2.4124, 0.6812),
    ]
    var manifest = Manifest()
    manifest.tokenizers = expected.map {
      Manifest.Tokenizer(target: SharedData.path("vocab/tiktoken/\($0.name).tiktoken"))
    }
    manifest.corpora = [
      Manifest.Corpus(
        name: "alksnis", isParallel: false,
        files: [
          ("lt", Manifest.File(path: SharedData.path("morphology/ud/lt_alksnis-ud-dev.conllu")))
        ])
    ]
    manifest.metrics = ["tokens", "fertility", "pcw", "rust2021-fertility", "rust2021-pcw"]
    manifest.resampling.resamples = 20
    func report(_ choices: [(String, String)]) throws -> Benchmark.Report {
      manifest.policy = choices.map { NamedText($0.0, $0.1) }
      return try Self.run(manifest)
    }
    let inText = try report([("words", "treebank")])
    let isolated = try report([("words", "treebank"), ("leadingSpace", "bare")])
    let letters = try report([("words", "treebank"), ("punctuation", "dropped")])
    let plain = try report([])
    #expect(inText.result.corpora[0].languages[0].documents == 617)
    for known in expected {
      #expect(try value(inText, "tokens", known.name) == known.tokens)
      #expect(try value(inText, "fertility", known.name) == known.tokens / 11_560)
      #expect(
        abs(try value(inText, "fertility", known.name) - known.perWord) < 5e-5, "\(known.name)")
      #expect(abs(try value(isolated, "fertility", known.name) - known.bare) < 5e-5)
      #expect(abs(try value(isolated, "pcw", known.name) - known.cut) < 5e-5)
      // Whatever the run's rule for words, Rust and others have the treebank's.
      for report in [plain, letters, isolated] {
        #expect(abs(try value(report, "rust2021-fertility", known.name) - known.bare) < 5e-5)
        #expect(abs(try value(report, "rust2021-pcw", known.name) - known.cut) < 5e-5)
      }
    }
    #expect(plain.result.rows.first { $0.metric == "rust2021-fertility" }?.n == 11_560)
    // The treebank says where its documents begin, so they are the units.
    #expect(plain.result.corpora[0].languages[0].units == 17)
    #expect(Set(plain.result.rows.map(\.policy.unit)) == ["document"])
    let row = try #require(inText.result.rows.first { $0.metric == "fertility" })
    #expect(row.policy.words == "treebank")
    #expect(abs(try value(letters, "fertility", "cl100k_base") - 3.5660) < 5e-5)
    #expect(abs(try value(letters, "fertility", "o200k_base") - 2.6882) < 5e-5)
    #expect(abs(try value(plain, "fertility", "cl100k_base") - 3.4999) < 5e-5)
    #expect(abs(try value(plain, "fertility", "o200k_base") - 2.6383) < 5e-5)
  }
}
