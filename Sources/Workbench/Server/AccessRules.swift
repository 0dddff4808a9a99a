/// Who may ask: only pages of this server, and programs that know its address.
///
/// Whoever may open a connection to loopback can be a page of any web site in a browser here: by a name of its own that leads to 127.0.0.1
/// (DNS rebinding, told by Host), or by a form or script (told by Origin and Sec-Fetch-Site). Other users of the machine do not know the token.
struct AccessRules: Sendable {
  /// The first part of every path, without slashes.
  let token: String
  /// The port that the server listens on.
  let port: Int

  /// A token that nobody guesses: 128 random bits, in hexadecimal.
  static func makeToken() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<2).map { _ in
      let digits = String(generator.next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Checks a head, and gives its target with the path behind the token.
  func check(_ head: RequestHead) throws(Refusal) -> RequestTarget {
    let names = ["127.0.0.1:\(port)", "localhost:\(port)"]
    guard let host = head.host, names.contains(host.lowercased()) else {
      throw Refusal(
        403, "the request is for another host", remedy: "use the address that derlius serve printed"
      )
    }
    if let origin = head.origin, origin.lowercased() != "http://\(host.lowercased())" {
      throw Refusal(403, "the request comes from another origin", remedy: Self.ownPage)
    }
    guard var target = RequestTarget(head.target) else {
      throw .misspelt
    }
    let lacksSlash = target.path.count == token.utf8.count + 1
    guard let path = strip(target.path + (lacksSlash ? [UInt8(ascii: "/")] : [])) else {
      throw Refusal(
        404, "there is nothing here", remedy: "use the address that derlius serve printed")
    }
    target.path = path
    if lacksSlash { target.withSlash = "/\(token)/" }
    // A link on another site may lead to the page, but not to what it asks for.
    if path.starts(with: "api/".utf8), let site = head.fetchSite,
      !["same-origin", "none"].contains(site.lowercased())
    {
      throw Refusal(403, "the request comes from another site", remedy: Self.ownPage)
    }
    return target
  }

  private static let ownPage = "open the page that derlius serve printed"

  /// The path behind `/TOKEN/`; nil for any other token.
  ///
  /// Takes the same time wherever the first difference is.
  private func strip(_ path: [UInt8]) -> [UInt8]? {
    let expected = Array("/\(token)/".utf8)
    guard path.count >= expected.count else { return nil }
    var difference: UInt8 = 0
    for index in expected.indices { difference |= expected[index] ^ path[index] }
    return difference == 0 ? Array(path[expected.count...]) : nil
  }
}

extension Refusal {
  /// An address whose escapes are damaged.
  static let misspelt = Refusal(400, "the address is misspelt", remedy: "write % as %25")
}
