import Groundwork
import Segmentation

/// Finds the letters of an alphabet that are not ASCII in texts.
///
/// Columns: 0 is all letters together; the letters follow, small and capital as one, unless the alphabet has
/// more than `limit`.
struct LetterFinder: Sendable {
  /// Where a letter stands: its bytes, and its own column, or 0 where it has none.
  struct Place: Sendable {
    var start: Int
    var end: Int
    var column: Int
  }

  /// Alphabets with more letters than this are counted as a whole only.
  static let limit = 100

  /// The letters that have columns of their own, in order of columns.
  let letters: [Alphabet.Letter]
  /// Scalars below `narrow`: the column plus 1; 0 where a scalar is no letter of the alphabet.
  private let table: [UInt8]
  /// The letters from `narrow` up, rising.
  private let wide: [UInt32]
  private static let narrow = 0x3000

  /// Creates a finder; nil where the alphabet has nothing but ASCII.
  init?(_ alphabet: Alphabet?) {
    guard let found = alphabet?.beyondASCII, !found.isEmpty else { return nil }
    letters = found.count <= Self.limit ? found : []
    var table = [UInt8](repeating: 0, count: Self.narrow)
    var wide: [UInt32] = []
    for (index, letter) in found.enumerated() {
      for scalar in [letter.small, letter.capital] where !scalar.isASCII {
        if scalar.value >= Self.narrow {
          wide.append(scalar.value)
        } else if table[Int(scalar.value)] == 0 {
          table[Int(scalar.value)] = letters.isEmpty ? 1 : UInt8(index + 2)
        }
      }
    }
    self.table = table
    self.wide = wide.sorted()
  }

  /// The number of columns.
  var columns: Int { 1 + letters.count }

  /// Puts the places of the letters of a text, valid UTF-8, into `places`, which is emptied first.
  func find(_ text: UnsafeBufferPointer<UInt8>, into places: inout [Place]) {
    places.removeAll(keepingCapacity: true)
    var index = 0
    while index < text.count {
      let lead = text[index]
      if lead < 0x80 {
        index += 1
        continue
      }
      let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
      let end = min(index + length, text.count)
      var scalar = UInt32(lead) & (0x7F >> UInt32(length))
      for byte in text[index + 1..<end] { scalar = scalar << 6 | UInt32(byte & 0x3F) }
      if scalar < Self.narrow {
        let entry = Int(table[Int(scalar)])
        if entry > 0 { places.append(Place(start: index, end: end, column: entry - 1)) }
      } else if isWideLetter(scalar) {
        places.append(Place(start: index, end: end, column: 0))
      }
      index = end
    }
  }

  private func isWideLetter(_ scalar: UInt32) -> Bool {
    var low = 0
    var high = wide.count
    while low < high {
      let middle = (low + high) / 2
      if wide[middle] < scalar { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low] == scalar
  }
}
