import Groundwork

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where earlier runs found their inputs, kept in Derlius's home folder; a convenience of `verify`.
public struct RememberedInputs: Sendable {
  private var entries: [(sha256: String, path: String)] = []
  // Old entries go first; a report has some hundred inputs at most.
  private static let limit = 4096

  /// Reads what is remembered; nothing where the file is missing or broken.
  public static func read() -> RememberedInputs {
    var inputs = RememberedInputs()
    guard let json = try? JSONValue(contentsOf: file) else { return inputs }
    for entry in json.array ?? [] {
      if let sha256 = entry["sha256"]?.string, let path = entry["path"]?.string {
        inputs.entries.append((sha256, path))
      }
    }
    return inputs
  }

  /// The paths remembered for a hash, newest first.
  public func paths(sha256: String) -> [String] {
    entries.filter { $0.sha256 == sha256 }.map(\.path).reversed()
  }

  /// Adds files; what cannot be written is not remembered, which is no error.
  public mutating func remember(_ files: [(sha256: String, path: String)]) {
    for file in files {
      let path = absolute(file.path)
      entries.removeAll { $0.sha256 == file.sha256 && $0.path == path }
      entries.append((file.sha256, path))
    }
    entries.removeFirst(max(0, entries.count - Self.limit))
    let json = JSONValue.array(
      entries.map {
        .object([.init("sha256", .string($0.sha256)), .init("path", .string($0.path))])
      })
    try? createDirectory(HomeFolder.path)
    try? AtomicFile.write(json.serialized(indented: true, inlineDepth: 1), to: Self.file)
  }

  private static var file: String { joinPath(HomeFolder.path, "inputs.json") }

  private func absolute(_ path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
