/// What a request asks for: the path and the query, decoded.
struct RequestTarget: Sendable {
  /// The path's bytes, with its first slash.
  var path: [UInt8]
  /// Where to ask instead, when the path is the token alone without the slash that relative addresses need.
  var withSlash: String?
  /// The query's members in order.
  var query: [(name: String, value: String)]

  /// Takes a target apart, as it stands in a request's first line; nil where an escape is damaged or gives no UTF-8.
  init?(_ target: [UInt8]) {
    let parts = target.split(
      separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = Self.decoded(parts[0]) else { return nil }
    self.path = path
    query = []
    guard parts.count > 1 else { return }
    for member in parts[1].split(separator: UInt8(ascii: "&")) {
      let pair = member.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.text(pair[0]), let value = Self.text(pair.count > 1 ? pair[1] : [])
      else { return nil }
      query.append((name, value))
    }
  }

  /// The value of a query's member; nil where it is not there, or comes twice.
  subscript(_ name: String) -> String? {
    let found = query.filter { $0.name == name }
    return found.count == 1 ? found[0].value : nil
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
    // As forms and URLSearchParams write a space.
    let bytes = bytes.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
    return decoded(bytes[...]).flatMap { String(validating: $0, as: UTF8.self) }
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var result: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        result.append(byte)
        continue
      }
      guard let high = rest.popFirst().flatMap(hexadecimalDigit),
        let low = rest.popFirst().flatMap(hexadecimalDigit)
      else { return nil }
      result.append(high << 4 | low)
    }
    return result
  }

  private static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
