import Groundwork
import Tokenization

/// The tokens that a folder's files add, as `_from_pretrained` and `PreTrainedTokenizerFast.__init__` of
/// transformers 4.57 collect them.
extension PublishedFolder {
  typealias Token = PublishedSettings.Token

  /// A special token as files write it: a text, or an object with flags.
  private enum Special {
    case text(String)
    case token(Token)

    var content: String {
      switch self {
      case .text(let text): text
      case .token(let token): token.content
      }
    }
  }

  private static let roles = [
    "bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token",
  ]

  /// The special tokens that a class has where the configuration does not name others.
  private static func usual(_ name: String?) -> [String: String] {
    guard let name, name.hasSuffix("Tokenizer") else { return [:] }
    let stem = String(name.dropLast(9))
    if bertClasses.contains(stem) {
      return [
        "unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]",
        "mask_token": "[MASK]",
      ]
    }
    switch stem {
    case "GPT2", "GPTNeoX":
      let text = "<|endoftext|>"
      return ["unk_token": text, "bos_token": text, "eos_token": text]
    case "Qwen2": return ["eos_token": "<|endoftext|>", "pad_token": "<|endoftext|>"]
    case "Llama", "CodeLlama":
      return ["unk_token": "<unk>", "bos_token": "<s>", "eos_token": "</s>"]
    case "Gemma":
      return [
        "unk_token": "<unk>", "bos_token": "<bos>", "eos_token": "<eos>", "pad_token": "<pad>",
      ]
    default: return [:]
    }
  }

  /// The tokens that are new beside those of the tokenizer's own file, or have other flags, in the order
  /// in which they are added.
  ///
  /// - Parameter own: the added tokens of the tokenizer's own file.
  func tokens(beside own: [Token]) throws(Failure) -> [Token] {
    var specials: [String: Special] = [:]
    var additional: [Special] = []
    for (role, text) in Self.usual(className) { specials[role] = .text(text) }
    try read(config, file: configFile, &specials, &additional, marksSpecial: false)
    var listed: [(id: Int, token: Token)] = []
    if let decoder = config?["added_tokens_decoder"], case .object(let members) = decoder {
      for member in members {
        guard let id = Int(member.key), id >= 0 else {
          throw Failure(
            "added_tokens_decoder has the id \(member.key.debugDescription)",
            at: .file(configFile), remedy: "correct the JSON, or get the file again")
        }
        listed.append(
          (
            id,
            try Token(
              member.value, path: "added_tokens_decoder.\(member.key)", file: configFile)
          ))
      }
    } else {
      let file = joinPath(path, "special_tokens_map.json")
      try read(map, file: file, &specials, &additional, marksSpecial: true)
      let texts = Set(specials.values.map(\.content) + additional.map(\.content))
      let owned = Set(own.map(\.content))
      for member in added?.members ?? [] {
        guard let id = member.value.integer, id >= 0 else {
          throw Failure(
            "the token \(member.key) has no id", at: .file(joinPath(path, "added_tokens.json")),
            remedy: "correct the JSON, or get the file again")
        }
        if owned.contains(member.key) { continue }
        listed.append((id, Token(member.key, isSpecial: texts.contains(member.key))))
      }
    }
    listed.sort { $0.id < $1.id }
    var byContent: [String: Token] = [:]
    // Without a list in the configuration that of the tokenizer's own file stands for it.
    if config?["added_tokens_decoder"] == nil {
      for token in own { byContent[token.content] = token }
    }
    for entry in listed { byContent[entry.token.content] = entry.token }
    let known = Set(own)
    var new = listed.map(\.token).filter { !known.contains($0) }
    var contents = Set(own.map(\.content) + new.map(\.content))
    var special: Set<String> = []
    var seen: Set<String> = []
    let ordered = Self.roles.compactMap { specials[$0] } + additional
    for (index, value) in ordered.enumerated() {
      special.insert(value.content)
      if !seen.insert(value.content).inserted { continue }
      let isRole = index < ordered.count - additional.count
      switch isRole ? byContent[value.content].map(Special.token) ?? value : value {
      case .text(let text):
        if contents.insert(text).inserted { new.append(Token(text, isSpecial: true)) }
      case .token(let token):
        if !new.contains(token) { new.append(token) }
      }
    }
    for index in new.indices where special.contains(new[index].content) {
      new[index].isSpecial = true
    }
    return new.filter { !known.contains($0) && !$0.content.isEmpty }
  }

  private func read(
    _ value: JSONValue?, file: String, _ specials: inout [String: Special],
    _ additional: inout [Special], marksSpecial: Bool
  ) throws(Failure) {
    func special(_ value: JSONValue, _ key: String) throws(Failure) -> Special? {
      switch value {
      case .null: return nil
      case .string(let text): return .text(text)
      default:
        var token = try Token(value, path: key, file: file)
        if marksSpecial { token.isSpecial = true }
        return .token(token)
      }
    }
    for role in Self.roles {
      guard let written = value?[role] else { continue }
      specials[role] = try special(written, role)
    }
    for key in ["additional_special_tokens", "extra_special_tokens"] {
      guard let written = value?[key] else { continue }
      let list: [JSONValue]
      switch written {
      case .null: continue
      case .array(let values): list = values
      case .object(let members) where key == "extra_special_tokens": list = members.map(\.value)
      default:
        throw Failure(
          "\(key) is no list", at: .file(file), remedy: "correct the JSON, or get the file again")
      }
      for (number, value) in list.enumerated() {
        guard let token = try special(value, "\(key)[\(number)]") else { continue }
        if !additional.contains(where: { $0.content == token.content }) {
          additional.append(token)
        }
      }
    }
  }

  /// The tokens that the folder's files add to a vocabulary that has none of its own, with their ids:
  /// the vocabulary's, else the next free ones.
  ///
  /// - Parameter own: tokens that are there without the files' saying so.
  func addedTokens(
    _ own: [AddedToken] = [], tokens: Vocabulary, index: PipelineIndex
  ) throws(Failure) -> [AddedToken] {
    var result = own
    var next = UInt32(tokens.kinds.count { $0 != .unused })
    for token in try self.tokens(beside: []) {
      var new = AddedToken(token)
      if let place = result.firstIndex(where: { $0.content == new.content }) {
        new.id = result[place].id
        result[place] = new
        continue
      }
      if let id = index.id(of: new.content) {
        new.id = id
      } else {
        new.id = next
        next += 1
      }
      result.append(new)
    }
    return result
  }
}
