/// What a server answered, without the body.
struct WebAnswer: Sendable {
  /// The HTTP status.
  var status = 0
  /// Header names in lower case and their values, as they came; of the last answer only.
  var headers: [(name: String, value: String)] = []

  /// A header's value; nil where the server did not send it, or sent what cannot be printed.
  subscript(name: String) -> String? {
    guard let value = headers.first(where: { $0.name == name })?.value, !value.isEmpty,
      value.utf8.count <= 512, value.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F })
    else { return nil }
    return value
  }

  /// Takes one line: a status line begins a new answer.
  mutating func take(_ line: String) {
    if line.hasPrefix("HTTP/") {
      headers = []
      return
    }
    guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")), headers.count < 200 else {
      return
    }
    let value = line[line.utf8.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
    headers.append((line[..<colon].lowercased(), String(value)))
  }

  /// The ETag where it names exact bytes; a weak one (`W/`) does not, and cannot resume a download.
  var strongETag: String? {
    self["etag"].flatMap { $0.hasPrefix("\"") && $0.utf8.count <= 256 ? $0 : nil }
  }

  /// Where the bytes of a partial answer begin, and how many the whole file has.
  var contentRange: (start: Int, size: Int?)? {
    guard let value = self["content-range"], value.hasPrefix("bytes ") else { return nil }
    let parts = value.dropFirst(6).split(separator: "/")
    guard parts.count == 2, let start = Int(parts[0].prefix { $0 != "-" }) else { return nil }
    return (start, Int(parts[1]))
  }

  /// The seconds that the server asks to wait; nil where it names none (dates are not read).
  var retryAfter: Int? { self["retry-after"].flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 } }
}
