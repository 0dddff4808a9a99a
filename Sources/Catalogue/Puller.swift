import Groundwork

/// Brings catalogue files onto this machine; the only part of Derlius that uses the network.
///
/// Sources are tried in order. What arrives is kept only when its size and SHA-256 are the
/// catalogue's, and takes its place in the cache in one step.
public struct Puller: Sendable {
  /// How a file was had.
  public struct Arrival: Sendable {
    /// Where the file is now.
    public var path: String
    /// Where it came from; nil where it was there already.
    public var source: CatalogueSource?
  }

  private let folder: String
  private let progress: Progress

  /// Creates a puller that fills `folder`.
  public init(folder: String = HomeFolder.vocabularies, progress: Progress = .silent) {
    self.folder = folder
    self.progress = progress
  }

  /// Brings one entry, or throws with what each source answered.
  public func pull(_ entry: CatalogueEntry) throws(Failure) -> Arrival {
    try createDirectory(folder)
    let path = joinPath(folder, entry.file)
    if fileSize(path) == entry.bytes, try sha256OfFile(path) == entry.sha256 {
      return Arrival(path: path, source: nil)
    }
    var reasons: [String] = []
    for source in entry.sources {
      let temporary = try TemporaryFolder(in: folder)
      let partial = joinPath(temporary.path, "file")
      do throws(Failure) {
        switch source {
        case .address(let address): try download(address, of: entry, to: partial)
        case .pythonPackage(let package, let member):
          try extract(member, of: package, to: partial, in: temporary.path)
        }
        guard fileSize(partial) == entry.bytes, try sha256OfFile(partial) == entry.sha256 else {
          throw Failure("gave a file with another SHA-256")
        }
        // Written anew, so that it is synced and named in one step.
        try AtomicFile.write(try readFile(partial), to: path)
        return Arrival(path: path, source: source)
      } catch {
        reasons.append("\(source): \(error.problem)")
      }
    }
    throw Failure(
      "\(entry.name) cannot be had (\(reasons.joined(separator: "; ")))",
      remedy:
        "check the network, or put \(entry.file) with SHA-256 \(entry.sha256.prefix(12))… into \(folder)"
    )
  }

  private func download(
    _ address: String, of entry: CatalogueEntry, to path: String
  ) throws(Failure) {
    guard let address = WebAddress(address) else { throw Failure("is no https address") }
    let name = entry.name
    let end = try WebClient().get(address, to: path, limit: entry.bytes) { received, expected in
      progress(name, received, of: expected)
    }
    switch end {
    case .answered(let answer, _):
      if answer.status != 200 { throw Failure("HTTP \(answer.status)") }
    case .cut(let problem): throw Failure(problem)
    }
  }

  /// Lets the user's pip bring a wheel (a zip file) and takes one member out of it.
  private func extract(
    _ member: String, of package: String, to path: String, in folder: String
  ) throws(Failure) {
    progress("pip download \(package)", 0)
    let log = joinPath(folder, "log")
    let wheels = joinPath(folder, "wheels")
    let download = [
      "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:",
      "--dest", wheels, package,
    ]
    var last = "no pip is installed"
    for pip in [["python3", "-m", "pip"], ["pip3"], ["pip"]] {
      let outcome = try ChildProcess.run(pip + download, messages: log)
      if outcome.status == 0 {
        last = ""
        break
      }
      let absent = outcome.status == 127 || outcome.lastMessage.hasSuffix("No module named pip")
      if !absent { last = "pip: \(outcome.lastMessage)" }
    }
    if !last.isEmpty { throw Failure(last) }
    guard let wheel = try listDirectory(wheels).first(where: { $0.hasSuffix(".whl") }) else {
      throw Failure("pip brought no wheel")
    }
    let read =
      "import sys, zipfile; "
      + "sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))"
    let outcome = try ChildProcess.run(
      ["python3", "-c", read, joinPath(wheels, wheel), member], output: path, messages: log)
    if outcome.status != 0 { throw Failure("\(wheel) has no member \(member)") }
  }
}
