import Corpora
import Counting
import Groundwork

/// A count file as an input of training.
struct CountInput {
  private let input: WeightedInput
  private let file: CountFile
  private let rule: PieceRule
  private let size: Int
  private let sha256: String

  /// Reads a count file; throws where its pieces were cut otherwise than training would.
  init(_ input: WeightedInput, _ rule: PieceRule) throws(Failure) {
    let path = input.path
    self.input = input
    self.rule = rule
    file = try CountFile(contentsOf: path)
    (size, sha256) = file.source ?? (0, "")
    guard let policy = file.record?.policy else { return }
    if case .splitter(let splitter) = rule, policy.words == nil, policy.split != splitter.name {
      throw Failure(
        "holds pieces of \(policy.split), and training cuts text by \(splitter.name)",
        at: .file(path),
        remedy: "count with --split \(splitter.name), or train with the other --split")
    }
    if case .sentences = rule, policy.split == "sentencepiece" {
      throw Failure(
        "holds words behind their marks, which cannot be normalized any more", at: .file(path),
        remedy: "count words: derlius corpus words --words whitespace")
    }
  }

  /// Adds the counts: pieces as they are where they were cut as training cuts, else as sentences; words that a pattern
  /// is to cut stand behind a space, as in running text.
  func add(
    to counter: PieceCounter, or table: inout PieceTable
  ) throws(Failure) -> CountedInput {
    let weight = input.weight
    switch rule {
    case .splitter where file.record?.policy.words == nil:
      table.merge(file.table, weight: weight)
    case .spaceMarkedWords where file.record?.policy.split == "sentencepiece":
      table.merge(file.table, weight: weight)
    default:
      let isSpaced = if case .splitter = rule { true } else { false }
      var batch = TextBatch()
      for piece in file.table.canonicalOrder() {
        if isSpaced { batch.bytes.append(0x20) }
        batch.append(file.table[piece], weight: file.table.counts[piece])
        if batch.bytes.count > 1 << 20 {
          try counter.count(batch, weight: weight)
          batch = TextBatch()
        }
      }
      try counter.count(batch, weight: weight)
    }
    return CountedInput(
      name: lastPathComponent(input.path), sha256: sha256, bytes: size,
      documents: file.table.count, weight: weight)
  }

  /// The bytes of all pieces, each as often as it was counted, times the weight.
  var textBytes: UInt64 {
    let table = file.table
    let sum = (0..<table.count).reduce(into: UInt64(0)) { sum, piece in
      sum = capped(sum, table.counts[piece], UInt64(table.range(piece).count))
    }
    return capped(0, sum, input.weight)
  }
}

/// `sum + one * two`, not above 2⁶⁴ − 1.
func capped(_ sum: UInt64, _ one: UInt64, _ two: UInt64) -> UInt64 {
  let (product, overflow) = one.multipliedReportingOverflow(by: two)
  if overflow { return .max }
  let (result, more) = sum.addingReportingOverflow(product)
  return more ? .max : result
}
