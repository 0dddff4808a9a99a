import BenchmarkReports
import Groundwork
import Tokenization
import TokenizerMetrics

/// Times loading and encoding on one thread.
///
/// The only part of a run that looks at the clock; what it gives goes into `timing.json` and `timing.html` alone.
struct TokenizerTimer {
  /// How often everything is done; the tokenizers take turns, so that what changes on the machine meets all of them.
  static let rounds = 5

  private let located: [LocatedTokenizer]
  private let locator: TokenizerLocator
  private let texts: TimedTexts

  /// Creates a timer.
  init(_ located: [LocatedTokenizer], locator: TokenizerLocator, texts: TimedTexts) {
    self.located = located
    self.locator = locator
    self.texts = texts
  }

  /// Times everything.
  ///
  /// - Throws: `Failure` where a file cannot be loaded again, or two passes give other ids.
  func run(progress: Progress) throws(Failure) -> TimingResult {
    var timing = TimingResult(rounds: Self.rounds)
    timing.texts = texts.texts
    timing.machine = Self.machine
    timing.processors = processorCount()
    timing.isDebugBuild = Machine.isDebugBuild
    timing.rows = located.map { .init(name: $0.name, sha256: $0.tokenizer.summary.sha256) }
    timing.loadBefore = Machine.loadAverages
    // Touched before, so that no pass pays for its pages.
    var ids = [UInt32](repeating: 0, count: texts.batch.bytes.count + 2 * texts.batch.count)
    for round in 0..<Self.rounds {
      for place in located.indices {
        progress("timing", round * located.count + place, of: Self.rounds * located.count)
        try time(located[place], &timing.rows[place], &ids)
      }
    }
    timing.loadAfter = Machine.loadAverages
    return timing
  }

  private func time(
    _ tokenizer: LocatedTokenizer, _ row: inout TimingResult.Row, _ ids: inout [UInt32]
  ) throws(Failure) {
    let start = Stopwatch()
    let loaded = try locator.load(
      path: tokenizer.path, name: tokenizer.name, specification: tokenizer.specification)
    start.stop(into: &row.load)
    guard loaded.tokenizer.summary.sha256 == row.sha256 else {
      throw Failure(
        "changed between two readings", at: .file(tokenizer.path),
        remedy: "run it again when nothing writes to it")
    }
    let encoder = tokenizer.tokenizer.makeEncoder()
    try pass(encoder, &row, \.first, &ids)
    try pass(encoder, &row, \.warm, &ids)
  }

  private func pass(
    _ encoder: any TextEncoder, _ row: inout TimingResult.Row,
    _ samples: WritableKeyPath<TimingResult.Row, TimingResult.Samples>, _ ids: inout [UInt32]
  ) throws(Failure) {
    ids.removeAll(keepingCapacity: true)
    let start = Stopwatch()
    texts.batch.forEachText { encoder.encode($1, into: &ids) }
    start.stop(into: &row[keyPath: samples])
    let hash = try SHA256()
    ids.withUnsafeBytes { hash.update($0.bindMemory(to: UInt8.self)) }
    let digest = hash.hexadecimalDigest()
    if row.idsSHA256.isEmpty {
      row.idsSHA256 = digest
      row.tokens = ids.count
    }
    guard row.idsSHA256 == digest else {
      throw Failure(
        "\(row.name) gave other ids for the same texts the next time",
        remedy: "report this as a bug")
    }
  }

  private static var machine: [NamedText] {
    var facts = [NamedText("architecture", Machine.architecture)]
    if let model = Machine.processorModel { facts.append(NamedText("processor", model)) }
    if let release = Machine.kernelRelease { facts.append(NamedText("linux", release)) }
    return facts
  }
}

/// A moment, by the clock and by processor time.
private struct Stopwatch {
  private let processor = Machine.processorSeconds
  private let clock = ContinuousClock.now

  /// Adds the time since then.
  func stop(into samples: inout TimingResult.Samples) {
    samples.clock.append((ContinuousClock.now - clock) / .seconds(1))
    samples.processor.append(Machine.processorSeconds - processor)
  }
}
