import Groundwork

/// Brings a tokenizer's files from a model hub onto this machine, into `HubCache`.
///
/// A name means a commit, and files are kept by commit: what is here is not fetched again. A file is kept
/// only with the size and SHA-256 that the hub says, where it says them, and then only that content is
/// ever used under its name and commit.
public struct HubPuller: Sendable {
  /// What a pull left.
  public struct Arrival: Sendable {
    /// The file as a tokenizer's name, with the commit: `hf:owner/name/file@commit`.
    public var name: String
    /// Where the file is now.
    public var path: String
    /// Where it came from; nil where it was here already.
    public var source: String?
  }

  private let cache: HubCache
  private let endpoint: HubEndpoint
  private let policy: RetryPolicy
  private let progress: Progress

  /// Creates a puller that asks `HF_ENDPOINT` with `HF_TOKEN`, and waits as `DERLIUS_RETRY_SECONDS` says.
  public init(folder: String = HomeFolder.hub, progress: Progress = .silent) throws(Failure) {
    cache = HubCache(folder: folder)
    endpoint = try .fromEnvironment()
    policy = try .fromEnvironment()
    self.progress = progress
  }

  /// Brings the file that the name has, or all files of the tokenizer.
  ///
  /// - Parameter note: hears of files that are left out.
  public func pull(
    _ name: HubName, note: (String) -> Void = { _ in }
  ) throws(Failure) -> [Arrival] {
    try createDirectory(partialFolder(name))
    let lock = try FolderLock(partialFolder(name), of: name.description)
    defer { lock.release() }
    if let here = try alreadyHere(name) { return here }

    let lister = HubLister(
      endpoint: endpoint, policy: policy, folder: partialFolder(name), progress: progress)
    let listing = try lister.listing(of: name)
    let selection = try selection(of: listing, name: name)
    if !selection.leftOut.isEmpty {
      note("\(name.displayName): left out \(selection.leftOut.joined(separator: ", "))")
    }
    var record = try cache.record(of: name, commit: listing.commit)
    var arrivals: [Arrival] = []
    for file in selection.taken {
      if let known = record.file(file.path),
        try cache.isWhole(known, of: name, commit: listing.commit)
      {
        arrivals.append(arrival(file.path, of: name, commit: listing.commit, source: nil))
        continue
      }
      let fresh = try fetch(file, of: name, commit: listing.commit, known: record.file(file.path))
      record.add(fresh)
      try cache.write(record, of: name)
      arrivals.append(
        arrival(file.path, of: name, commit: listing.commit, source: fresh.url))
    }
    if name.file == nil, !record.hasTokenizer {
      record.hasTokenizer = true
      try cache.write(record, of: name)
    }
    try cache.note(name.revisionAsked, is: listing.commit, of: name)
    return arrivals
  }

  /// What a commit's name needs where it is all here: then the network is not touched.
  private func alreadyHere(_ name: HubName) throws(Failure) -> [Arrival]? {
    guard let commit = name.revision, isCommit(commit) else { return nil }
    let record = try cache.record(of: name, commit: commit)
    let wanted: [HubRecord.File]
    if let path = name.file {
      wanted = record.file(path).map { [$0] } ?? []
    } else {
      wanted = record.hasTokenizer ? record.files : []
    }
    if wanted.isEmpty { return nil }
    for file in wanted where try !cache.isWhole(file, of: name, commit: commit) { return nil }
    try cache.note(commit, is: commit, of: name)
    return wanted.map { arrival($0.path, of: name, commit: commit, source: nil) }
  }

  private func selection(
    of listing: HubListing, name: HubName
  ) throws(Failure) -> (taken: [HubListing.File], leftOut: [String]) {
    let selection: (taken: [HubListing.File], leftOut: [String])
    if let path = name.file {
      guard let file = listing.files.first(where: { $0.path.utf8.elementsEqual(path.utf8) }) else {
        throw Failure(
          "\(name.displayName) has no file \(path) at \(name.revisionAsked)",
          remedy: "see its files at \(endpoint.address.text)/\(name.displayName)/tree/"
            + name.revisionAsked)
      }
      selection = ([file], [])
    } else {
      selection = HubFiles.select(listing.files)
    }
    if selection.taken.isEmpty {
      throw Failure(
        "\(name.displayName) has no tokenizer's file at \(name.revisionAsked)",
        remedy: "name the file: hf:\(name.displayName)/file")
    }
    for path in selection.taken.map(\.path) + selection.leftOut where !isSafePath(path) {
      let shown = path.unicodeScalars.map { $0.escaped(asASCII: true) }.joined()
      throw Failure(
        "\(endpoint.address.text) lists a file that would lie outside its folder: \(shown)",
        remedy: "do not trust this repository")
    }
    return selection
  }

  /// Downloads one file, checks it, and gives it its place.
  private func fetch(
    _ file: HubListing.File, of name: HubName, commit: String, known: HubRecord.File?
  ) throws(Failure) -> HubRecord.File {
    let address = try endpoint.file(file.path, of: name, revision: commit)
    let limit = name.file == nil ? HubFiles.setLimit : HubFiles.namedLimit
    if let bytes = file.bytes, bytes > limit {
      throw Failure(
        "\(name.displayName)/\(file.path) has \(bytes) bytes, more than the limit of \(limit)",
        remedy: "tokenizers are smaller: name another file")
    }
    let partial = joinPath(
      partialFolder(name), try SHA256.hexadecimalDigest(of: Array(address.text.utf8)) + ".partial")
    let shown = "\(name.displayName)/\(file.path)"
    let download = ResumingDownload(
      client: endpoint.client, policy: policy, path: partial, limit: limit
    ) { progress(shown, $0, of: $1) }
    let outcome = try download.run(address)
    guard [200, 206].contains(outcome.answer.status) else {
      download.discard()
      throw HubRefusal(name: name, endpoint: endpoint, answer: outcome.answer)
        .failure(file: file.path)
    }
    let bytes = try readFile(partial)
    let sha256 = try SHA256.hexadecimalDigest(of: bytes)
    let wanted = file.sha256 ?? outcome.first["x-linked-etag"].flatMap(HubListing.digest)
    let size = file.bytes ?? outcome.first["x-linked-size"].flatMap { Int($0) }
    var problem: String?
    if let size, size != bytes.count {
      problem = "came with \(bytes.count) bytes where the hub says \(size)"
    } else if let wanted, wanted != sha256 {
      problem = "came with another SHA-256 than the hub says"
    } else if let known, known.sha256 != sha256 {
      problem = "is not the file that was first downloaded of this commit"
    }
    if let problem {
      download.discard()
      throw Failure("\(shown) \(problem)", remedy: "try again later, and trust no other copy")
    }
    let path = cache.filePath(name, commit, file.path)
    try createDirectory(parentPath(path))
    // Written anew, so that it is synced and named in one step.
    try AtomicFile.write(bytes, to: path)
    download.discard()
    return HubRecord.File(
      path: file.path, bytes: bytes.count, sha256: sha256,
      eTag: outcome.first["x-linked-etag"] ?? outcome.answer["etag"], url: address.text,
      revision: name.revisionAsked)
  }

  private func partialFolder(_ name: HubName) -> String {
    joinPath(cache.repositoryFolder(name), "partial")
  }

  private func arrival(
    _ file: String, of name: HubName, commit: String, source: String?
  ) -> Arrival {
    Arrival(
      name: "\(HubName.prefix)\(name.displayName)/\(file)@\(commit.prefix(12))",
      path: cache.filePath(name, commit, file), source: source)
  }
}
