import Groundwork
import Segmentation

/// The encoding of an affix file and its dictionary: UTF-8, or one of those of one byte that hunspell knows.
struct AffixEncoding: Sendable {
  /// Hunspell's name, as files have it after `SET`.
  let name: String
  /// The UTF-8 of each byte, empty where the encoding has none; nil where text is UTF-8.
  private let characters: [[UInt8]]?
  private let numbers: [[UInt8]: UInt8]

  /// What hunspell takes where an affix file has no `SET`.
  static let defaultName = "ISO8859-1"

  /// Names of the encodings, for messages.
  static let names = "UTF-8, ISO8859-1 to -10, -13 to -15, KOI8-R, KOI8-U, cp1251 or TIS620-2533"

  /// Finds an encoding by hunspell's name; nil where it knows none, for which the library would take Latin-1 silently.
  init?(_ name: String) throws(Failure) {
    self.name = name
    let plain = name.utf8.filter { $0 != 0x2D && $0 != 0x5F && $0 != 0x2E }.map { $0 | 0x20 }
    let key = String(decoding: plain, as: UTF8.self)
    if key == "utf8" {
      characters = nil
      numbers = [:]
      return
    }
    guard let encoding = Self.known[key] else { return nil }
    var characters: [[UInt8]] = []
    var numbers: [[UInt8]: UInt8] = [:]
    for byte in 0...UInt8.max {
      let character = try Self.character(byte, encoding)
      characters.append(character)
      if !character.isEmpty, numbers[character] == nil { numbers[character] = byte }
    }
    self.characters = characters
    self.numbers = numbers
  }

  /// ICU's names by hunspell's, in lower case without marks; digits keep their bit 0x20.
  private static let known: [String: String] = {
    var known = [
      "koi8r": "KOI8-R", "koi8u": "KOI8-U", "cp1251": "windows-1251",
      "microsoftcp1251": "windows-1251", "tis6202533": "TIS-620", "tis620": "TIS-620",
    ]
    for part in [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15] {
      known["iso8859\(part)"] = "ISO-8859-\(part)"
    }
    return known
  }()

  /// The UTF-8 of a byte; empty where the encoding has none.
  private static func character(_ byte: UInt8, _ encoding: String) throws(Failure) -> [UInt8] {
    let decoder = try TextDecoder(encoding)
    var output = [UInt8](repeating: 0, count: 8)
    var failure: Failure?
    var length = 0
    [byte].withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        do throws(Failure) {
          let step = try decoder.step(input, into: output, isLast: true)
          length = step.invalid > 0 ? 0 : step.written
        } catch { failure = error }
      }
    }
    if let failure { throw failure }
    return Array(output.prefix(length))
  }

  /// The text in UTF-8; nil where bytes are not valid.
  func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard let characters else {
      let bytes = Array(text)
      return firstInvalidUTF8(bytes) == nil ? bytes : nil
    }
    var result: [UInt8] = []
    result.reserveCapacity(text.count * 2)
    for byte in text {
      let character = characters[Int(byte)]
      if character.isEmpty { return nil }
      result += character
    }
    return result
  }

  /// UTF-8 in this encoding; nil where it has no such letter.
  func encode(_ text: [UInt8]) -> [UInt8]? {
    if characters == nil { return text }
    var result: [UInt8] = []
    var start = 0
    while start < text.count {
      var end = start + 1
      while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
      guard let byte = numbers[Array(text[start..<end])] else { return nil }
      result.append(byte)
      start = end
    }
    return result
  }
}
