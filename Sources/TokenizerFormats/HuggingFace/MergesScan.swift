import Groundwork
import Tokenization

/// Reads `model.merges` from a scanner, in both spellings: `"a b"`, and `["a", "b"]` since 0.20.
struct MergesScan {
  private let index: PipelineIndex
  private let prefixLength: Int
  private var merges: [BPEParts.Merge] = []
  /// The texts of a merge's two tokens, one behind the other, and room for what look-ups read behind them.
  private var text = [UInt8](repeating: 0, count: 256)
  private var leftCount = 0
  private var rightCount = 0
  /// Where a token stands in `text` that the vocabulary does not have.
  private var missing = 0..<0
  /// Whether each token has one id.
  private let isUnique: Bool
  /// Where text with escapes goes first.
  private var unescaped: [UInt8] = []

  private init(_ index: PipelineIndex, prefixLength: Int) {
    self.index = index
    self.prefixLength = prefixLength
    isUnique = index.firstRepeated == nil
  }

  /// The merges in order.
  ///
  /// - Parameter prefixLength: the bytes that the right token loses when it is merged.
  /// - Throws: `Failure` for a merge of tokens, or to a token, that the vocabulary does not have.
  static func read(
    _ scanner: inout JSONScanner, index: PipelineIndex, prefixLength: Int
  ) throws(Failure) -> [BPEParts.Merge] {
    var scan = MergesScan(index, prefixLength: prefixLength)
    try scan.read(&scanner)
    return scan.merges
  }

  private mutating func read(_ scanner: inout JSONScanner) throws(Failure) {
    var spelling: JSONScanner.Kind?
    var number = 0
    try scanner.open(.array)
    while try scanner.more(in: .array, first: number == 0) {
      let kind = try scanner.kind()
      guard kind == .string || kind == .array, spelling == nil || spelling == kind else {
        throw wrong(number, scanner)
      }
      spelling = kind
      let isRead = try kind == .string ? readText(&scanner) : readPair(&scanner, number)
      if isRead {
        guard let merge = merge() else { throw absent(number, scanner) }
        merges.append(merge)
      } else if kind != .string || !text.starts(with: "#version".utf8) {
        // Old files have such a first line; it has no rank.
        throw wrong(number, scanner)
      }
      number += 1
    }
  }

  /// Reads `"a b"`; false for a line that is no pair, which then stands on the left.
  private mutating func readText(_ scanner: inout JSONScanner) throws(Failure) -> Bool {
    leftCount = 0
    try append(&scanner)
    let count = leftCount
    if text[0] == UInt8(ascii: "#"), text.starts(with: "#version".utf8) { return false }
    return text.withUnsafeMutableBufferPointer { text in
      guard let space = text[..<count].firstIndex(of: 0x20),
        !text[(space + 1)..<count].contains(0x20)
      else { return false }
      for at in space..<count { text[at] = text[at + 1] }
      leftCount = space
      rightCount = count - space - 1
      return true
    }
  }

  private mutating func readPair(
    _ scanner: inout JSONScanner, _ number: Int
  ) throws(Failure) -> Bool {
    try scanner.open(.array)
    guard try scanner.more(in: .array, first: true) else { throw wrong(number, scanner) }
    leftCount = 0
    try append(&scanner)
    guard try scanner.more(in: .array, first: false) else { throw wrong(number, scanner) }
    let left = leftCount
    try append(&scanner)
    rightCount = leftCount - left
    leftCount = left
    guard !(try scanner.more(in: .array, first: false)) else { throw wrong(number, scanner) }
    return true
  }

  /// Reads a string behind the first `leftCount` bytes, and counts it to them.
  private mutating func append(_ scanner: inout JSONScanner) throws(Failure) {
    if let plain = scanner.plainString() {
      append(plain)
    } else {
      unescaped.removeAll(keepingCapacity: true)
      try scanner.string(into: &unescaped)
      unescaped.withUnsafeBufferPointer { append($0) }
    }
  }

  private mutating func append(_ part: UnsafeBufferPointer<UInt8>) {
    let count = leftCount + part.count
    if count + 16 > text.count {
      text.append(contentsOf: [UInt8](repeating: 0, count: count + 16))
    }
    text.withUnsafeMutableBufferPointer { text in
      guard let target = text.baseAddress, let source = part.baseAddress else { return }
      (target + leftCount).update(from: source, count: part.count)
      // What was there before is no part of a line.
      target[count] = 0
    }
    leftCount = count
  }

  /// The merge of the two tokens; nil where one is missing, or what they make, which `missing` then tells.
  private mutating func merge() -> BPEParts.Merge? {
    // Mostly the tokens stand in the order of their merges: the next id needs no search.
    let next = isUnique ? (merges.last?.result ?? 0) &+ 1 : .max
    let (leftCount, rightCount) = (leftCount, rightCount)
    return text.withUnsafeMutableBufferPointer { text in
      guard let left = text.baseAddress else { return nil }
      let right = left + leftCount
      guard let leftID = index.id(of: left, count: leftCount) else {
        missing = 0..<leftCount
        return nil
      }
      guard let rightID = index.id(of: right, count: rightCount), rightCount >= prefixLength else {
        missing = leftCount..<leftCount + rightCount
        return nil
      }
      if prefixLength > 0 {
        for at in 0..<rightCount - prefixLength { right[at] = right[at + prefixLength] }
      }
      let count = leftCount + rightCount - prefixLength
      if index.isToken(next, left, count: count) {
        return BPEParts.Merge(left: leftID, right: rightID, result: next)
      }
      guard let result = index.id(of: left, count: count) else {
        missing = 0..<count
        return nil
      }
      return BPEParts.Merge(left: leftID, right: rightID, result: result)
    }
  }

  private func absent(_ number: Int, _ scanner: JSONScanner) -> Failure {
    Failure(
      "model.merges[\(number)] needs the token \(VocabularyScan.name(text[missing])), which is not in "
        + "model.vocab", at: .line(scanner.line, of: scanner.file),
      remedy: "correct the JSON, or get the file again")
  }

  private func wrong(_ number: Int, _ scanner: JSONScanner) -> Failure {
    Failure(
      "model.merges[\(number)] is no pair of tokens like the others (\"a b\" or [\"a\", \"b\"])",
      at: .line(scanner.line, of: scanner.file), remedy: "correct the JSON, or get the file again")
  }
}
