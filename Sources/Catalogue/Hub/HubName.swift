import Groundwork

/// A tokenizer on a model hub as users name it: `hf:owner/name[/file][@revision]`.
public struct HubName: Sendable, Hashable {
  /// What such names begin with.
  public static let prefix = "hf:"
  /// The account that owns the repository.
  public let owner: String
  /// The repository's name.
  public let repository: String
  /// A file's path in it; nil for the tokenizer's files.
  public let file: String?
  /// A branch, a tag or a commit; nil for the main branch, or on this machine the one pulled last.
  public let revision: String?

  /// Reads a name; what stands after the last `@` is the revision.
  ///
  /// - Throws: `Failure` of usage where it is no such name.
  public init(_ text: String) throws(Failure) {
    var rest = text[...]
    if rest.hasPrefix(Self.prefix) { rest = rest.dropFirst(Self.prefix.count) }
    var revision: String?
    if let at = rest.utf8.lastIndex(of: UInt8(ascii: "@")) {
      revision = String(rest[rest.utf8.index(after: at)...])
      rest = rest[..<at]
    }
    let parts = rest.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
      .map(String.init)
    guard parts.count >= 2, parts.prefix(2).allSatisfy(Self.isAccountOrName) else {
      throw Failure.usage(
        "\(text) is no name on a hub", remedy: "write hf:owner/name[/file][@revision]")
    }
    if parts.count == 3, !isSafePath(parts[2]) {
      throw Failure.usage(
        "\(text) names no file that a repository can hold", remedy: "write hf:owner/name/file")
    }
    if let revision, !isSafePath(revision) {
      throw Failure.usage(
        "\(text) names no revision", remedy: "give a branch, a tag or a commit after @")
    }
    owner = parts[0]
    repository = parts[1]
    file = parts.count == 3 ? parts[2] : nil
    self.revision = revision
  }

  /// `owner/name`: the name in tables.
  public var displayName: String { "\(owner)/\(repository)" }

  /// The revision that a hub is asked for.
  var revisionAsked: String { revision ?? "main" }

  /// What to say when it is not on this machine.
  public var notHere: Failure {
    Failure("\(self) is not on this machine", remedy: "run: derlius pull \(self)")
  }

  // Letters, digits and `-._`, not first a dot or a hyphen, as hubs have them.
  private static func isAccountOrName(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 96, first != UInt8(ascii: "."),
      first != UInt8(ascii: "-")
    else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }
}

extension HubName: CustomStringConvertible {
  /// The name as it is written.
  public var description: String {
    Self.prefix + displayName + (file.map { "/\($0)" } ?? "") + (revision.map { "@\($0)" } ?? "")
  }
}

/// Whether a path from outside stays inside the folder it is joined to, and prints as it is.
///
/// Refused: empty parts, `.` and `..`, absolute paths, backslashes, control characters, and the marks
/// that turn the direction of text.
func isSafePath(_ path: String) -> Bool {
  guard path.utf8.count <= 1024 else { return false }
  let parts = path.split(separator: "/", omittingEmptySubsequences: false)
  guard parts.count <= 16,
    parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && $0.utf8.count <= 200 })
  else { return false }
  return path.unicodeScalars.allSatisfy { scalar in
    switch scalar.value {
    case 0..<0x20, 0x5C, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: false
    default: true
    }
  }
}

/// Whether a text is a commit's full hash: 40 or 64 lower-case hexadecimal digits.
func isCommit(_ text: String) -> Bool {
  (text.utf8.count == 40 || text.utf8.count == 64)
    && text.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
}
