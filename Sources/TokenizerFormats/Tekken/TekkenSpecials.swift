import Groundwork

/// The special tokens of a Tekken file: those it lists, and fillers up to the stated number.
///
/// mistral-common 1.13.1, `tokens/tokenizers/tekken.py`: ids 0 ..< `default_num_special_tokens`; a file
/// up to version v7 may leave the list out and means the twenty below; ids past the list are named
/// `<SPECIAL_n>`.
enum TekkenSpecials {
  /// What a file without a list means.
  private static let unlisted = [
    "<unk>", "<s>", "</s>", "[INST]", "[/INST]", "[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]",
    "[TOOL_RESULTS]", "[/TOOL_RESULTS]", "[TOOL_CALLS]", "[IMG]", "<pad>", "[IMG_BREAK]",
    "[IMG_END]", "[PREFIX]", "[MIDDLE]", "[SUFFIX]", "[SYSTEM_PROMPT]", "[/SYSTEM_PROMPT]",
    "[TOOL_CONTENT]",
  ]

  /// The versions that mistral-common 1.13.1 knows; only the first four may leave out the list.
  static let versions = ["v1", "v2", "v3", "v7", "v11", "v13", "v15"]
  private static let versionsWithoutList: Set<String> = ["v1", "v2", "v3", "v7"]

  /// The tokens' texts by id: as many as `count`.
  static func texts(
    _ list: JSONValue?, count: Int, version: String, file: String
  ) throws(Failure) -> [String] {
    var texts = [String?](repeating: nil, count: count)
    let listed = try listed(list, version: version, file: file)
    guard listed.count <= count else {
      throw Failure(
        "has \(listed.count) special tokens, but states \(count)", at: .file(file),
        remedy: "correct default_num_special_tokens, or get the file again")
    }
    for (index, token) in listed.enumerated() {
      guard token.id < listed.count, texts[token.id] == nil else {
        throw Failure(
          "special_tokens[\(index)] has the rank \(token.id), which is taken or past the list",
          at: .file(file), remedy: "special tokens have the ranks 0, 1, 2 and so on")
      }
      texts[token.id] = token.text
    }
    let all = texts.enumerated().map { $1 ?? "<SPECIAL_\($0)>" }
    let sorted = all.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    if let twice = zip(sorted, sorted.dropFirst()).first(where: { $0 == $1 })?.0 {
      throw Failure(
        "the special token \(String(decoding: twice, as: UTF8.self)) is there twice",
        at: .file(file), remedy: "give each special token a text of its own")
    }
    return all
  }

  private static func listed(
    _ list: JSONValue?, version: String, file: String
  ) throws(Failure) -> [(text: String, id: Int)] {
    switch list {
    case nil, .null?:
      guard versionsWithoutList.contains(version) else {
        throw Failure(
          "has no special_tokens, which version \(version) needs", at: .file(file),
          remedy: "get a newer file")
      }
      return unlisted.enumerated().map { ($1, $0) }
    case .array(let values)?:
      var tokens: [(String, Int)] = []
      for (index, value) in values.enumerated() {
        guard let text = value["token_str"]?.string, let id = value["rank"]?.integer, id >= 0
        else {
          throw Failure(
            "special_tokens[\(index)] has no token_str or no rank", at: .file(file),
            remedy: "get the file again")
        }
        tokens.append((text, id))
      }
      return tokens
    default:
      throw Failure(
        "special_tokens is neither a list nor null", at: .file(file), remedy: "get the file again")
    }
  }
}
