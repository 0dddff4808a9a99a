import Groundwork
import Segmentation

/// Looks for doubtful text in the starts of files, so that it costs the same little for any corpus.
///
/// Owned by one thread. Looks for repeats, U+FFFD, control characters, misread encodings and text not in NFC.
public final class StartCheck {
  /// How many bytes are looked at of each file: documents that begin in them, whole.
  public static let bytesOfAFile = 1 << 18
  /// How many bytes are looked at of all files.
  public static let bytesOfAll = 2 << 20

  private let checker: CorpusChecker
  private let bytes: Int
  private var leftOfFile = 0
  private var leftOfAll = StartCheck.bytesOfAll
  private var isWhole = true

  /// Starts a check; throws where ICU's data is missing.
  ///
  /// - Parameters:
  ///   - language: whose letters are looked for; nil looks for none.
  ///   - bytes: how many are looked at of each file.
  public init(language: Language? = nil, bytes: Int = StartCheck.bytesOfAFile) throws(Failure) {
    self.bytes = bytes
    var options = CorpusChecker.Options()
    options.language = language
    options.guessed = 0
    options.findsNearRepeats = false
    options.samples = 0
    checker = try CorpusChecker(options)
  }

  /// Says that the next batches are of another file.
  public func begin(_ file: String) {
    checker.begin(file)
    leftOfFile = bytes
  }

  /// Looks through what is still wanted of a file's next batch.
  public func add(_ batch: TextBatch) throws(Failure) {
    var count = 0
    while count < batch.count, leftOfFile > 0, leftOfAll > 0 {
      // An empty text costs something too, and a limit must be reached.
      let size = batch.range(count).count + 1
      leftOfFile -= size
      leftOfAll -= size
      count += 1
    }
    if count < batch.count { isWhole = false }
    if count > 0 { try checker.add(batch, first: count) }
  }

  /// What was found in the documents that were looked at.
  public var findings: [CorpusFinding] { checker.findings(nil) }

  /// What is doubtful, one clause each: `20 of 300 documents repeat an earlier one`, with `at the start of
  /// the files` where not all was looked at.
  public var doubts: [String] {
    checker.findings(nil).filter(\.isDoubt).map {
      isWhole ? $0.description : "at the start of the files, \($0.description)"
    }
  }
}
