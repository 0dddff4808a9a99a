import CICU
import Groundwork

/// Makes the form under which a word is looked up in morphology.
///
/// Owned by one thread. /// The form is NFC, lower case, without soft hyphens (U+00AD) and stress marks (U+0300, U+0301, U+0303).
/// In Lithuanian these marks show stress wherever they stand, so they are also taken off letters that
/// they compose with (`mókslas` becomes `mokslas`, and a stressed i's dot of its own goes). In other
/// languages composed letters are spelling (`año`) and stay. Every letter is lower-cased by itself:
/// a capital sigma becomes σ.
public final class LookupForm {
  /// The form of the word last given to `make`.
  public private(set) var bytes: [UInt8] = []
  private var offsets: [Int32] = []
  private var isSameLength = true
  private let composedStress: Bool
  private let handle: OpaquePointer

  /// Creates a maker for a language, given by its tag or code; throws where ICU's data is missing.
  public init(language: String = "lt") throws(Failure) {
    let primary = language.split { $0 == "-" || $0 == "_" }.first?.lowercased() ?? ""
    composedStress = primary == "lt" || primary == "lit"
    guard let made = derlius_lookup_new(composedStress ? 1 : 0) else {
      throw ICU.unavailable("look-up forms")
    }
    handle = made
  }

  deinit { derlius_lookup_free(handle) }

  /// Puts the look-up form of `word` into `bytes`.
  ///
  /// Complexity: O(n).
  public func make(_ word: UnsafeBufferPointer<UInt8>) throws(Failure) {
    bytes.removeAll(keepingCapacity: true)
    isSameLength = appendPlain(word)
    if isSameLength { return }
    bytes.removeAll(keepingCapacity: true)
    guard let base = word.baseAddress else { return }
    var form: UnsafePointer<UInt8>?
    var map: UnsafePointer<Int32>?
    let count = derlius_lookup_apply(handle, base, word.count, &form, &map)
    guard count >= 0, let map else { throw ICU.failed("look-up form") }
    bytes.append(contentsOf: UnsafeBufferPointer(start: form, count: count))
    offsets.removeAll(keepingCapacity: true)
    offsets.append(contentsOf: UnsafeBufferPointer(start: map, count: count + 1))
  }

  /// The byte offset in the word as written of an offset in its form.
  ///
  /// Offsets are 0 through `bytes.count`; nil where the word has no such place: within the form of one written character.
  public func writtenOffset(_ offset: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count else { return nil }
    if isSameLength { return offset }
    return offsets[offset] < 0 ? nil : Int(offsets[offset])
  }

  /// Adds a word of ASCII and Lithuanian letters, whose form has its length; false for others.
  private func appendPlain(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < word.count {
      let byte = word[index]
      if byte < 0x80 {
        bytes.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        index += 1
        continue
      }
      guard byte == 0xC4 || byte == 0xC5, index + 1 < word.count else { return false }
      let second = word[index + 1]
      bytes.append(byte)
      switch (byte, second) {
      // Ąą Čč Ėė Ęę Įį; Šš Ūū Ųų: capitals are even.
      case (0xC4, 0x84...0x85), (0xC4, 0x8C...0x8D), (0xC4, 0x96...0x99), (0xC4, 0xAE...0xAF),
        (0xC5, 0xA0...0xA1), (0xC5, 0xAA...0xAB), (0xC5, 0xB2...0xB3):
        bytes.append(second | 1)
      // Žž: the capital is odd.
      case (0xC5, 0xBD...0xBE): bytes.append(0xBE)
      default: return false
      }
      index += 2
    }
    return true
  }
}
