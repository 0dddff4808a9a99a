import Groundwork
import Tokenization

/// A BPE that joins any two neighbours whose text together is a token: tiktoken's by rank, and
/// SentencePiece's by score.
package struct TextMerging {
  /// What a token starts as.
  package enum Symbols {
    /// Single bytes.
    case bytes
    /// Scalars.
    case scalars
  }

  private let table: ByteTable
  /// The id of each text of the table, and its key; nil for tokens that merging does not give.
  private var ids: [UInt32] = []
  private var keys: [Int?] = []
  private let symbols: Symbols

  /// Creates a system.
  ///
  /// - Parameters:
  ///   - tokens: the tokens with their keys, the smaller the earlier; those without a key can only be
  ///     symbols. Of equal texts the first counts.
  ///   - symbols: what text starts as.
  package init(_ tokens: [(id: UInt32, text: [UInt8], key: Int?)], symbols: Symbols) {
    var table = ByteTable(capacity: tokens.count)
    for token in tokens {
      let place = token.text.withUnsafeBufferPointer { table.insert($0) }
      if !place.isNew { continue }
      ids.append(token.id)
      keys.append(token.key)
    }
    self.table = table
    self.symbols = symbols
  }

  /// The last merge of a token; nil where its symbols do not become the token.
  func lastMerge(of id: UInt32, text: [UInt8]) -> LastMerge? {
    let ends =
      symbols == .bytes ? Array(1..<text.count + 1) : ReducedMerges.scalarEnds(text)
    return text.withUnsafeBufferPointer { bytes in
      func number(_ range: Range<Int>) -> Int? {
        table.number(of: UnsafeBufferPointer(rebasing: bytes[range]))
      }
      let split = ReducedMerges.lastSplit(ends: ends) { range in number(range).flatMap { keys[$0] }
      }
      guard let split else { return nil }
      let left = number(0..<split.end).map { ids[$0] }
      let right = number(split.end..<bytes.count).map { ids[$0] }
      return LastMerge(left: left, right: right, result: id, key: split.key)
    }
  }

  /// The last merges of all tokens that merging can give, in the order of keys, then of ids.
  ///
  /// - Complexity: O(bytes · longest token).
  package func reduced() -> [LastMerge] {
    var merges: [LastMerge] = []
    for (number, id) in ids.enumerated() where keys[number] != nil {
      let text = Array(table.bytes[table.range(number)])
      if let merge = lastMerge(of: id, text: text) { merges.append(merge) }
    }
    return merges.sorted { ($0.key, $0.result) < ($1.key, $1.result) }
  }
}

/// A BPE with a list of merges: that of tokenizer.json.
package struct ListedMerging {
  private var rules: [UInt64: (rank: Int, result: UInt32)] = [:]
  private let parts: BPEParts
  private let index: PipelineIndex

  /// Creates a system of a model's parts; the index finds tokens by their text.
  package init(_ parts: BPEParts, index: PipelineIndex) {
    self.parts = parts
    self.index = index
    rules.reserveCapacity(parts.merges.count)
    for (rank, merge) in parts.merges.enumerated() {
      rules[UInt64(merge.left) << 32 | UInt64(merge.right)] = (rank, merge.result)
    }
  }

  /// The last merge of a token; nil where its scalars do not become the token.
  func lastMerge(of id: UInt32) -> LastMerge? {
    let text = parts.tokens[id]
    var start = text.startIndex
    var symbols: [UInt32] = []
    for end in ReducedMerges.scalarEnds(text) {
      guard let symbol = index.id(of: text[start..<text.startIndex + end]) else { return nil }
      symbols.append(symbol)
      start = text.startIndex + end
    }
    let merge = ReducedMerges.lastPair(symbols) { rules[UInt64($0) << 32 | UInt64($1)] }
    return merge?.result == id ? merge : nil
  }

  /// The last merges of all tokens that merging can give, in the order of ranks.
  package func reduced() -> [LastMerge] {
    (0..<UInt32(parts.tokens.count)).compactMap { lastMerge(of: $0) }
      .sorted { ($0.key, $0.result) < ($1.key, $1.result) }
  }
}
