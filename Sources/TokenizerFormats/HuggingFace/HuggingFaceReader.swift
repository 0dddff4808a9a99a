import Groundwork
import Tokenization

/// Reads a Hugging Face tokenizer.json.
///
/// Schema: `tokenizer/serialization.rs` of `tokenizers` 0.23.3. A component or a setting that is not
/// known is refused by name; `truncation` and `padding` are not applied, as nothing is cut or filled here.
public enum HuggingFaceReader {
  /// The tokenizer that a file describes.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - file: its name for error messages.
  /// - Throws: `Failure` for what is not JSON, for wrong types, ids or merges, and for components that
  ///   are not supported, which are named.
  ///   - settings: what files beside it change, as a manifest keeps it; nil for nothing.
  public static func load(
    bytes: [UInt8], file: String, settings: PublishedSettings? = nil
  ) throws(Failure) -> HuggingFaceTokenizer {
    try document(bytes, file).tokenizer(
      file: file, sha256: try SHA256.hexadecimalDigest(of: bytes), settings: settings ?? .init())
  }

  /// The tokenizer of a folder's tokenizer.json, with what the files beside it change.
  ///
  /// - Parameters:
  ///   - bytes: the tokenizer.json.
  ///   - file: its name for error messages.
  ///   - folder: where it was published.
  /// - Returns: the tokenizer, and the changes, which a manifest can keep.
  public static func load(
    bytes: [UInt8], file: String, folder: PublishedFolder
  ) throws(Failure) -> (tokenizer: HuggingFaceTokenizer, settings: PublishedSettings) {
    let document = try document(bytes, file)
    let settings = try document.settings(folder, file: file)
    let tokenizer = try document.tokenizer(
      file: file, sha256: try SHA256.hexadecimalDigest(of: bytes), settings: settings)
    return (tokenizer, settings)
  }

  private static func document(_ bytes: [UInt8], _ file: String) throws(Failure) -> Document {
    var document = Document()
    try bytes.withUnsafeBufferPointer { buffer throws(Failure) in
      var scanner = try JSONScanner(buffer, file: file)
      try document.read(&scanner)
    }
    return document
  }

  /// Whether a JSON file is of this format: an object with a member `model`, itself an object.
  ///
  /// Reads at most to that member.
  public static func recognizes(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      do throws(Failure) {
        var scanner = JSONScanner(unchecked: buffer)
        try scanner.open(.object)
        var isFirst = true
        while try scanner.more(in: .object, first: isFirst) {
          isFirst = false
          let key = try scanner.text()
          try scanner.colon()
          if key == "model" { return try scanner.kind() == .object }
          try scanner.skip()
        }
      } catch {
        // The reader will say what is wrong, if this is the format.
      }
      return false
    }
  }
}

/// The members of a tokenizer.json.
private struct Document {
  private var model: ModelReader.Model?
  private var others: [JSONValue.Member] = []

  init() {}

  mutating func read(_ scanner: inout JSONScanner) throws(Failure) {
    try scanner.open(.object)
    var isFirst = true
    while try scanner.more(in: .object, first: isFirst) {
      isFirst = false
      let key = try scanner.text()
      try scanner.colon()
      if key == "model" {
        model = try ModelReader.read(&scanner)
      } else {
        others.append(.init(key, try scanner.value()))
      }
    }
    try scanner.end()
  }

  /// What a folder's files change.
  func settings(_ folder: PublishedFolder, file: String) throws(Failure) -> PublishedSettings {
    let fields = JSONValue.object(others)
    let components = HuggingFaceComponents(file: file)
    func parts(_ key: String) throws(Failure) -> [HuggingFaceComponents.Part] {
      if case .null? = fields[key] { return [] }
      return try components.flattened(fields[key], key)
    }
    return try folder.settings(
      for: others,
      addsLeadingSpace: addsLeadingSpace(try parts("normalizer"), try parts("pre_tokenizer")),
      file: file)
  }

