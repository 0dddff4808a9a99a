import Groundwork

/// An address on the web, as far as it decides whom we talk to.
///
/// Only `https://` is used, and `http://` on this machine itself. What an address leads to is decided by
/// libcurl; what is read here is refused wherever the two could differ.
struct WebAddress: Sendable, Hashable {
  /// The whole address.
  let text: String
  /// Scheme, host and port, lower case, the scheme's own port left out: the same for the same server.
  let origin: String
  /// Whether the connection is not encrypted; then the host is this machine.
  let isPlain: Bool

  /// Reads an address; nil where it is none that may be used.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    // Printable ASCII only, and none of the characters that readers of addresses disagree about.
    guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
      return nil
    }
    let plain = text.lowercased().hasPrefix("http://")
    guard plain || text.lowercased().hasPrefix("https://") else { return nil }
    let scheme = plain ? "http://" : "https://"
    let rest = bytes.dropFirst(scheme.utf8.count)
    let authority = rest.prefix { !"/?#".utf8.contains($0) }
    var host = String(decoding: authority, as: UTF8.self).lowercased()
    var port = ""
    if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
      port = String(host[host.index(after: colon)...])
      host = String(host[..<colon])
      guard let number = UInt16(port), number > 0 else { return nil }
      port = "\(number)"
    }
    guard Self.isHost(host) else { return nil }
    if plain, !Self.isThisMachine(host) { return nil }
    if port == (plain ? "80" : "443") { port = "" }
    self.text = text
    origin = scheme + host + (port.isEmpty ? "" : ":" + port)
    isPlain = plain
  }

  /// Percent-encodes all bytes of one path segment but letters, digits and `-._~`.
  static func encode(_ segment: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in segment.utf8 {
      if isWordByte(byte) || "-._~".utf8.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isHost(_ host: String) -> Bool {
    if host == "[::1]" { return true }
    return !host.isEmpty && host.utf8.allSatisfy { isWordByte($0) || "-.".utf8.contains($0) }
  }

  private static func isThisMachine(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
