/// How often each of some outcomes goes with a word, estimated from counts that are thin for most words.
///
/// The shares of a word lean on those of all words with its last three letters, they on the last two, and those
/// on all words: interpolation with a fixed weight of the shorter context (Jelinek and Mercer 1980, with the
/// weights of Dirichlet priors; MacKay and Peto 1995). Endings stand in for the kind of a word, which decides what
/// follows it.
struct ContextShares {
  /// What the shares of endings count for beside a word's own counts, in occurrences.
  static let wordPrior = 8.0
  /// What a shorter ending counts for beside a longer one.
  static let endingPrior = 50.0

  private let outcomes: Int
  private var all: [Double]
  private var endings: [String: [Double]] = [:]
  private var words: [String: [(outcome: Int, count: Double)]] = [:]

  /// Creates shares of outcomes 0 ..< `outcomes`, without any counts.
  init(outcomes: Int) {
    self.outcomes = outcomes
    all = [Double](repeating: 0, count: outcomes)
  }

  /// Adds occurrences of a word with an outcome.
  mutating func add(_ word: String, _ outcome: Int, _ count: UInt64) {
    let count = Double(count)
    all[outcome] += count
    for length in 2...3 {
      guard let ending = Self.ending(word, length) else { continue }
      endings[ending, default: [Double](repeating: 0, count: outcomes)][outcome] += count
    }
    var own = words[word] ?? []
    if let known = own.firstIndex(where: { $0.outcome == outcome }) {
      own[known].count += count
    } else {
      own.append((outcome, count))
    }
    words[word] = own
  }

  /// The counts of endings turned into shares, once all is added; without any counts the first outcome has all.
  mutating func settle() {
    let total = all.reduce(0, +)
    if total > 0 { all = all.map { $0 / total } } else { all[0] = 1 }
    // Two letters before three, which lean on them.
    for length in 2...3 {
      for (ending, counts) in endings where ending.unicodeScalars.count == length {
        let shorter = length == 3 ? Self.ending(ending, 2).flatMap { endings[$0] } ?? all : all
        endings[ending] = Self.leaning(counts, on: shorter, Self.endingPrior)
      }
    }
  }

  /// The share of each outcome; they add up to 1.
  func shares(of word: String) -> [Double] {
    let ending =
      Self.ending(word, 3).flatMap { endings[$0] } ?? Self.ending(word, 2).flatMap { endings[$0] }
      ?? all
    guard let own = words[word] else { return ending }
    var counts = [Double](repeating: 0, count: outcomes)
    for entry in own { counts[entry.outcome] = entry.count }
    return Self.leaning(counts, on: ending, Self.wordPrior)
  }

  private static func leaning(_ counts: [Double], on prior: [Double], _ weight: Double) -> [Double]
  {
    let total = counts.reduce(0, +) + weight
    return zip(counts, prior).map { ($0 + weight * $1) / total }
  }

  /// The last letters of a word that is longer; nil where it is not.
  private static func ending(_ word: String, _ length: Int) -> String? {
    let scalars = word.unicodeScalars
    guard scalars.count >= length else { return nil }
    return String(scalars.suffix(length))
  }
}
