import BenchmarkReports
import Groundwork

/// One thing in which a report is not what its manifest gives.
public enum ReportFinding: Sendable, Hashable {
  /// A file that cannot be read as what it is.
  case damaged(file: String, Failure)
  /// A version that decides numbers is another here; `old` is nil or `new` where one side has none.
  case version(name: String, old: String?, new: String?)
  /// A metric is computed in another way since the report's version.
  case change(MetricChange)
  /// An input that is found with another hash: where, and which.
  case inputChanged(name: String, expected: String, found: String, path: String)
  /// An input that is not found.
  case inputMissing(name: String, expected: String, bytes: Int)
  /// A file of the report that is not there.
  case missing(file: String)
  /// A file whose bytes differ; `detail` says in the file's own terms where.
  case differs(file: String, ByteDifference, detail: String?)
  /// How many values differ from those computed now, of how many, and the first.
  case values(differing: Int, of: Int, first: String)
  /// Something in the folder that does not belong to the report.
  case stray(String)

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .damaged(_, let failure): failure.remedy
    case .version, .change, .values:
      "verify with that version, or measure again with derlius bench manifest.json and compare with "
        + "derlius report diff"
    case .inputChanged: "get the file that the manifest means"
    case .inputMissing: "name the folder that holds it with --inputs DIR"
    case .differs("manifest.json", _, _): "get the report's own manifest.json again"
    case .missing, .differs: "write the report anew with derlius bench manifest.json"
    case .stray: "move it out of the folder"
    }
  }

  /// The kind in JSON.
  private var kind: String {
    switch self {
    case .damaged: "damaged"
    case .version: "version"
    case .change: "change"
    case .inputChanged: "input changed"
    case .inputMissing: "input missing"
    case .missing: "file missing"
    case .differs: "file differs"
    case .values: "values differ"
    case .stray: "stray file"
    }
  }

  /// The finding as JSON: `kind`, `text`, and what can be told in members of its own.
  public var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("kind", .string(kind)), .init("text", .string(description)),
    ]
    func add(_ name: String, _ text: String?) {
      if let text { members.append(.init(name, .string(text))) }
    }
    switch self {
    case .damaged(let file, _), .missing(let file): add("file", file)
    case .stray(let file): add("file", file)
    case .version(let name, let old, let new):
      add("name", name)
      add("old", old)
      add("new", new)
    case .change(let change):
      add("version", change.version)
      members.append(.init("metrics", .array(change.metrics.map { .string($0) })))
      add("why", change.why)
    case .inputChanged(let name, let expected, let found, let path):
      add("input", name)
      add("expected", expected)
      add("found", found)
      add("path", path)
    case .inputMissing(let name, let expected, let bytes):
      add("input", name)
      add("expected", expected)
      members.append(.init("bytes", .integer(bytes)))
    case .differs(let file, let place, let detail):
      add("file", file)
      members.append(.init("byte", .integer(place.byte)))
      members.append(.init("line", .integer(place.line)))
      add("detail", detail)
    case .values(let differing, let count, _):
      members.append(.init("differing", .integer(differing)))
      members.append(.init("of", .integer(count)))
    }
    return .object(members)
  }
}

extension ReportFinding: CustomStringConvertible {
  /// One line.
  public var description: String {
    switch self {
    case .damaged(_, let failure):
      return failure.place.map { "\($0): \(failure.problem)" } ?? failure.problem
    case .version(let name, let old, let new):
      let decides = MetricChanges.meaning(of: name).map { " (decides \($0))" } ?? ""
      return "version of \(name): \(old ?? "none") → \(new ?? "none")\(decides)"
    case .change(let change):
      return "since \(change.version): \(change.metrics.joined(separator: ", ")) \(change.why)"
    case .inputChanged(let name, let expected, let found, let path):
      return "input \(name) has changed: SHA-256 \(expected) expected, \(found) found in \(path)"
    case .inputMissing(let name, let expected, let bytes):
      return "input \(name) is missing: SHA-256 \(expected), \(bytes) bytes"
    case .missing(let file): return "\(file) is missing"
    case .differs(let file, let place, let detail):
      let found = place.found.isEmpty ? "the end" : "“\(place.found)”"
      let expected = place.expected.isEmpty ? "the end" : "“\(place.expected)”"
      return
        "\(file): byte \(place.byte) (line \(place.line)): \(found) where \(expected) should stand"
        + (detail.map { "; \($0)" } ?? "")
    case .values(let differing, let count, let first):
      if differing == 0 { return "all \(count) values are the same" }
      return "\(differing) of \(count) values differ, first \(first)"
    case .stray(let name): return "\(name) does not belong to the report"
    }
  }
}
