import Testing

@testable import Tokenization

/// BPE by a list of merges, the slow and obvious way: of all pairs the one of the lowest rank, again and
/// again.
struct ReferenceMerges {
  let merges: [BPEParts.Merge]

  func merged(_ symbols: [UInt32]) -> [UInt32] {
    var symbols = symbols
    while true {
      var best: (rank: Int, index: Int)?
      for index in symbols.indices.dropLast() {
        let pair = (symbols[index], symbols[index + 1])
        guard let rank = merges.lastIndex(where: { $0.left == pair.0 && $0.right == pair.1 }),
          best.map({ rank < $0.rank }) ?? true
        else { continue }
        best = (rank, index)
      }
      guard let best else { return symbols }
      symbols.replaceSubrange(best.index...best.index + 1, with: [merges[best.rank].result])
    }
  }
}

@Suite struct MergeModelTests {
  /// Random vocabularies over four letters, with tokens that several merges make.
  @Test(arguments: 0..<40)
  func mergesAsTheSlowOneDoes(seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var texts = ["a", "b", "c", "d"]
    var merges: [BPEParts.Merge] = []
    for _ in 0..<(3 + below(40)) {
      let (left, right) = (below(texts.count), below(texts.count))
      let text = texts[left] + texts[right]
      if text.utf8.count > 8 { continue }
      if !texts.contains(text) { texts.append(text) }
      let result = try #require(texts.firstIndex(of: text))
      merges.append(.init(left: UInt32(left), right: UInt32(right), result: UInt32(result)))
    }
    var tokens = Vocabulary()
    for text in texts { tokens.append(text.utf8) }
    let parts = PipelineParts(
      tokens: tokens, index: PipelineIndex(tokens),
      model: .bpe(BPEParts(tokens: tokens, merges: merges)))
    let tokenizer = try HuggingFaceTokenizer(
      parts, summary: TokenizerSummary(format: "huggingface", model: "bpe", sha256: ""))
    let encoder = tokenizer.makeEncoder()
    let slow = ReferenceMerges(merges: merges)
    // Lengths on both sides of the borders between the two ways of merging and between the caches.
    for length in [1, 2, 3, 5, 8, 13, 15, 16, 17, 40, 127, 128, 129, 150] {
      for _ in 0..<3 {
        let text = (0..<length).map { _ in UInt8(ascii: "a") + UInt8(below(4)) }
        let wanted = slow.merged(text.map { UInt32($0 - UInt8(ascii: "a")) })
        #expect(encoder.encode(text) == wanted)
        #expect(encoder.encode(text) == wanted)
      }
    }
  }
}
