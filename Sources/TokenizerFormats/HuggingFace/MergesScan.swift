import Groundwork
import Tokenization

/// Reads `model.merges` from a scanner, in both spellings: `"a b"`, and `["a", "b"]` since 0.20.
struct MergesScan {
  let tokens: Vocabulary
  let index: PipelineIndex
  /// The bytes that the right token loses when it is merged.
  let prefixLength: Int
  private var left: [UInt8] = []
  private var right: [UInt8] = []

  init(tokens: Vocabulary, index: PipelineIndex, prefixLength: Int) {
    self.tokens = tokens
    self.index = index
    self.prefixLength = prefixLength
  }

  /// The merges in order.
  ///
  /// - Throws: `Failure` for a merge of tokens, or to a token, that the vocabulary does not have.
  mutating func read(_ scanner: inout JSONScanner) throws(Failure) -> [BPEParts.Merge] {
    var merges: [BPEParts.Merge] = []
    merges.reserveCapacity(tokens.count)
    var spelling: JSONScanner.Kind?
    var number = 0
    try scanner.open(.array)
    while try scanner.more(in: .array, first: number == 0) {
      let kind = try scanner.kind()
      guard kind == .string || kind == .array, spelling == nil || spelling == kind else {
        throw wrong(number, scanner)
      }
      spelling = kind
      left.removeAll(keepingCapacity: true)
      right.removeAll(keepingCapacity: true)
      let isRead = try kind == .string ? readText(&scanner) : readPair(&scanner, number)
      if !isRead {
        // A first line that old files have; it has no rank.
        guard kind == .string, left.starts(with: "#version".utf8) else {
          throw wrong(number, scanner)
        }
      } else {
        guard let merge = merge() else { throw absent(number, scanner) }
        merges.append(merge)
      }
      number += 1
    }
    return merges
  }

  /// Reads `"a b"`; false for a line that is no pair, which then stands in `left`.
  private mutating func readText(_ scanner: inout JSONScanner) throws(Failure) -> Bool {
    try scanner.string(into: &left)
    if left.starts(with: "#version".utf8) { return false }
    guard let space = left.firstIndex(of: 0x20),
      left.lastIndex(of: 0x20) == space
    else {
      return false
    }
    right.append(contentsOf: left[(space + 1)...])
    left.removeLast(left.count - space)
    return true
  }

  private mutating func readPair(
    _ scanner: inout JSONScanner, _ number: Int
  ) throws(Failure) -> Bool {
    try scanner.open(.array)
    guard try scanner.more(in: .array, first: true) else { throw wrong(number, scanner) }
    try scanner.string(into: &left)
    guard try scanner.more(in: .array, first: false) else { throw wrong(number, scanner) }
    try scanner.string(into: &right)
    guard !(try scanner.more(in: .array, first: false)) else { throw wrong(number, scanner) }
    return true
  }

  /// The merge of `left` and `right`; nil where a token is missing, which then stands in `left`.
  private mutating func merge() -> BPEParts.Merge? {
    guard let leftID = find(&left) else { return nil }
    guard let rightID = find(&right), right.count >= prefixLength else {
      swap(&left, &right)
      return nil
    }
    left.append(contentsOf: right[prefixLength...])
    guard let result = find(&left) else { return nil }
    return BPEParts.Merge(left: leftID, right: rightID, result: result)
  }

  /// The id of a token, behind which the index reads 16 bytes.
  private func find(_ token: inout [UInt8]) -> UInt32? {
    let count = token.count
    for _ in 0..<16 { token.append(0) }
    let id = token.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { index.id(of: $0, count: count) }
    }
    token.removeLast(16)
    return id
  }

  private func absent(_ number: Int, _ scanner: JSONScanner) -> Failure {
    Failure(
      "model.merges[\(number)] needs the token \(VocabularyScan.name(left[...])), which is not in "
        + "model.vocab", at: .line(scanner.line, of: scanner.file),
      remedy: "correct the JSON, or get the file again")
  }

  private func wrong(_ number: Int, _ scanner: JSONScanner) -> Failure {
    Failure(
      "model.merges[\(number)] is no pair of tokens like the others (\"a b\" or [\"a\", \"b\"])",
      at: .line(scanner.line, of: scanner.file), remedy: "correct the JSON, or get the file again")
  }
}
