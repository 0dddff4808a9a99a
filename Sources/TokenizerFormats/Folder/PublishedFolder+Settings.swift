import Groundwork

extension PublishedFolder {
  /// The classes of transformers that set Bert's normalizer from the configuration, without `Tokenizer`.
  static let bertClasses: Set<String> = [
    "Bert", "ConvBert", "DistilBert", "Electra", "Funnel", "LayoutLM", "LayoutLMv2", "Lxmert",
    "MobileBert", "MPNet", "Splinter", "SqueezeBert",
  ]

  /// The classes that set the template from the configuration, with their first tokens.
  private static let templateClasses = [
    "LlamaTokenizer": ("<s>", "</s>"), "CodeLlamaTokenizer": ("<s>", "</s>"),
    "GemmaTokenizer": ("<bos>", "<eos>"),
    "CohereTokenizer": ("<BOS_TOKEN>", "<|END_OF_TURN_TOKEN|>"),
  ]

  /// What the folder's files change about a tokenizer.json.
  ///
  /// - Parameters:
  ///   - members: the file's members but `model`.
  ///   - addsLeadingSpace: whether it puts a space before each text.
  ///   - file: its name for error messages.
  func settings(
    for members: [JSONValue.Member], addsLeadingSpace: Bool, file: String
  ) throws(Failure) -> PublishedSettings {
    var settings = PublishedSettings()
    if config == nil, map == nil, added == nil { return settings }
    try checkSplitting()
    let document = JSONValue.object(members)
    var own: [PublishedSettings.Token] = []
    for (number, value) in (document["added_tokens"]?.array ?? []).enumerated() {
      own.append(try .init(value, path: "added_tokens[\(number)]", file: file))
    }
    settings.tokens = try tokens(beside: own)
    guard config != nil else { return settings }
    let isLlama = Self.templateClasses[className ?? ""] != nil
    if let wanted = try flag("add_prefix_space") ?? (isLlama ? nil : false) {
      if isLlama {
        // transformers makes such a tokenizer anew, from tokenizer.model.
        guard wanted == addsLeadingSpace else {
          throw Failure(
            "add_prefix_space is \(wanted), and \(lastPathComponent(file)) "
              + (addsLeadingSpace ? "adds a space" : "adds no space"), at: .file(configFile),
            remedy: "name tokenizer.json or tokenizer.model itself: they differ")
        }
      } else if let step = document["pre_tokenizer"], step["type"]?.string == "ByteLevel",
        (step["add_prefix_space"]?.bool ?? true) != wanted
      {
        settings.addPrefixSpace = wanted
      }
    }
    settings.bert = try bert(document["normalizer"])
    settings.template = try template()
    return settings
  }

  private func bert(_ normalizer: JSONValue?) throws(Failure) -> PublishedSettings.Bert? {
    guard let name = className, name.hasSuffix("Tokenizer"),
      Self.bertClasses.contains(String(name.dropLast(9))), let normalizer,
      normalizer["type"]?.string == "BertNormalizer"
    else { return nil }
    let wanted = PublishedSettings.Bert(
      lowercase: try flag("do_lower_case") ?? true, stripAccents: try flag("strip_accents"),
      handleChineseCharacters: try flag("tokenize_chinese_chars") ?? true)
    let own = PublishedSettings.Bert(
      lowercase: normalizer["lowercase"]?.bool ?? true,
      stripAccents: normalizer["strip_accents"]?.bool,
      handleChineseCharacters: normalizer["handle_chinese_chars"]?.bool ?? true)
    return wanted == own ? nil : wanted
  }

  private func template() throws(Failure) -> PublishedSettings.Template? {
    guard let name = className, let (begin, end) = Self.templateClasses[name] else { return nil }
    func text(_ key: String, _ usual: String) -> String {
      config?[key]?.string ?? config?[key]?["content"]?.string ?? usual
    }
    var template = PublishedSettings.Template()
    if try flag("add_bos_token") ?? true { template.begin = text("bos_token", begin) }
    if try flag("add_eos_token") ?? false { template.end = text("eos_token", end) }
    return template
  }
}
