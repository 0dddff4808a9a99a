import Groundwork
import Tokenization
import TokenizerMetrics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// How often 95 % intervals hold the true value, and how often differences that are none are found, on made-up
/// corpora of known truth.
///
/// Arguments: units of a corpus, sets, resamples. Prints a JSON object.
@main
struct MeasureCoverage {
  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
    guard numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else {
      printToStandardError("usage: measure-coverage UNITS SETS RESAMPLES")
      exit(64)
    }
    var held = 0
    var heldBelow = 0
    var found = 0
    var heldRatio = 0
    let sets = numbers[1]
    for set in 0..<sets {
      let outcome = try run(set: set, units: numbers[0], resamples: numbers[2])
      guard let row = outcome.rows.first(where: { $0.metric == "fertility" }),
        let low = row.low, let high = row.high, let comparison = outcome.comparisons.first,
        let p = comparison.p, let ratioLow = comparison.low, let ratioHigh = comparison.high
      else { continue }
      if low <= MadeCorpus.truth, MadeCorpus.truth <= high { held += 1 }
      if MadeCorpus.truth > high { heldBelow += 1 }
      if ratioLow <= 1, 1 <= ratioHigh { heldRatio += 1 }
      if p < 0.05 { found += 1 }
    }
    print(
      JSONValue.object([
        .init("units", .integer(numbers[0])), .init("sets", .integer(sets)),
        .init("resamples", .integer(numbers[2])),
        .init("fertilityHeld", .double(Double(held) / Double(sets))),
        .init("fertilityIntervalBelowTruth", .double(Double(heldBelow) / Double(sets))),
        .init("ratioHeld", .double(Double(heldRatio) / Double(sets))),
        .init("falselyFound", .double(Double(found) / Double(sets))),
      ]).serialized())
  }

  private static func run(set: Int, units: Int, resamples: Int) throws -> MetricOutcome {
    var settings = MetricSettings(focus: "x", baseline: "b")
    settings.resampling.resamples = resamples
    settings.resampling.seed = UInt64(set)
    settings.resampling.unit = .document
    settings.metrics = ["fertility"]
    let corpus = MadeCorpus(seed: UInt64(set), units: units)
    return try MetricEngine.run(
      tokenizers: [
        BenchmarkTokenizer(name: "a", tokenizer: MarkedLengths(mark: 0)),
        BenchmarkTokenizer(name: "b", tokenizer: MarkedLengths(mark: 1)),
      ],
      sources: [
        LanguageSource(corpus: "made-up", language: "x", isParallel: false) {
          (take) throws(Failure) in try take(corpus.texts)
        }
      ], settings: settings, pool: WorkerPool())
  }
}
