import Groundwork
import Tokenization

/// A folder as model hubs publish it: a tokenizer's own file, and files that say more about it.
///
/// Of several tokenizers' files one wins, in the order of `names`; then GPT-2's pair of files, `vocab.txt`
/// and a lone `.tiktoken` file. What `tokenizer_config.json`, `special_tokens_map.json` and
/// `added_tokens.json` change about ids is followed as transformers 4.57 does it, or refused by name: see
/// docs/decisions on folders.
public struct PublishedFolder: Sendable {
  /// Where the folder is.
  public let path: String
  /// The content of `tokenizer_config.json`.
  let config: JSONValue?
  /// The content of `special_tokens_map.json`.
  let map: JSONValue?
  /// The content of `added_tokens.json`.
  let added: JSONValue?

  /// The files that are a tokenizer by themselves; the first that is there wins.
  public static let names = [
    "tokenizer.json", "tokenizer.model", "spiece.model", "sentencepiece.bpe.model", "tekken.json",
  ]

  /// Reads what stands beside the tokenizer's file.
  public init(_ path: String) throws(Failure) {
    func json(_ name: String) throws(Failure) -> JSONValue? {
      let file = joinPath(path, name)
      return fileSize(file) == nil ? nil : try JSONValue(contentsOf: file)
    }
    try self.init(
      path, config: json("tokenizer_config.json"), map: json("special_tokens_map.json"),
      added: json("added_tokens.json"))
  }

  /// Takes what stands beside a tokenizer's file as it was read; nil where a file is not there.
  ///
  /// - Parameters:
  ///   - path: the folder, for error messages.
  ///   - config: `tokenizer_config.json`.
  ///   - map: `special_tokens_map.json`.
  ///   - added: `added_tokens.json`.
  public init(
    _ path: String, config: JSONValue?, map: JSONValue?, added: JSONValue?
  ) throws(Failure) {
    self.path = path
    self.config = config
    self.map = map
    self.added = added
    for (name, value) in [
      ("tokenizer_config.json", config), ("special_tokens_map.json", map),
      ("added_tokens.json", added),
    ] where value != nil && value?.members == nil {
      throw Failure(
        "is no JSON object", at: .file(joinPath(path, name)), remedy: "get the file again")
    }
  }

  /// The path of the file that wins.
  ///
  /// - Throws: `Failure` for a folder without one, and for several `.tiktoken` files.
  public func tokenizerFile() throws(Failure) -> String {
    for name in Self.names {
      let file = joinPath(path, name)
      if fileSize(file) != nil { return file }
    }
    if let files = GPT2Files.find(path) { return files.vocabulary }
    let words = joinPath(path, "vocab.txt")
    if fileSize(words) != nil { return words }
    let ranks = try listDirectory(path).filter { $0.hasSuffix(".tiktoken") }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    if ranks.count == 1 { return joinPath(path, ranks[0]) }
    if ranks.count > 1 {
      throw Failure(
        "is a folder with \(ranks.count) rank files", at: .file(path),
        remedy: "name one of them: \(ranks.prefix(4).joined(separator: ", "))")
    }
    throw Failure(
      "is a folder without tokenizer.json or tokenizer.model", at: .file(path),
      remedy: "name the tokenizer's file in it")
  }

  /// The path of `tokenizer_config.json`.
  var configFile: String { joinPath(path, "tokenizer_config.json") }

  /// The class that the configuration names, without `Fast`.
  var className: String? {
    guard let name = config?["tokenizer_class"]?.string else { return nil }
    return name.hasSuffix("Fast") ? String(name.dropLast(4)) : name
  }

  /// A truth value of the configuration; nil where it is missing or null.
  func flag(_ key: String) throws(Failure) -> Bool? {
    switch config?[key] {
    case nil, .null?: return nil
    case .bool(let value)?: return value
    default:
      throw Failure(
        "\(key) is neither true nor false", at: .file(configFile),
        remedy: "correct the JSON, or get the file again")
    }
  }

  /// Refuses what changes how special tokens are found.
  func checkSplitting() throws(Failure) {
    if try flag("split_special_tokens") == true {
      throw Failure(
        "asks for special tokens to be split (split_special_tokens), which is not supported here",
        at: .file(configFile),
        remedy: "name the tokenizer's file itself, and encode with --specials text")
    }
  }
}
