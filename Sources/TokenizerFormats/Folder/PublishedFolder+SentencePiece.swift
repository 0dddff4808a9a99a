import Groundwork
import Tokenization

extension PublishedFolder {
  /// The classes of transformers whose ids for text are those of their SentencePiece model.
  private static let sentencePieceClasses: Set<String> = [
    "LlamaTokenizer", "CodeLlamaTokenizer", "GemmaTokenizer", "T5Tokenizer",
  ]

  /// Sets what the folder's files say about a SentencePiece model, and refuses what changes its ids.
  ///
  /// Ids stay those of sentencepiece's own plain call, for which special tokens in the text are text.
  public func apply(
    to tokenizer: SentencePieceTokenizer, file: String
  ) throws(Failure) -> SentencePieceTokenizer {
    if config == nil, map == nil, added == nil { return tokenizer }
    func refusal(_ problem: String) -> Failure {
      Failure(
        problem, at: .file(configFile),
        remedy: "name \(lastPathComponent(file)) itself for the ids of sentencepiece alone, or a "
          + "tokenizer.json for those of transformers")
    }
    if let name = className, !Self.sentencePieceClasses.contains(name) {
      throw refusal("names the class \(name), whose ids may be others than the model's")
    }
    try checkSplitting()
    if try flag("do_lower_case") == true { throw refusal("asks for lower case (do_lower_case)") }
    if let settings = config?["sp_model_kwargs"]?.members, !settings.isEmpty {
      throw refusal("has settings for the model (sp_model_kwargs)")
    }
    if let wanted = try flag("add_prefix_space"), wanted != tokenizer.summary.addsLeadingSpace {
      throw refusal(
        "add_prefix_space is \(wanted), and the model "
          + (wanted ? "adds no space" : "adds a space"))
    }
    var outside = 0
    let index = TokenIndex(tokenizer.vocabulary)
    for token in try tokens(beside: []) {
      let id = index.id(of: Array(token.content.utf8))
      if let id, tokenizer.vocabulary.kind(of: id) != .normal { continue }
      if !token.isSpecial {
        throw refusal(
          "adds the token \(token.content.debugDescription), which transformers finds in text and "
            + "sentencepiece does not")
      }
      if id == nil { outside += 1 }
    }
    var changed = tokenizer
    changed.template = try template(of: tokenizer, refusal)
    changed.notes.append(.init("class", className ?? "none named"))
    if outside > 0 {
      changed.notes.append(.init("special tokens outside the model, not read", "\(outside)"))
    }
    return changed
  }

  private func template(
    of tokenizer: SentencePieceTokenizer, _ refusal: (String) -> Failure
  ) throws(Failure) -> TokenTemplate {
    guard let name = className else { return TokenTemplate() }
    let isT5 = name == "T5Tokenizer"
    var options: [String] = []
    if try flag("add_bos_token") ?? !isT5 { options.append("bos") }
    if try flag("add_eos_token") ?? isT5 { options.append("eos") }
    return try tokenizer.template(extraOptions: options.joined(separator: ":"))
  }
}
