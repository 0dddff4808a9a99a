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
  public static func load(bytes: [UInt8], file: String) throws(Failure) -> HuggingFaceTokenizer {
    var document = Document()
    try bytes.withUnsafeBufferPointer { buffer throws(Failure) in
      var scanner = try JSONScanner(buffer, file: file)
      try document.read(&scanner)
    }
    return try document.tokenizer(file: file, sha256: try SHA256.hexadecimalDigest(of: bytes))
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

  func tokenizer(file: String, sha256: String) throws(Failure) -> HuggingFaceTokenizer {
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
    let added = try AddedTokensReader.read(fields.take("added_tokens"), model, file: file)
    let components = HuggingFaceComponents(file: file)
    let normalizers = try components.flattened(fields.take("normalizer"), "normalizer")
    let preTokenizers = try components.flattened(fields.take("pre_tokenizer"), "pre_tokenizer")
    let processors = try components.flattened(fields.take("post_processor"), "post_processor")
    let decoder = fields.take("decoder")
    let decoders = try components.flattened(decoder, "decoder")
    try fields.finish()

    var parts = PipelineParts(tokens: model.tokens, index: model.index, model: model.parts)
    parts.added = added.tokens
    parts.normalizers = try components.normalizers(normalizers)
    parts.preTokenizers = try components.preTokenizers(preTokenizers)
    parts.postProcessors = try components.postProcessors(processors)
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
    details += facts(parts, moved: added.moved)
    let summary = TokenizerSummary(
      format: "huggingface", model: model.name.lowercased(),
      pattern: names(parts.preTokenizers.map(\.name)),
      normalizer: names(parts.normalizers.map(\.name)),
      addsLeadingSpace: addsLeadingSpace(normalizers, preTokenizers), sha256: sha256,
      details: details)
    do throws(Failure) {
      return try HuggingFaceTokenizer(parts, summary: summary)
    } catch {
      var failure = error
      failure.place = failure.place ?? .file(file)
      throw failure
    }
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
