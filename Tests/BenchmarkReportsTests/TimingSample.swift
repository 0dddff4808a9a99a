import BenchmarkReports
import TokenizerMetrics

/// Times that nobody took.
enum TimingSample {
  /// Two tokenizers, three rounds, a busy machine.
  static let full: TimingResult = {
    var timing = TimingResult(rounds: 3)
    timing.machine = [NamedText("architecture", "x86_64"), NamedText("processor", "Made & <Up>")]
    timing.processors = 2
    timing.loadBefore = [0.5, 0.25, 0.125]
    timing.loadAfter = [2.5, 1.5, 0.5]
    timing.texts = [
      .init(corpus: "news", language: "lt", documents: 3, bytes: 2_000_000, isPart: true),
      .init(corpus: "tiny <b>", language: "en", documents: 1, bytes: 2_000_000, isPart: false),
    ]
    var one = TimingResult.Row(name: "<one> & a name that is longer than others", sha256: "ab")
    one.tokens = 1_000_000
    one.idsSHA256 = "cd"
    one.load = .init(clock: [0.25, 0.125, 0.5], processor: [0.25, 0.125, 0.5])
    one.first = .init(clock: [0.5, 1, 0.25], processor: [0.25, 0.5, 0.125])
    one.warm = .init(clock: [0.125, 0.25, 0.5], processor: [0.125, 0.0625, 0.25])
    var two = one
    two.name = "two"
    two.tokens = 500_000
    timing.rows = [one, two]
    return timing
  }()

  /// A debug build that had no text.
  static let empty: TimingResult = {
    var timing = TimingResult(rounds: 2)
    timing.isDebugBuild = true
    timing.rows = [.init(name: "none", sha256: "ab")]
    return timing
  }()
}
