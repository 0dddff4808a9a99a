import Groundwork

/// Which files of a repository make a tokenizer, and which of them is the tokenizer itself.
enum HubFiles {
  /// The largest file that is taken because of its name, in bytes.
  static let setLimit = 64 << 20
  /// The largest file that is taken because a user named it.
  static let namedLimit = 256 << 20
  /// The most files that are taken because of their names, those nearest to the root first.
  static let countLimit = 32

  /// What tokenizers' files are called.
  static let names = [
    "tokenizer.json", "tokenizer.model", "tokenizer_config.json", "special_tokens_map.json",
    "added_tokens.json", "vocab.json", "merges.txt", "vocab.txt", "tekken.json",
  ]
  /// Names that are tried beside those where a hub lists nothing.
  static let triedNames = ["spiece.model", "sentencepiece.bpe.model", "tiktoken.model"]

  /// Whether a file belongs to a tokenizer, by its name.
  static func belongs(_ path: String) -> Bool {
    let name = lastPathComponent(path)
    return names.contains(name) || name.hasSuffix(".model") || name.hasSuffix(".tiktoken")
  }

  /// The tokenizer's files of a listing, nearest to the root first, and those that are left out.
  static func select(_ files: [HubListing.File]) -> (taken: [HubListing.File], leftOut: [String]) {
    let all = files.filter { belongs($0.path) }.sorted { precedes($0.path, $1.path) }
    let small = all.filter { names.contains(lastPathComponent($0.path)) || !isTooLarge($0) }
    let taken = small.prefix(countLimit)
    let kept = taken.map(\.path)
    return (Array(taken), all.map(\.path).filter { !kept.contains($0) })
  }

  /// The file that is the tokenizer: nearest to the root, then by kind, then by the path's bytes.
  ///
  /// nil where none is; a file that stands alone is it whatever its name.
  static func tokenizer(of paths: [String]) -> String? {
    if paths.count == 1 { return paths[0] }
    return paths.filter { kind($0) != nil }.min(by: precedes)
  }

  private static func isTooLarge(_ file: HubListing.File) -> Bool {
    (file.bytes ?? 0) > setLimit
  }

  private static func kind(_ path: String) -> Int? {
    let name = lastPathComponent(path)
    return switch name {
    case "tokenizer.json": 0
    case "tokenizer.model": 1
    case "tekken.json": 4
    case "vocab.json": 5
    case "vocab.txt": 6
    default: name.hasSuffix(".model") ? 2 : name.hasSuffix(".tiktoken") ? 3 : nil
    }
  }

  private static func precedes(_ one: String, _ two: String) -> Bool {
    let depths = [one, two].map { path in path.utf8.count { $0 == UInt8(ascii: "/") } }
    if depths[0] != depths[1] { return depths[0] < depths[1] }
    let kinds = [one, two].map { kind($0) ?? Int.max }
    if kinds[0] != kinds[1] { return kinds[0] < kinds[1] }
    return one.utf8.lexicographicallyPrecedes(two.utf8)
  }
}
