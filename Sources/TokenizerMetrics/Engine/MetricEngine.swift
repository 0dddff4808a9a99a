import Groundwork

/// Measures tokenizers on texts: one pass over each source, then values, intervals and tests.
public enum MetricEngine {
  /// Reads every source once, measures every tokenizer on it, and gives rows and comparisons.
  ///
  /// Results depend neither on the number of workers nor on where batches end. Memory grows with
  /// distinct words, with documents of parallel text (4 bytes each per tokenizer) and with units.
  /// Throws what `read` throws, and `Failure` (usage) for unknown metrics or baselines and for
  /// parallel sources of different lengths.
  public static func run(
    tokenizers: [BenchmarkTokenizer], sources: [LanguageSource], settings: MetricSettings,
    pool: WorkerPool, progress: Progress = .silent
  ) throws(Failure) -> MetricOutcome {
    throw Failure("the engine counts nothing yet: only its shape is committed")
  }
}
