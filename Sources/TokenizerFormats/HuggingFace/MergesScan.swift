import Groundwork
import Tokenization

/// Reads `model.merges` from a scanner, in both spellings: `"a b"`, and `["a", "b"]` since 0.20.
enum MergesScan {
  /// The texts of a merge's tokens, in memory that is reused.
  private struct Pair {
    var left: [UInt8] = []
    var right: [UInt8] = []
  }

  /// The merges in order.
  ///
  /// - Parameter prefixLength: the bytes that the right token loses when it is merged.
  /// - Throws: `Failure` for a merge of tokens, or to a token, that the vocabulary does not have.
  static func read(
    _ scanner: inout JSONScanner, index: PipelineIndex, prefixLength: Int
  ) throws(Failure) -> [BPEParts.Merge] {
    var merges: [BPEParts.Merge] = []
    var pair = Pair()
    var spelling: JSONScanner.Kind?
    var number = 0
    try scanner.open(.array)
    while try scanner.more(in: .array, first: number == 0) {
      let kind = try scanner.kind()
      guard kind == .string || kind == .array, spelling == nil || spelling == kind else {
        throw wrong(number, scanner)
      }
      spelling = kind
      pair.left.removeAll(keepingCapacity: true)
      pair.right.removeAll(keepingCapacity: true)
      let isRead =
        try kind == .string ? readText(&scanner, &pair) : readPair(&scanner, &pair, number)
      if isRead {
        guard let merge = merge(&pair, index, prefixLength) else {
          throw absent(number, pair.left, scanner)
        }
        merges.append(merge)
      } else if kind != .string || !pair.left.starts(with: "#version".utf8) {
        // Old files have such a first line; it has no rank.
        throw wrong(number, scanner)
      }
      number += 1
    }
    return merges
  }

  /// Reads `"a b"`; false for a line that is no pair, which then stands on the left.
  private static func readText(
    _ scanner: inout JSONScanner, _ pair: inout Pair
  ) throws(Failure) -> Bool {
    try scanner.string(into: &pair.left)
    if pair.left.first == UInt8(ascii: "#"), pair.left.starts(with: "#version".utf8) {
      return false
    }
    guard let space = pair.left.firstIndex(of: 0x20), pair.left.lastIndex(of: 0x20) == space else {
      return false
    }
    pair.right.append(contentsOf: pair.left[(space + 1)...])
    pair.left.removeLast(pair.left.count - space)
    return true
  }

  private static func readPair(
    _ scanner: inout JSONScanner, _ pair: inout Pair, _ number: Int
  ) throws(Failure) -> Bool {
    try scanner.open(.array)
    guard try scanner.more(in: .array, first: true) else { throw wrong(number, scanner) }
    try scanner.string(into: &pair.left)
    guard try scanner.more(in: .array, first: false) else { throw wrong(number, scanner) }
    try scanner.string(into: &pair.right)
    guard !(try scanner.more(in: .array, first: false)) else { throw wrong(number, scanner) }
    return true
  }

  /// The merge of a pair; nil where a token is missing, which then stands on the left.
  private static func merge(
    _ pair: inout Pair, _ index: PipelineIndex, _ prefixLength: Int
  ) -> BPEParts.Merge? {
    guard let left = find(&pair.left, index) else { return nil }
    guard let right = find(&pair.right, index), pair.right.count >= prefixLength else {
      swap(&pair.left, &pair.right)
      return nil
    }
    pair.left.append(contentsOf: pair.right[prefixLength...])
    guard let result = find(&pair.left, index) else { return nil }
    return BPEParts.Merge(left: left, right: right, result: result)
  }

  /// The id of a token, behind which the index reads 16 bytes.
  private static func find(_ token: inout [UInt8], _ index: PipelineIndex) -> UInt32? {
    let count = token.count
    for _ in 0..<16 { token.append(0) }
    defer { token.removeLast(16) }
    return token.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { index.id(of: $0, count: count) }
    }
  }

  private static func absent(_ number: Int, _ token: [UInt8], _ scanner: JSONScanner) -> Failure {
    Failure(
      "model.merges[\(number)] needs the token \(VocabularyScan.name(token[...])), which is not in "
        + "model.vocab", at: .line(scanner.line, of: scanner.file),
      remedy: "correct the JSON, or get the file again")
  }

  private static func wrong(_ number: Int, _ scanner: JSONScanner) -> Failure {
    Failure(
      "model.merges[\(number)] is no pair of tokens like the others (\"a b\" or [\"a\", \"b\"])",
      at: .line(scanner.line, of: scanner.file), remedy: "correct the JSON, or get the file again")
  }
}
