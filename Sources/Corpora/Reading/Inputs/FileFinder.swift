import Groundwork

/// Finds the files of paths, folders and patterns, in a written order.
struct FileFinder {
  /// The files found so far.
  private(set) var found: [String] = []

  /// Adds what a path stands for; see `CorpusInputs.init(paths:format:options:)`.
  mutating func add(_ path: String) throws(Failure) {
    if path == "-" || fileKind(path) != nil {
      try add(named: path)
      return
    }
    if isLink(path) {
      throw Failure(
        "is a link that leads nowhere", at: .file(path), remedy: "correct or remove the link")
    }
    guard let pattern = GlobPattern(path) else {
      throw Failure("there is no such file or folder", at: .file(path), remedy: "check the path")
    }
    let matches = try pattern.matches()
    if matches.isEmpty {
      throw Failure(
        "nothing matches the pattern", at: .file(path), remedy: "check the path, or quote less")
    }
    for match in matches { try add(named: match) }
  }

  private mutating func add(named path: String) throws(Failure) {
    guard path != "-", fileKind(path) == .folder else {
      found.append(path)
      return
    }
    let before = found.count
    var above: [FileIdentity] = []
    try addFolder(path, &above)
    if found.count == before {
      throw Failure(
        "the folder holds no files", at: .file(path), remedy: "name a folder that holds texts")
    }
  }

  private mutating func addFolder(
    _ path: String, _ above: inout [FileIdentity]
  ) throws(Failure) {
    let identity = fileIdentity(path)
    if let identity {
      if above.contains(identity) {
        throw Failure(
          "is a link to a folder that it lies in", at: .file(path), remedy: "remove the link")
      }
      above.append(identity)
    }
    defer { if identity != nil { above.removeLast() } }
    for name in try listDirectory(path) where !name.hasPrefix(".") {
      let path = joinPath(path, name)
      switch fileKind(path) {
      case .folder?: try addFolder(path, &above)
      case .regular?: found.append(path)
      case nil:
        throw Failure(
          "is a link that leads nowhere", at: .file(path), remedy: "correct or remove the link")
      case .pipe?, .device?, .socket?:
        throw Failure(
          "is no file, but a pipe, device or socket", at: .file(path),
          remedy: "name the folder's files themselves")
      }
    }
  }
}
