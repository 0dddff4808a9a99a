import Testing

@testable import Groundwork

@Suite struct UTF8ScanTests {
  /// The library's own judgement.
  private static func isValid(_ bytes: [UInt8]) -> Bool {
    (try? UTF8Span(validating: bytes.span)) != nil
  }

  private func agrees(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { UTF8Scan.isValid($0) } == Self.isValid(bytes)
  }

  /// Bytes at which the table of well-formed sequences turns.
  private static let turns: [UInt8] = [
    0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC,
    0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
  ]

  @Test func allShortSequencesOfTurningBytesAreJudgedAsTheLibraryDoes() {
    var wrong: [[UInt8]] = []
    for a in Self.turns {
      for b in Self.turns {
        for c in Self.turns {
          for d in Self.turns {
            let bytes = [a, b, c, d]
            if !agrees(bytes) { wrong.append(bytes) }
            // Across the border of two blocks.
            let padded = [UInt8](repeating: 0x61, count: 14) + bytes
            if !agrees(padded) { wrong.append(padded) }
          }
        }
      }
    }
    #expect(wrong == [])
  }

  @Test func everyScalarStandsAnywhere() {
    var wrong: [UInt32] = []
    for value in 0..<UInt32(0x11_0000) {
      guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else { continue }
      let bytes = [UInt8](repeating: 0x20, count: Int(value % 33)) + Array(encoded)
      if !agrees(bytes) { wrong.append(value) }
      if bytes.count > 1, encoded.count > 1, !agrees(bytes.dropLast()) { wrong.append(value) }
    }
    #expect(wrong == [])
  }

  @Test(arguments: 0..<80)
  func randomTextWithAByteChanged(length: Int) {
    let random = KeyedRandom(seed: 3, stream: UInt64(length))
    let letters = ["a", "ė", "–", "𝄞", " "].map { Array($0.utf8) }
    for round in 0..<100 {
      var bytes: [UInt8] = []
      for index in 0..<length { bytes += letters[random.below(5, UInt64(round * 100 + index))] }
      #expect(agrees(bytes))
      if bytes.isEmpty { continue }
      let place = random.below(bytes.count, UInt64(1 << 20 + round))
      bytes[place] = UInt8(random.below(256, UInt64(1 << 21 + round)))
      #expect(agrees(bytes))
      bytes.removeSubrange(random.below(bytes.count, UInt64(1 << 22 + round))...)
      #expect(agrees(bytes))
    }
  }

  private func agrees(_ bytes: ArraySlice<UInt8>) -> Bool { agrees(Array(bytes)) }
}
