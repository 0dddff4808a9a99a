import Groundwork

/// Finds out which files a repository has: from the hub's listing, or by trying names where it gives none.
struct HubLister {
  /// The longest listing that is read, in bytes.
  static let listingLimit = 32 << 20

  let endpoint: HubEndpoint
  let policy: RetryPolicy
  /// A folder for what is read and thrown away.
  let folder: String
  let progress: Progress

  /// The repository's files at the commit that the name's revision is now.
  func listing(of name: HubName) throws(Failure) -> HubListing {
    let path = joinPath(folder, "listing")
    let download = ResumingDownload(
      client: endpoint.client, policy: policy, path: path, limit: Self.listingLimit
    ) { _, _ in }
    defer { download.discard() }
    download.discard()
    progress("\(name.displayName): files", 0)
    let answer = try download.run(try endpoint.listing(of: name)).answer
    if answer.status == 200 {
      let json = try JSONValue(parsing: try readFile(path), file: "\(name.displayName)'s listing")
      return try HubListing(json, of: name)
    }
    let refusal = HubRefusal(name: name, endpoint: endpoint, answer: answer)
    guard [401, 403, 404, 405, 501].contains(answer.status), !refusal.isFinal else {
      throw refusal.failure(file: nil)
    }
    return try tried(name)
  }

  /// Finds files by trying their names, where a hub does not list them.
  private func tried(_ name: HubName) throws(Failure) -> HubListing {
    var commit = name.revision.flatMap { isCommit($0) ? $0 : nil }
    var files: [HubListing.File] = []
    let probe = ResumingDownload(
      client: endpoint.client, policy: policy, path: joinPath(folder, "probe"),
      limit: 0, readsBody: false
    ) { _, _ in }
    defer { probe.discard() }
    for path in name.file.map({ [$0] }) ?? (HubFiles.names + HubFiles.triedNames) {
      progress("\(name.displayName): \(path)", 0)
      let outcome = try probe.run(
        try endpoint.file(path, of: name, revision: commit ?? name.revisionAsked))
      let refusal = HubRefusal(name: name, endpoint: endpoint, answer: outcome.answer)
      if outcome.answer.status == 404, name.file == nil, !refusal.isFinal { continue }
      if outcome.answer.status != 200 { throw refusal.failure(file: path) }
      if commit == nil {
        commit = outcome.first["x-repo-commit"].flatMap { isCommit($0) ? $0 : nil }
      }
      files.append(
        HubListing.File(
          path: path, bytes: outcome.first["x-linked-size"].flatMap { Int($0) },
          sha256: outcome.first["x-linked-etag"].flatMap(HubListing.digest)))
    }
    if files.isEmpty {
      var answer = WebAnswer()
      answer.status = 404
      throw HubRefusal(name: name, endpoint: endpoint, answer: answer).failure(file: nil)
    }
    guard let commit else {
      throw Failure(
        "\(endpoint.address.text) does not say which commit \(name.revisionAsked) is",
        remedy: "name it: hf:\(name.displayName)@COMMIT, 40 digits")
    }
    return HubListing(commit: commit, files: files)
  }
}