  func tokenizer(
    file: String, sha256: String, settings: PublishedSettings
  ) throws(Failure) -> HuggingFaceTokenizer {
    guard let model else {
      throw Failure(
        "has no \"model\"", at: .file(file), remedy: "name a tokenizer.json, or get the file again")
    }
    var fields = try JSONFields(.object(others), path: "the file", file: file)
    if let version = try fields.string("version"), version != "1.0" {
      throw Failure(
        "version is \(version.debugDescription), and only \"1.0\" is known", at: .file(file),
        remedy: "get the file for a newer Derlius, or an older file")
    }
    var details: [TokenizerSummary.Detail] = []
    for key in ["truncation", "padding"] where fields.take(key) != nil {
      details.append(.init(key, "set in the file, not applied"))
    }
    let added = try AddedTokensReader.read(
      fields.take("added_tokens"), more: settings.tokens, model, file: file)
    let components = HuggingFaceComponents(file: file)
    let normalizers = try components.flattened(
      settings.normalizer(fields.take("normalizer")), "normalizer")
    let preTokenizers = try components.flattened(
      settings.preTokenizer(fields.take("pre_tokenizer")), "pre_tokenizer")
    let processors = try components.flattened(fields.take("post_processor"), "post_processor")
    let decoder = fields.take("decoder")
    let decoders = try components.flattened(decoder, "decoder")
    try fields.finish()

    var parts = PipelineParts(tokens: model.tokens, index: model.index, model: model.parts)
    parts.added = added.tokens
    parts.normalizers = try components.normalizers(normalizers)
    parts.preTokenizers = try components.preTokenizers(preTokenizers)
    parts.postProcessors = try components.postProcessors(processors)
    if let template = settings.template {
      parts.postProcessors = [try processor(template, added.tokens, model, file: file)]
    }
    parts.decoders = decoder == nil ? nil : try components.decoders(decoders)
    parts.byteLevel = try components.byteLevel(preTokenizers)
    parts.hasByteLevelMarks = (normalizers + preTokenizers).contains {
      ByteLevelPath.isType($0.value, "ByteLevel")
    }
    if let unknown = model.missingUnknown {
      // With marks for all bytes no scalar is unknown.
      let isComplete = ByteLevelAlphabet.letters.enumerated().allSatisfy {
        !ByteLevelAlphabet.isUsed($0) || model.index.id(of: $1) != nil
      }
      guard parts.hasByteLevelMarks, isComplete else {
        throw ModelReader.noUnknown(unknown, file: file)
      }
    }
    details += facts(parts, moved: added.moved) + settings.facts
    var summary = TokenizerSummary(
      format: "huggingface", model: model.name.lowercased(),
      pattern: names(parts.preTokenizers.map(\.name)),
      normalizer: names(parts.normalizers.map(\.name)),
      addsLeadingSpace: addsLeadingSpace(normalizers, preTokenizers), sha256: sha256,
      details: details)
    summary.engines = MatchingEngine.all(
      normalizers: parts.normalizers, preTokenizers: parts.preTokenizers)
    do throws(Failure) {
      return try HuggingFaceTokenizer(parts, summary: summary)
    } catch {
      var failure = error
      failure.place = failure.place ?? .file(file)
      throw failure
    }
  }

  private func processor(
    _ template: PublishedSettings.Template, _ added: [AddedToken], _ model: ModelReader.Model,
    file: String
  ) throws(Failure) -> any PostProcessor {
    func ids(_ text: String?) throws(Failure) -> [TemplatePart] {
      guard let text else { return [] }
      let bytes = Array(text.utf8)
      guard let id = added.first(where: { $0.content == bytes })?.id ?? model.index.id(of: bytes)
      else {
        throw Failure(
          "has no token \(text.debugDescription), which the template needs", at: .file(file),
          remedy: "correct tokenizer_config.json, or name tokenizer.json itself")
      }
      return [.special([id])]
    }
    let single = try ids(template.begin) + [.first] + (try ids(template.end))
    return TemplatePostProcessor(
      name: "tokenizer_config.json's template", single: single, pair: single + [.second])
  }

  private func names(_ names: [String]) -> String? {
    names.isEmpty ? nil : names.joined(separator: ", ")
  }

  private func facts(_ parts: PipelineParts, moved: Int) -> [TokenizerSummary.Detail] {
    var facts: [TokenizerSummary.Detail] = []
    if !parts.added.isEmpty { facts.append(.init("added tokens", "\(parts.added.count)")) }
    if moved > 0 {
      facts.append(.init("added tokens with another id than the file says", "\(moved)"))
    }
    let holes = parts.tokens.kinds.count { $0 == .unused }
    if holes > 0 { facts.append(.init("ids without a token", "\(holes)")) }
    if let decoders = parts.decoders {
      facts.append(.init("decoder", names(decoders.map(\.name)) ?? "none"))
    }
    if let processors = names(parts.postProcessors.map(\.name)) {
      facts.append(.init("post-processor", processors))
    }
    return facts
  }

  /// Whether each text gets a space, or a mark of one, that it does not have.
  private func addsLeadingSpace(
    _ normalizers: [HuggingFaceComponents.Part], _ preTokenizers: [HuggingFaceComponents.Part]
  ) -> Bool {
    let prepends = normalizers.contains {
      ByteLevelPath.isType($0.value, "Prepend")
        && ["▁", " "].contains($0.value["prepend"]?.string ?? "")
    }
    let marks = preTokenizers.contains {
      ByteLevelPath.isType($0.value, "Metaspace")
        && ($0.value["prepend_scheme"]?.string ?? "always") != "never"
        && ($0.value["add_prefix_space"]?.bool ?? true)
    }
    let spaces = preTokenizers.contains {
      ByteLevelPath.isType($0.value, "ByteLevel") && $0.value["add_prefix_space"]?.bool == true
    }
    return prepends || marks || spaces
  }
}
