import Tokenization

/// Byte-level BPE by rank, the slow and obvious way: bytes looked up in the ranks, all pairs at each step.
struct ReferenceBPE {
  private var ranks: [[UInt8]: UInt32] = [:]

  init(_ tokens: RankedTokens) {
    for index in 0..<tokens.count { ranks[Array(tokens[index])] = tokens.ranks[index] }
  }

  func encode(_ piece: [UInt8]) -> [UInt32] {
    if let rank = ranks[piece] { return [rank] }
    var parts = piece.map { [$0] }
    while true {
      var best: (rank: UInt32, index: Int)?
      for index in parts.indices.dropLast() {
        if let rank = ranks[parts[index] + parts[index + 1]], best.map({ rank < $0.rank }) ?? true {
          best = (rank, index)
        }
      }
      guard let best else { return parts.compactMap { ranks[$0] } }
      parts.replaceSubrange(
        best.index...best.index + 1, with: [parts[best.index] + parts[best.index + 1]])
    }
  }

  func encode(_ text: [UInt8], _ splitter: any Splitter) -> [UInt32] {
    let ends = pieceEnds(splitter, text)
    return zip([0] + ends, ends).flatMap { encode(Array(text[$0..<$1])) }
  }
}

/// Vocabularies for tests.
enum TestVocabulary {
  /// The tokens of `TinyFixture`.
  static var tiny: RankedTokens {
    var tokens = (0...255).map { [UInt8($0)] }
    for text in TinyFixture.tokens.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      tokens.append(base64(String(text)))
    }
    return RankedTokens(inRankOrder: tokens)
  }

  static func tokenizer(
    _ tokens: RankedTokens, _ pattern: String = "cl100k"
  ) throws -> RankTokenizer {
    try RankTokenizer(
      tokens: tokens, splitter: SplitPattern.splitter(for: pattern),
      summary: TokenizerSummary(format: "tiktoken", model: "bpe", sha256: ""))
  }
}
