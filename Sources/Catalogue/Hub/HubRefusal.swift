import Groundwork

/// What a hub's refusal means to the one who asked.
struct HubRefusal {
  let name: HubName
  let endpoint: HubEndpoint
  let answer: WebAnswer

  /// Whether the answer says that the repository or its revision is not there, so that no file is.
  var isFinal: Bool {
    [401, 404].contains(answer.status)
      && ["RepoNotFound", "RevisionNotFound"].contains(answer["x-error-code"])
  }

  /// The error.
  ///
  /// - Parameter file: the file that was asked for; nil for the listing.
  func failure(file: String?) -> Failure {
    let repository = name.displayName
    let hub = endpoint.address.text
    let status = "(HTTP \(answer.status))"
    switch (answer.status, answer["x-error-code"]) {
    case (404, "RevisionNotFound"):
      return Failure(
        "\(repository) has no revision \(name.revisionAsked) \(status)",
        remedy: "see its branches at \(hub)/\(repository)")
    case (401, "RepoNotFound"), (404, "RepoNotFound"):
      return Failure(
        "\(hub) has no public repository \(repository) \(status)",
        remedy: endpoint.hasToken
          ? "check the name, and what HF_TOKEN may read"
          : "check the name; a private one needs HF_TOKEN")
    case (401, _), (403, _):
      return endpoint.hasToken
        ? Failure(
          "HF_TOKEN gives no access to \(repository) \(status)",
          remedy: "accept its licence at \(hub)/\(repository) with the token's account")
        : Failure(
          "\(repository) is not open to everyone \(status)",
          remedy: "accept its licence at \(hub)/\(repository) and set HF_TOKEN to your token")
    case (404, _):
      if let file {
        return Failure(
          "\(repository) has no file \(file) at \(name.revisionAsked) \(status)",
          remedy: "see its files at \(hub)/\(repository)/tree/\(name.revisionAsked)")
      }
      return Failure(
        "\(hub) has no repository \(repository), or no tokenizer's file in it \(status)",
        remedy: "check the name, or name the file: hf:\(repository)/file")
    case (429, _):
      return Failure(
        "\(hub) has too many requests \(status)",
        remedy: endpoint.hasToken ? "try again later" : "try again later, or set HF_TOKEN")
    case (500..., _):
      return Failure("\(hub) fails \(status)", remedy: "try again later")
    default:
      return Failure("\(hub) gives no file \(file ?? repository) \(status)")
    }
  }
}
