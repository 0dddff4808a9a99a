import Groundwork

/// The two files of a GPT-2 vocabulary: tokens with ids as JSON, and the merges in their order.
public struct GPT2Files: Sendable, Hashable {
  /// The tokens: `encoder.json`, `vocab.json`, `NAME-vocab.json`.
  public var vocabulary: String
  /// The merges: `vocab.bpe`, `merges.txt`, `NAME-merges.txt`.
  public var merges: String

  /// Names both files.
  public init(vocabulary: String, merges: String) {
    self.vocabulary = vocabulary
    self.merges = merges
  }

  private static let names = [("encoder.json", "vocab.bpe"), ("vocab.json", "merges.txt")]

  /// Finds the pair in a folder, or the other file beside one of them; nil where it is not there.
  public static func find(_ path: String) -> GPT2Files? {
    if isDirectory(path) {
      for (vocabulary, merges) in names {
        let files = GPT2Files(
          vocabulary: joinPath(path, vocabulary), merges: joinPath(path, merges))
        if files.exist { return files }
      }
      return nil
    }
    let folder = parentPath(path)
    let name = lastPathComponent(path)
    for (vocabulary, merges) in names {
      for suffix in [vocabulary, merges] where name.hasSuffix(suffix) {
        let stem = String(name.dropLast(suffix.count))
        let files = GPT2Files(
          vocabulary: joinPath(folder, stem + vocabulary), merges: joinPath(folder, stem + merges))
        if files.exist { return files }
      }
    }
    return nil
  }

  /// The failure for one of the two files without the other.
  public static func incomplete(_ path: String) -> Failure {
    Failure(
      "is one of two files, and the other is not beside it", at: .file(path),
      remedy: "put vocab.json and merges.txt, or encoder.json and vocab.bpe, into one folder")
  }

  private var exist: Bool { fileSize(vocabulary) != nil && fileSize(merges) != nil }
}
