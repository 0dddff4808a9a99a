import BenchmarkReports
import Groundwork

/// A report as it lies in a folder.
public struct ReportFolder: Sendable {
  /// The folder as the user named it.
  public let path: String
  /// The report's files that are there: name and bytes.
  public let files: [(name: String, bytes: [UInt8])]
  /// What else is there, by name.
  public let strays: [String]

  /// Reads a folder's files.
  ///
  /// - Throws: `Failure` where there is no folder, no manifest, or a file cannot be read.
  public init(contentsOf path: String) throws(Failure) {
    guard isDirectory(path) else {
      throw Failure(
        exists(path) ? "is not a folder" : "is not there", at: .file(path),
        remedy: "name a folder that derlius bench wrote")
    }
    var files: [(name: String, bytes: [UInt8])] = []
    var strays: [String] = []
    for name in try listDirectory(path) where !ReportFiles.unverified.contains(name) {
      let inner = joinPath(path, name)
      if ReportFiles.names.contains(name), fileSize(inner) != nil {
        files.append((name, try readFile(inner)))
      } else {
        strays.append(isDirectory(inner) ? name + "/" : name)
      }
    }
    guard files.contains(where: { $0.name == "manifest.json" || $0.name == "result.json" }) else {
      throw Failure(
        "is no report: it has neither manifest.json nor result.json", at: .file(path),
        remedy: "name a folder that derlius bench wrote")
    }
    self.init(path: path, files: files, strays: strays)
  }

  /// A folder with given files.
  public init(path: String, files: [(name: String, bytes: [UInt8])], strays: [String] = []) {
    self.path = path
    self.files = files
    self.strays = strays
  }

  /// The bytes of a file; nil where it is missing.
  public subscript(_ name: String) -> [UInt8]? { files.first { $0.name == name }?.bytes }

  /// The manifest.
  ///
  /// - Throws: `Failure` naming the file, and the line where it is damaged.
  public func manifest() throws(Failure) -> Manifest {
    let file = joinPath(path, "manifest.json")
    guard let bytes = self["manifest.json"] else {
      throw Failure(
        "is missing, so that nothing can be recomputed", at: .file(file),
        remedy: "get the report again")
    }
    return try Manifest(try JSONValue(parsing: bytes, file: file), file: file)
  }
}
