import Groundwork
import Segmentation

/// The encoding that a document without a byte order mark declares.
enum MarkupEncoding {
  /// How many bytes are looked at (HTML living standard §13.2.3.2).
  static let prescan = 1024

  /// The encoding that an XML declaration or, in HTML, a `meta` element names; nil where none does, or where it
  /// cannot be read so: what is written in ASCII is no UTF-16.
  ///
  /// Throws where ICU does not know it.
  static func declared(
    _ start: [UInt8], isHTML: Bool, name: String
  ) throws(Failure) -> String? {
    guard var found = MarkupProlog(start)?.encoding ?? (isHTML ? meta(start) : nil) else {
      return nil
    }
    let lowered = found.lowercased()
    for wide in ["utf-16", "utf-32", "ucs-2", "ucs-4", "iso-10646-ucs"]
    where lowered.hasPrefix(wide) {
      return nil
    }
    // Pages call windows-1252 by these names (WHATWG Encoding §4.2).
    if isHTML, ["iso-8859-1", "latin1", "us-ascii", "ascii"].contains(lowered) {
      found = "windows-1252"
    }
    if TextDecoder.isKnown(found) { return found }
    throw Failure(
      "declares the encoding \(found.prefix(60)), which ICU does not know", at: .line(1, of: name),
      remedy: "name the encoding with --encoding")
  }

  /// The value of `charset` in the first `meta` that has one.
  private static func meta(_ start: [UInt8]) -> String? {
    let text = start.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
    var position = 0
    while let tag = find("<meta", text, position) {
      position = tag + 5
      let end = text[position...].firstIndex(of: UInt8(ascii: ">")) ?? text.count
      guard var value = find("charset", text, position), value < end else { continue }
      value += "charset".utf8.count
      while value < end, text[value] <= 0x20 || text[value] == UInt8(ascii: "=") { value += 1 }
      if value < end, text[value] == 0x22 || text[value] == 0x27 { value += 1 }
      let name = text[value..<end].prefix { $0 > 0x20 && !"\"';/>".utf8.contains($0) }
      if !name.isEmpty { return String(decoding: name, as: UTF8.self) }
    }
    return nil
  }

  private static func find(_ words: String, _ text: [UInt8], _ start: Int) -> Int? {
    let bytes = Array(words.utf8)
    guard text.count >= bytes.count, start <= text.count - bytes.count else { return nil }
    return (start...(text.count - bytes.count)).first { text[$0...].starts(with: bytes) }
  }
}
