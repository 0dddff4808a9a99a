import Groundwork
import TestSupport

/// Ways to damage a file: every truncation, flips of bits, and splices; the same ones in every run.
enum DamagedFile {
  /// All damaged forms of a file.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - truncations: how many of its beginnings, evenly; all where the file is not longer.
  ///   - flips: how many forms with one to four flipped bits.
  ///   - splices: how many with bytes left out, doubled, put in, or written over.
  static func forms(
    of bytes: [UInt8], truncations: Int, flips: Int, splices: Int, seed: UInt64 = 1
  ) -> [(name: String, bytes: [UInt8])] {
    var forms: [(String, [UInt8])] = []
    let step = max(1, bytes.count / truncations)
    for count in stride(from: 0, to: bytes.count, by: step) {
      forms.append(("the first \(count) bytes", Array(bytes[..<count])))
    }
    guard !bytes.isEmpty else { return forms }
    let random = KeyedRandom(seed: seed, stream: 1)
    var drawn: UInt64 = 0
    func draw(_ bound: Int) -> Int {
      drawn += 1
      return random.below(bound, drawn)
    }
    for number in 0..<flips {
      var damaged = bytes
      for _ in 0...draw(4) { damaged[draw(bytes.count)] ^= 1 << UInt8(draw(8)) }
      forms.append(("flips \(number)", damaged))
    }
    for number in 0..<splices {
      forms.append(("splice \(number)", spliced(bytes, draw)))
    }
    return forms
  }

  /// Texts and numbers that readers may trip over.
  private static let strangers: [[UInt8]] = [
    [0], [0xFF], [0xFF, 0xFF, 0xFF, 0xFF], [UInt8](repeating: 0xFF, count: 8),
    [0, 0, 0, 0, 1, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0x7F], [0x80, 0x80, 0x80, 0x80, 0x10], [0xC3],
    [0xED, 0xA0, 0x80], Array("\"".utf8), Array("[[[[[[[[".utf8), Array("}".utf8), Array("-1".utf8),
    Array("1e999".utf8), Array("99999999999999999999".utf8), Array("null".utf8), Array("\n".utf8),
    Array(" ".utf8), [0, 0, 0xC0, 0x7F], [0, 0, 0x80, 0xFF],
  ]

  private static func spliced(_ bytes: [UInt8], _ draw: (Int) -> Int) -> [UInt8] {
    let start = draw(bytes.count)
    let end = min(bytes.count, start + 1 + draw(24))
    switch draw(4) {
    case 0: return Array(bytes[..<start] + bytes[end...])
    case 1: return Array(bytes[..<end] + bytes[start...])
    case 2: return bytes[..<start] + strangers[draw(strangers.count)] + bytes[start...]
    default:
      let new = strangers[draw(strangers.count)]
      return bytes[..<start] + new + bytes[min(bytes.count, start + new.count)...]
    }
  }
}
