import Counting
import Groundwork

/// A limit on the memory of the process, shared out to what takes memory.
struct MemoryBudget {
  /// The bytes that the process may take.
  let bytes: Int
  /// What the program, its libraries, and batches on their way take, and what is held already.
  private var fixed: Int
  /// What else helps where memory is too little; advice names only what the command has.
  private let otherAdvice: String

  /// Shares out a limit; throws (usage) where it is too little for anything.
  ///
  /// - Parameters:
  ///   - bytes: the limit.
  ///   - workers: the threads.
  ///   - drawsSentences: whether the command can train on a sample of sentences.
  init(bytes: Int, workers: Int, drawsSentences: Bool) throws(Failure) {
    fixed = Self.fixed(workers: workers)
    otherAdvice = drawsSentences ? ", or train on a sample: --input-sentence-size" : ""
    self.bytes = bytes
    let least = fixed + 32 << 20
    if bytes < least {
      throw .usage(
        "--max-memory \(MemorySize.megabytes(bytes)) is too little for \(workers) threads",
        remedy: "give \(MemorySize.megabytes(least)) or more, or fewer --threads")
    }
  }

  /// What is taken besides tables: measured, and rounded up.
  private static func fixed(workers: Int) -> Int { (48 + 16 * workers) << 20 }

  /// The bytes that the tables of counting may take before they are written out.
  ///
  /// A table that grows is doubled, and lies beside its old self for a while.
  var counting: Int { max(1 << 20, (bytes - fixed) / 3) }

  /// The bytes that a sample of sentences may take, which is held while it is counted.
  var sample: Int { (bytes - fixed) / 2 }

  /// The budget that is left while tables of so many bytes are held.
  func holding(_ held: Int) -> MemoryBudget {
    var left = self
    left.fixed += held
    return left
  }

  /// Whether training may take so much on top of what is always taken.
  func allows(_ training: Int) -> Bool { training <= bytes - fixed }

  /// Why training does not start.
  ///
  /// - Parameters:
  ///   - spectrum: the pieces.
  ///   - least: pieces that are rarer are left out already.
  ///   - needing: the bytes that training on some pieces takes.
  func refusal(
    _ spectrum: PieceSpectrum, least: UInt64, needing: (PieceTotals) -> Int
  ) -> Failure {
    let all = spectrum.all
    let need = fixed + needing(all)
    var remedy = "give --max-memory \(MemorySize.megabytes(need))"
    let bits = UInt64.bitWidth - (max(least, 1)).leadingZeroBitCount
    for k in bits..<40 {
      let kept = spectrum.frequent(k)
      if kept.pieces == 0 { break }
      if allows(needing(kept)) {
        remedy +=
          ", or leave out rare pieces with --min-count \(1 << k) (\(kept.pieces) are left, which take "
          + "\(MemorySize.megabytes(fixed + needing(kept))))"
        break
      }
    }
    return Failure(
      "training on \(all.pieces) distinct pieces of \(all.bytes) bytes would take about "
        + "\(MemorySize.megabytes(need)) of memory, and --max-memory is \(MemorySize.megabytes(bytes))",
      remedy: remedy + otherAdvice)
  }
}
