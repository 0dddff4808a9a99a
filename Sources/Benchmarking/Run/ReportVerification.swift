import Groundwork

/// Recomputes a report from its manifest and compares every byte.
public struct ReportVerification: Sendable {
  /// Files whose bytes differ from the recomputed ones, or that are missing.
  public var differing: [String]
  /// Files that were compared.
  public var compared: [String]

  /// Compares a report's folder with files made anew.
  public init(folder: String, files: [(name: String, bytes: [UInt8])]) throws(Failure) {
    differing = []
    compared = files.map(\.name)
    for file in files {
      let path = joinPath(folder, file.name)
      let same = exists(path) ? try readFile(path) == file.bytes : false
      if !same { differing.append(file.name) }
    }
  }
}
