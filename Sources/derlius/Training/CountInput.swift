import Counting
import Groundwork

/// A count file as an input of training.
struct CountInput {
  private let path: String
  private let weight: UInt64
  private let file: CountFile
  private let rule: PieceRule

  /// Reads `FILE` or `FILE=WEIGHT`; throws where its pieces were cut otherwise than training would.
  init(_ input: String, _ rule: PieceRule) throws(Failure) {
    (path, weight) = try WeightedInput.parse(input)
    file = try CountFile(contentsOf: path)
    self.rule = rule
    guard let policy = file.record?.policy else { return }
    if case .splitter(let splitter) = rule, policy.split != splitter.name {
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

  /// Adds the counts: pieces as they are where they were cut as training cuts, else as sentences.
  func add(
    to counter: PieceCounter, or table: inout PieceTable
  ) throws(Failure) -> CountedInput {
    switch rule {
    case .splitter: table.merge(file.table, weight: weight)
    case .spaceMarkedWords where file.record?.policy.split == "sentencepiece":
      table.merge(file.table, weight: weight)
    default:
      var batch = TextBatch()
      for piece in file.table.canonicalOrder() {
        batch.append(file.table[piece], weight: file.table.counts[piece])
        if batch.bytes.count > 1 << 20 {
          try counter.count(batch, weight: weight)
          batch = TextBatch()
        }
      }
      try counter.count(batch, weight: weight)
    }
    let bytes = try readFile(path)
    return CountedInput(
      name: lastPathComponent(path), sha256: try SHA256.hexadecimalDigest(of: bytes),
      bytes: bytes.count, documents: file.table.count, weight: weight)
  }
}
