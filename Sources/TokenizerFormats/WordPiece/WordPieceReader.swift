import Groundwork
import Tokenization

/// Reads BERT's `vocab.txt`: a token on each line, its id the line's number from 0.
///
/// Ids equal those of `tokenizers` 0.23.3's `BertWordPieceTokenizer`, `encode(text,
/// add_special_tokens=False)`, which finds `[MASK]` and its like in the text: then Bert's normalizer and pre-tokenizer, then WordPiece with `##` for tokens inside words, `[UNK]`, and words of
/// at most 100 scalars.
public enum WordPieceReader {
  /// What the vocabulary does not say.
  public struct Settings: Sendable, Hashable {
    /// Whether text is lowered.
    public var lowercase: Bool
    /// Whether accents are dropped; nil for as `lowercase` says.
    public var stripAccents: Bool?
    /// Whether CJK ideographs are set apart.
    public var handleChineseCharacters = true

    /// Creates settings.
    public init(lowercase: Bool, stripAccents: Bool? = nil) {
      self.lowercase = lowercase
      self.stripAccents = stripAccents
    }
  }

  /// Whether a file looks like a WordPiece vocabulary: `[UNK]` stands on a line of its own.
  public static func recognizes(_ bytes: [UInt8]) -> Bool {
    let unknown = Array("[UNK]".utf8)
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let line = bytes[start..<end]
      if line.elementsEqual(unknown) || line.elementsEqual(unknown + [0x0D]) { return true }
      start = end + 1
    }
    return false
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: a file with a token on each line.
  ///   - settings: nil for what `tokenizer_config.json` beside the file says; where there is
  ///     none, text is lowered unless lowering changes some token (tokens in brackets, which are special
  ///     ones, do not count).
  /// - Throws: `Failure` with the line of a token that is not UTF-8 or is there before; for a file
  ///   without `[UNK]`.
  public static func load(
    _ path: String, settings: Settings? = nil
  ) throws(Failure) -> HuggingFaceTokenizer {
    let folder = try PublishedFolder(parentPath(path))
    var settings = settings
    if settings == nil, let config = folder.config {
      try folder.checkSplitting()
      settings = try Self.settings(config, file: folder.configFile)
    }
    return try load(bytes: try readFile(path), file: path, settings: settings, folder: folder)
  }

  /// Reads a file's bytes; `file` is the name for error messages.
  public static func load(
    bytes: [UInt8], file: String, settings: Settings? = nil
  ) throws(Failure) -> HuggingFaceTokenizer {
    try load(bytes: bytes, file: file, settings: settings, folder: nil)
  }

  private static func load(
    bytes: [UInt8], file: String, settings: Settings?, folder: PublishedFolder?
  ) throws(Failure) -> HuggingFaceTokenizer {
    let tokens = try tokens(bytes, file: file)
    let index = PipelineIndex(tokens)
    guard let unknown = index.id(of: "[UNK]".utf8) else {
      throw Failure(
        "has no token [UNK]", at: .file(file),
        remedy: "name a vocab.txt of BERT, with a token on each line")
    }
    let settings = settings ?? Settings(lowercase: !hasCapitals(tokens))
    let normalizer = BertNormalizer(
      cleanText: true, handleChineseCharacters: settings.handleChineseCharacters,
      stripAccents: settings.stripAccents, lowercase: settings.lowercase)
    var parts = PipelineParts(
      tokens: tokens, index: index,
      model: .wordPiece(prefix: Array("##".utf8), unknown: unknown, longestWord: 100))
    parts.added = special.compactMap { text in
      guard let id = index.id(of: text.utf8) else { return nil }
      var token = AddedToken(id: id, content: Array(text.utf8))
      token.isNormalized = false
      token.isSpecial = true
      return token
    }
    let usual = parts.added.count
    if let folder {
      parts.added = try folder.addedTokens(parts.added, tokens: tokens, index: index)
    }
    parts.normalizers = [normalizer]
    parts.preTokenizers = [BertPreTokenizer()]
    if let start = index.id(of: "[CLS]".utf8), let separator = index.id(of: "[SEP]".utf8) {
      parts.postProcessors = [FramingPostProcessor.bert(start: start, separator: separator)]
    }
    parts.decoders = [WordPieceDecoder(prefix: Array("##".utf8), cleansUp: true)]
    let summary = TokenizerSummary(
      format: "wordpiece", model: "wordpiece", normalizer: normalizer.name,
      sha256: try SHA256.hexadecimalDigest(of: bytes),
      details: [
        .init("lower case", settings.lowercase ? "yes" : "no"),
        .init("pre-tokenizer", "BertPreTokenizer"),
      ]
        + (parts.added.count == usual
          ? []
          : [.init("tokens added by files beside it", "\(parts.added.count - usual)")]))
    do throws(Failure) {
      return try HuggingFaceTokenizer(parts, summary: summary)
    } catch {
      throw Failure(error.problem, at: .file(file), remedy: error.remedy)
    }
  }

