import Groundwork
import Segmentation

extension DiagnosticTally {
  /// Writes the letters that have columns, and the sums.
  func write(to archive: inout ArchiveWriter) {
    archive.put(letters.flatMap { [Int64($0.small.value), Int64($0.capital.value)] })
    archive.put(occurrences)
    for sums in tokens { archive.put(sums) }
    archive.put(documents)
    archive.put(isPart)
  }

  /// Reads them.
  mutating func read(from archive: inout ArchiveReader) throws(Failure) {
    let scalars = try archive.integers().map {
      Unicode.Scalar(UInt32(truncatingIfNeeded: $0)) ?? "\u{FFFD}"
    }
    guard scalars.count % 2 == 0 else { throw archive.failure() }
    letters = stride(from: 0, to: scalars.count, by: 2).map {
      Alphabet.Letter(small: scalars[$0], capital: scalars[$0 + 1])
    }
    occurrences = try archive.integers()
    for tokenizer in tokens.indices { tokens[tokenizer] = try archive.integers() }
    documents = try archive.int()
    isPart = try archive.bool()
  }

  /// Whether rows are whole and sums fit.
  var isSound: Bool {
    occurrences.count % letterColumns == 0 && occurrences.hasSum
      && tokens.allSatisfy { $0.count % tokenColumns == 0 && $0.hasSum }
  }
}
