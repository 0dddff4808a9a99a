import Groundwork
import Testing

@testable import Tokenization

/// The proof that a chunk is cut alone as behind other text, against float32 behind it.
@Suite struct UnigramMarginTests {
  private static func name(_ segments: [Segment]) -> [UInt32] { segments.map(\.id) }

  /// A model over `a` and `b` whose longer pieces cost nearly what their letters do, or exactly that.
  private static func tables(_ random: inout DrawnNumbers) -> SentencePieceTables {
    var vocabulary = Vocabulary()
    vocabulary.append([0x3F], kind: .unknown)
    var scores: [Float] = [0]
    let (a, b) = (-1 - random.fraction(), -1 - random.fraction())
    for length in 1...4 {
      for bits in 0..<(1 << length) {
        if length > 1, random.below(3) == 0 { continue }
        let piece = (0..<length).map { bits >> $0 & 1 == 0 ? UInt8(0x61) : 0x62 }
        let sum = piece.reduce(0) { $0 + ($1 == 0x61 ? a : b) }
        let near = [0, 1e-6, 1e-5, 1e-4, 1e-3, 0.1][random.below(6)]
        vocabulary.append(piece, kind: .normal)
        scores.append(Float(sum + near * (random.fraction() - 0.5)))
      }
    }
    return SentencePieceTables(
      SentencePieceParts(
        vocabulary: vocabulary, scores: scores, algorithm: .unigram, byteFallback: false,
        normalizer: SentencePieceNormalizer.Settings(charsmap: nil),
        summary: TokenizerSummary(format: "toy", model: "unigram", sha256: "")), userDefined: nil)
  }

  @Test func whatIsProvedHoldsUpToTheLimit() {
    var random = DrawnNumbers(seed: 11)
    var proved = 0
    var binding = 0
    for _ in 0..<60 {
      let tables = Self.tables(&random)
      let segmenter = UnigramSegmenter(tables)
      for _ in 0..<10 {
        let text = (0..<(1 + random.below(30))).map { _ in UInt8(0x61 + random.below(2)) }
        text.withUnsafeBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          var alone: [Segment] = []
          let limit = segmenter.segmentAlone(base, count: text.count, into: &alone)
          if limit < 0 { return }
          proved += 1
          for share in [0, 0.3, 0.5, 0.9, 0.999, 1] {
            for sign: Float in [1, -1] {
              var running = sign * min(limit, limit * Float(share))
              var behind: [Segment] = []
              segmenter.segment(base, count: text.count, running: &running, into: &behind)
              #expect(Self.name(alone) == Self.name(behind))
            }
          }
          // Far beyond the limit float32 often finds something else: the limit is no formality.
          var running = -min(90_000, limit * 64)
          var behind: [Segment] = []
          segmenter.segment(base, count: text.count, running: &running, into: &behind)
          if Self.name(alone) != Self.name(behind) { binding += 1 }
        }
      }
    }
    #expect(proved > 200)
    #expect(binding > 10)
  }
}

/// Random numbers one after the other.
private struct DrawnNumbers {
  private let random: KeyedRandom
  private var drawn: UInt64 = 0

  init(seed: UInt64) { random = KeyedRandom(seed: seed, stream: 0) }

  mutating func below(_ bound: Int) -> Int {
    drawn += 1
    return random.below(bound, drawn)
  }

  mutating func fraction() -> Double { Double(below(1 << 30)) / Double(1 << 30) }
}
