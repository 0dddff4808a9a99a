import Groundwork

/// The hub that is asked: `HF_ENDPOINT`, and `HF_TOKEN`, which goes to that server only.
struct HubEndpoint: Sendable {
  /// The address without a slash at its end.
  let address: WebAddress
  /// The client, with the token where there is one.
  let client: WebClient

  /// Whether a token is given.
  var hasToken: Bool { client.token != nil }

  /// Reads the environment.
  ///
  /// - Throws: `Failure` of usage where the address is not https (or http of this machine), or where the
  ///   token holds what no token can.
  static func fromEnvironment() throws(Failure) -> HubEndpoint {
    var text = environmentVariable("HF_ENDPOINT") ?? "https://huggingface.co"
    while text.hasSuffix("/") { text.removeLast() }
    guard let address = WebAddress(text), !text.contains("?"), !text.contains("#") else {
      throw Failure.usage(
        "HF_ENDPOINT is no address that may be used: \(text)",
        remedy: "give https://…, or http:// of this machine")
    }
    var client = WebClient()
    if let token = environmentVariable("HF_TOKEN") {
      guard token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
        throw Failure.usage(
          "HF_TOKEN holds a space or another character that no token has",
          remedy: "set it to the token alone")
      }
      client.token = .init(text: token, origin: address.origin)
    }
    return HubEndpoint(address: address, client: client)
  }

  /// Where a repository's files are listed.
  func listing(of name: HubName) throws(Failure) -> WebAddress {
    let revision = WebAddress.encode(name.revisionAsked)
    return try under("api/models/\(name.displayName)/revision/\(revision)?blobs=true")
  }

  /// Where a file is.
  func file(_ path: String, of name: HubName, revision: String) throws(Failure) -> WebAddress {
    let encoded = path.split(separator: "/").map { WebAddress.encode(String($0)) }
    return try under(
      "\(name.displayName)/resolve/\(WebAddress.encode(revision))/"
        + encoded.joined(separator: "/"))
  }

  private func under(_ path: String) throws(Failure) -> WebAddress {
    guard let address = WebAddress("\(address.text)/\(path)") else {
      throw Failure("\(path) cannot be asked for")
    }
    return address
  }
}
