import Groundwork
import Testing
import Tokenization

/// Pieces that are merged side by side, against bytes looked up in ranks.
@Suite struct MergeGroupTests {
  /// Words of 1 to 20 letters with a random vocabulary, many of them new at once.
  @Test(arguments: 0..<24)
  func agreesWithReferenceOnManyNewWords(seed: Int) throws {
    let random = KeyedRandom(seed: UInt64(seed), stream: 19)
    var draw: UInt64 = 0
    func next(_ bound: Int) -> Int {
      draw += 1
      return random.below(bound, draw)
    }
    let letters = 2 + seed % 4
    func word(_ length: Int) -> [UInt8] { (0..<length).map { _ in UInt8(0x61 + next(letters)) } }
    var seen: Set<[UInt8]> = []
    var tokens = RankedTokens()
    var rank: UInt32 = 0
    func add(_ token: [UInt8]) {
      guard seen.insert(token).inserted else { return }
      tokens.append(token, rank: rank)
      rank += UInt32(1 + next(3))
    }
    if seed % 2 == 0 { for _ in 0..<20 { add(word(2 + next(4))) } }
    for byte in 0...255 { add([UInt8(byte)]) }
    for _ in 0..<30 + seed * 40 { add((next(3) == 0 ? [0x20] : []) + word(1 + next(12))) }
    let tokenizer = try TestVocabulary.tokenizer(tokens, "cl100k")
    let reference = ReferenceBPE(tokens)
    let encoder = tokenizer.makeEncoder()
    for count in [1, 2, 31, 32, 33, 64, 255, 256, 257, 1500] {
      var text: [UInt8] = []
      for _ in 0..<count { text += word(1 + next(next(4) == 0 ? 20 : 14)) + [0x20] }
      let expected = reference.encode(text, tokenizer.splitter)
      #expect(encoder.encode(text) == expected)
      #expect(encoder.encode(text) == expected)
      let fresh = tokenizer.makeEncoder()
      #expect(text.withUnsafeBufferPointer { fresh.count($0) } == expected.count)
    }
  }
}
