import Groundwork
import Tokenization

extension GGUFVocabulary {
  /// The tokens with the kinds that llama.cpp ends up with.
  ///
  /// It takes some tokens for control tokens by their text alone, whatever the file says, so that
  /// text does not give them; others for user-defined ones (`src/llama-vocab.cpp`). Where several tokens
  /// fit one role that the file leaves open, llama.cpp takes any of them, and this takes all.
  func resolvedTokens() throws(Failure) -> Vocabulary {
    var control = Set(Self.endings)
    for role in Self.roles {
      var isStated = false
      for key in role.keys where try id("tokenizer.ggml.\(key)_token_id") != nil {
        isStated = true
      }
      if !isStated { control.formUnion(role.texts) }
    }
    var userDefined = Set(Self.alwaysShown)
    let texts = Set(Self.watched)
    var present: Set<String> = []
    for id in 0..<UInt32(tokens.count) where tokens[id].count < 24 {
      let text = String(decoding: tokens[id], as: UTF8.self)
      if texts.contains(text) { present.insert(text) }
    }
    let calls = present.contains("<|call|>") || present.contains("<|calls|>")
    if calls, present.contains("<|return|>") || present.contains("<|flush|>") {
      userDefined.insert("<|end|>")
    }
    let hasPlamoEnd = try endsWith("<|plamo:eos|>")
    let hasNormalEnd = hasPlamoEnd || present.contains("<|tool_response>")
    var resolved = Vocabulary()
    resolved.reserveCapacity(tokens: tokens.count, bytes: tokens.bytes.count)
    for id in 0..<UInt32(tokens.count) {
      var kind = tokens.kind(of: id)
      if tokens[id].count < 48 {
        let text = String(decoding: tokens[id], as: UTF8.self)
        if control.contains(text) { kind = .control }
        if userDefined.contains(text) { kind = .userDefined }
        if text == "</s>", hasNormalEnd { kind = .normal }
      }
      resolved.append(tokens[id], kind: kind)
    }
    return resolved
  }

  /// Whether the token that ends a text is written so.
  private func endsWith(_ text: String) throws(Failure) -> Bool {
    guard let id = try id("tokenizer.ggml.eos_token_id") else { return false }
    return tokens[id].elementsEqual(text.utf8)
  }

  /// Texts that end a generation.
  private static let endings = [
    "<|eot_id|>", "<|im_end|>", "<|end|>", "<|return|>", "<|call|>", "<|flush|>", "<|calls|>",
    "<end_of_turn>", "<|endoftext|>", "</s>", "<|eom_id|>", "<EOT>", "_<EOT>", "[EOT]", "[EOS]",
    "<|end_of_text|>", "<end_of_utterance>", "<eos>", "<turn|>", "<|tool_response>",
    "<｜end▁of▁sentence｜>", "[e~[",
  ]

  /// Texts with a role in filling gaps, which count where the file names no token for the role.
  private static let roles: [(keys: [String], texts: [String])] = [
    (
      ["fim_pre", "prefix"],
      [
        "<|fim_prefix|>", "<fim-prefix>", "<fim_prefix>", "<｜fim▁begin｜>", "<PRE>", "▁<PRE>",
        "<|code_prefix|>", "<|prefix|>",
      ]
    ),
    (
      ["fim_suf", "suffix"],
      [
        "<|fim_suffix|>", "<fim-suffix>", "<fim_suffix>", "<｜fim▁hole｜>", "<SUF>", "▁<SUF>",
        "<|code_suffix|>", "<|suffix|>",
      ]
    ),
    (
      ["fim_mid", "middle"],
      [
        "<|fim_middle|>", "<fim-middle>", "<fim_middle>", "<｜fim▁end｜>", "<MID>", "▁<MID>",
        "<|code_middle|>", "<|middle|>",
      ]
    ),
    (["fim_pad"], ["<|fim_pad|>", "<fim-pad>", "<fim_pad>", "<PAD>", "[PAD]"]),
    (["fim_rep"], ["<|fim_repo|>", "<|repo_name|>", "<fim-repo>", "<REPO>", "<reponame>"]),
    (["fim_sep"], ["<|file_sep|>"]),
  ]

  private static let alwaysShown = ["<|channel|>", "<|message|>", "<|start|>", "<|constrain|>"]

  private static let watched = [
    "<|return|>", "<|call|>", "<|calls|>", "<|flush|>", "<|tool_response>",
  ]
}