  /// The settings of a `tokenizer_config.json`; transformers lowers where it says nothing.
  static func settings(_ value: JSONValue, file: String) throws(Failure) -> Settings {
    if let name = value["tokenizer_class"]?.string, !name.hasPrefix("BertTokenizer"),
      !name.hasPrefix("DistilBertTokenizer"), !name.hasPrefix("ElectraTokenizer")
    {
      throw Failure(
        "names the class \(name), whose way to split text is not known", at: .file(file),
        remedy: "name the tokenizer.json instead")
    }
    var settings = Settings(lowercase: value["do_lower_case"]?.bool ?? true)
    settings.stripAccents = value["strip_accents"]?.bool
    settings.handleChineseCharacters = value["tokenize_chinese_chars"]?.bool ?? true
    if value["do_basic_tokenize"]?.bool == false {
      throw Failure(
        "asks for no basic tokenization, which is not supported", at: .file(file),
        remedy: "name the tokenizer.json instead")
    }
    return settings
  }

  private static let special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

  private static func tokens(_ bytes: [UInt8], file: String) throws(Failure) -> Vocabulary {
    var tokens = Vocabulary()
    var seen = ByteTable(capacity: bytes.count / 8)
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      var line = bytes[start..<end]
      let place = Place.line(tokens.count + 1, of: file)
      let text = line.withUnsafeBufferPointer { firstInvalidUTF8($0) == nil }
      guard text else { throw Failure("is not UTF-8", at: place, remedy: "get the file again") }
      line = trimmed(line)
      start = end + 1
      if line.isEmpty {
        tokens.append([], kind: .unused)
        _ = Array("\n\(tokens.count)".utf8).withUnsafeBufferPointer { seen.insert($0) }
        continue
      }
      let found = line.withUnsafeBufferPointer { seen.insert($0) }
      guard found.isNew else {
        throw Failure(
          "the token \(String(decoding: line, as: UTF8.self)) is that of line \(found.number + 1) too",
          at: place, remedy: "get the file again")
      }
      let name = line.count < 8 ? String(decoding: line, as: UTF8.self) : ""
      tokens.append(
        line, kind: name == "[UNK]" ? .unknown : special.contains(name) ? .control : .normal)
    }
    guard tokens.count <= 1 << 21 else {
      throw Failure(
        "has \(tokens.count) tokens", at: .file(file), remedy: "use a smaller vocabulary")
    }
    return tokens
  }

  /// A line without the white space at its end, as the reference reads it.
  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = Substring(decoding: line, as: UTF8.self).unicodeScalars
    while let last = text.last, last.properties.isWhitespace { text.removeLast() }
    return line.prefix(Substring(text).utf8.count)
  }

  private static func hasCapitals(_ tokens: Vocabulary) -> Bool {
    (0..<UInt32(tokens.count)).contains { id in
      let token = tokens[id]
      if token.first == UInt8(ascii: "["), token.last == UInt8(ascii: "]") { return false }
      return String(decoding: token, as: UTF8.self).unicodeScalars.contains {
        $0.properties.changesWhenLowercased
      }
    }
  }
}
