import Groundwork

/// Brings the files of a corpus onto this machine, into the shelf's folder.
///
/// A file is kept only when it is what the manifest pins by size and SHA-256, or, where the manifest
/// pins nothing, what was first downloaded. Large files stream to disk; what was cut goes on where it was.
public struct CorpusPuller: Sendable {
  /// How a file was had.
  public struct Arrival: Sendable {
    /// The file.
    public var file: CorpusManifest.File
    /// Where it is now.
    public var path: String
    /// Its SHA-256.
    public var sha256: String
    /// Whether the manifest has that hash.
    public var isPinned: Bool
    /// Whether it was here already.
    public var wasHere: Bool
  }

  private let shelf: CorpusShelf
  private let policy: RetryPolicy
  private let progress: Progress

  /// The most bytes that a file of a corpus may have: 1 TiB.
  static let limit = 1 << 40

  /// Creates a puller that waits between tries as `DERLIUS_RETRY_SECONDS` says.
  public init(shelf: CorpusShelf = CorpusShelf(), progress: Progress = .silent) throws(Failure) {
    self.shelf = shelf
    policy = try .fromEnvironment()
    self.progress = progress
  }

  /// Brings some files of a corpus, in order; each is announced when it is here.
  ///
  /// - Parameters:
  ///   - manifest: the corpus.
  ///   - files: the files, all of the manifest.
  ///   - announce: gets each arrival.
  /// - Throws: `Failure` at the first file that cannot be had; those before it stay.
  public func pull(
    _ manifest: CorpusManifest, files: [CorpusManifest.File], announce: (Arrival) -> Void
  ) throws(Failure) {
    try createDirectory(shelf.folder(of: manifest))
    let lock = try FolderLock(shelf.folder(of: manifest), of: manifest.name)
    defer { lock.release() }
    var record = try shelf.record(of: manifest)
    for file in files {
      let path = shelf.filePath(file, in: manifest)
      if let known = record.file(file.path), file.sha256 == nil || file.sha256 == known.sha256,
        fileSize(path) == known.bytes, try sha256OfFile(path) == known.sha256
      {
        announce(
          Arrival(
            file: file, path: path, sha256: known.sha256, isPinned: file.sha256 != nil,
            wasHere: true))
        continue
      }
      let fresh = try fetch(file, of: manifest, known: record.file(file.path), to: path)
      record.add(fresh)
      try shelf.write(record, of: manifest)
      announce(
        Arrival(
          file: file, path: path, sha256: fresh.sha256, isPinned: fresh.isPinned, wasHere: false))
    }
  }

  private func fetch(
    _ file: CorpusManifest.File, of manifest: CorpusManifest, known: CorpusRecord.File?,
    to path: String
  ) throws(Failure) -> CorpusRecord.File {
    let shown = "\(manifest.name)/\(file.path)"
    guard let url = file.url, let address = WebAddress(url) else {
      throw Failure(
        "\(shown) cannot be fetched by itself",
        remedy: manifest.notes.first ?? "see \(manifest.home ?? "its publisher's page")")
    }
    try createDirectory(parentPath(path))
    let partial = path + ".partial"
    let download = ResumingDownload(
      client: WebClient(), policy: policy, path: partial, limit: file.bytes ?? Self.limit
    ) { progress(shown, $0, of: $1) }
    let outcome = try download.run(address)
    guard [200, 206].contains(outcome.answer.status) else {
      download.discard()
      throw Failure(
        "\(shown): \(address.origin) answers HTTP \(outcome.answer.status)",
        remedy: "see \(manifest.home ?? url)")
    }
    let bytes = fileSize(partial) ?? 0
    let sha256 = try sha256OfFile(partial)
    var problem: String?
    if let wanted = file.sha256, wanted != sha256 {
      problem = "came with the SHA-256 \(sha256), not the manifest's \(wanted)"
    } else if file.sha256 == nil, let known, known.sha256 != sha256 {
      problem = "is not the file that was first pulled (SHA-256 \(known.sha256))"
    } else if let size = file.bytes, size != bytes {
      problem = "came with \(bytes) bytes, not the manifest's \(size)"
    }
    if let problem {
      download.discard()
      throw Failure(
        "\(shown) \(problem)",
        remedy: file.sha256 == nil
          ? "to take the new one, remove \(shelf.folder(of: manifest))"
          : "the publisher changed it: take no other copy without looking at it")
    }
    try AtomicFile.move(partial, to: path)
    download.discard()
    return CorpusRecord.File(
      path: file.path, bytes: bytes, sha256: sha256, isPinned: file.sha256 != nil, url: url)
  }
}
