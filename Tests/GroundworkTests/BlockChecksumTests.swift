import Groundwork
import Testing

@Suite struct BlockChecksumTests {
  /// The definition, one word after the other.
  private func slow(_ bytes: [UInt8], seed: UInt64) -> UInt64 {
    func step(_ state: UInt64, _ word: UInt64) -> UInt64 {
      let mixed = state ^ word
      return (mixed << 29 | mixed >> 35) &* 0x9E37_79B1_85EB_CA87
    }
    let first = seed ^ UInt64(bytes.count) &* 0x9FB2_1C65_1E98_DF25
    var lanes = (1...8).map { first ^ UInt64($0) &* 0xA24B_AED4_963E_E407 }
    let filled = bytes + [UInt8](repeating: 0, count: (64 - bytes.count % 64) % 64)
    for place in stride(from: 0, to: filled.count, by: 8) {
      let word = (0..<8).reduce(UInt64(0)) { $0 | UInt64(filled[place + $1]) << UInt64($1 * 8) }
      lanes[place / 8 % 8] = step(lanes[place / 8 % 8], word)
    }
    return lanes.reduce(UInt64(0)) { state, lane in
      let next = step(state, lane)
      return next ^ next >> 32
    }
  }

  private func sum(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
    bytes.withUnsafeBytes { blockChecksum($0, seed: seed) }
  }

  @Test func isItsDefinition() {
    let random = KeyedRandom(seed: 1, stream: 1)
    for count in [0, 1, 7, 8, 63, 64, 65, 127, 128, 1000] {
      let bytes = (0..<count).map { UInt8(random.below(256, UInt64($0))) }
      for seed in [0, 1, UInt64.max] { #expect(sum(bytes, seed: seed) == slow(bytes, seed: seed)) }
    }
  }

  @Test func everyChangedBitShows() {
    let bytes = [UInt8](repeating: 0x55, count: 192)
    let right = sum(bytes)
    for bit in 0..<bytes.count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(sum(changed) != right)
    }
    #expect(sum(Array(bytes.dropLast())) != right)
    #expect(sum(bytes + [0]) != right)
    #expect(sum(bytes, seed: 1) != right)
  }

  @Test func exchangedBlocksShow() {
    let one = [UInt8](repeating: 1, count: 64)
    let two = [UInt8](repeating: 2, count: 64)
    #expect(sum(one + two) != sum(two + one))
    #expect(sum(one) != sum(one + one))
  }
}
