import Groundwork
import Segmentation

/// Finds how much of an evaluation text stands in a training text.
///
/// Lines are compared after NFC, case folding and white-space folding. A line is held as 64-bit hashes: of
/// itself and of each of its runs of eight words; memory grows with the evaluation text only.
/// Give all evaluation text first, then the training text. Owned by one thread.
public final class TextOverlap {
  /// What was found; integers only.
  public struct Result: Sendable, Hashable {
    /// Evaluation lines with words.
    public var lines = 0
    /// Those that stand whole in the training text.
    public var exact = 0
    /// Those that share a run of eight words with it; shorter lines share none.
    public var sharing = 0
  }

  /// How a line of the training text overlaps the evaluation text.
  public struct LineOverlap: Sendable, Hashable {
    /// The line is an evaluation line.
    public var isExact: Bool
    /// The line has a run of eight words of an evaluation line.
    public var sharesRun: Bool
  }

  /// The length in words of the runs that are compared.
  public static let runLength = 8

  private var lines = HashMarks()
  private var runs = HashMarks()
  /// The number of each evaluation line's hash, and where the numbers of its runs end.
  private var lineNumbers: [Int32] = []
  private var runNumbers: [Int32] = []
  private var runEnds: [Int] = []
  private let hasher: LineHasher

  /// Starts a comparison; throws where ICU's data is missing.
  public init() throws(Failure) { hasher = try LineHasher(run: Self.runLength) }

  /// Adds lines of the evaluation text; lines without words are passed over.
  public func addEvaluation(_ batch: TextBatch) throws(Failure) {
    try batch.forEachText { (_, text) throws(Failure) in
      guard let line = try hasher.hash(text) else { return }
      lineNumbers.append(Int32(lines.insert(line)))
      for run in hasher.runs { runNumbers.append(Int32(runs.insert(run))) }
      runEnds.append(runNumbers.count)
    }
  }

  /// Marks what lines of the training text have in common with the evaluation text.
  public func addTraining(_ batch: TextBatch) throws(Failure) {
    try batch.forEachText { (_, text) throws(Failure) in
      guard let line = try hasher.hash(text) else { return }
      lines.mark(line)
      for run in hasher.runs { runs.mark(run) }
    }
  }

  /// How one line of a training text overlaps: for leaving such lines out.
  ///
  /// Marks nothing.
  public func overlap(of text: UnsafeBufferPointer<UInt8>) throws(Failure) -> LineOverlap {
    guard let line = try hasher.hash(text) else {
      return LineOverlap(isExact: false, sharesRun: false)
    }
    return LineOverlap(
      isExact: lines.holds(line), sharesRun: hasher.runs.contains { runs.holds($0) })
  }

  /// What the training text given so far has of the evaluation text.
  public var result: Result {
    var result = Result()
    result.lines = lineNumbers.count
    var start = 0
    for (index, number) in lineNumbers.enumerated() {
      if lines.isMarked(Int(number)) { result.exact += 1 }
      if runNumbers[start..<runEnds[index]].contains(where: { runs.isMarked(Int($0)) }) {
        result.sharing += 1
      }
      start = runEnds[index]
    }
    return result
  }
}
