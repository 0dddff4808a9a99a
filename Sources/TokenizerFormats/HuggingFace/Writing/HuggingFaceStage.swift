import Groundwork
import Tokenization

/// The JSON of the stages of a tokenizer.json, with the settings that `tokenizers` 0.23.3 asks for.
public enum HuggingFaceStage {
  private static func stage(_ type: String, _ members: [(String, JSONValue)] = []) -> JSONValue {
    .object([.init("type", .string(type))] + members.map { .init($0.0, $0.1) })
  }

  /// `null` for nothing, the stage itself for one, else a `Sequence` of normalizers.
  public static func normalizers(_ list: [JSONValue]) -> JSONValue? {
    sequence(list, "normalizers")
  }

  /// `null` for nothing, the stage itself for one, else a `Sequence` of pre-tokenizers.
  public static func preTokenizers(_ list: [JSONValue]) -> JSONValue? {
    sequence(list, "pretokenizers")
  }

  /// `null` for nothing, the stage itself for one, else a `Sequence` of decoders.
  public static func decoders(_ list: [JSONValue]) -> JSONValue? { sequence(list, "decoders") }

  private static func sequence(_ list: [JSONValue], _ key: String) -> JSONValue? {
    list.count < 2 ? list.first : stage("Sequence", [(key, .array(list))])
  }

  /// `Replace` of a string.
  public static func replace(_ text: String, with content: String) -> JSONValue {
    stage(
      "Replace",
      [
        ("pattern", .object([.init("String", .string(text))])), ("content", .string(content)),
      ])
  }

  /// `Replace` of what a regular expression (Oniguruma) matches.
  public static func replace(regex: String, with content: String) -> JSONValue {
    stage(
      "Replace",
      [
        ("pattern", .object([.init("Regex", .string(regex))])), ("content", .string(content)),
      ])
  }

  /// `Prepend`, which puts a text before each stretch that is not empty.
  public static func prepend(_ text: String) -> JSONValue {
    stage("Prepend", [("prepend", .string(text))])
  }

  /// `Precompiled`: a SentencePiece charsmap, which `tokenizers` applies to grapheme clusters.
  public static func precompiled(_ charsmap: [UInt8]) -> JSONValue {
    var text: [UInt8] = []
    Base64.encode(charsmap, into: &text)
    return stage(
      "Precompiled", [("precompiled_charsmap", .string(String(decoding: text, as: UTF8.self)))])
  }

  /// `BertNormalizer`.
  public static func bert(_ normalizer: BertNormalizer) -> JSONValue {
    stage(
      "BertNormalizer",
      [
        ("clean_text", .bool(normalizer.cleanText)),
        ("handle_chinese_chars", .bool(normalizer.handleChineseCharacters)),
        ("strip_accents", .bool(normalizer.stripAccents)),
        ("lowercase", .bool(normalizer.lowercase)),
      ])
  }

  /// `BertPreTokenizer`.
  public static let bertPreTokenizer = stage("BertPreTokenizer")

  /// `Split` at a regular expression (Oniguruma) whose matches are pieces, as is the text between them.
  public static func split(regex: String) -> JSONValue {
    stage(
      "Split",
      [
        ("pattern", .object([.init("Regex", .string(regex))])), ("behavior", .string("Isolated")),
        ("invert", .bool(false)),
      ])
  }

  /// `ByteLevel`, as pre-tokenizer, post-processor or decoder.
  ///
  /// - Parameter usesRegex: whether text is cut by GPT-2's pattern first.
  public static func byteLevel(usesRegex: Bool = false) -> JSONValue {
    stage(
      "ByteLevel",
      [
        ("add_prefix_space", .bool(false)), ("trim_offsets", .bool(true)),
        ("use_regex", .bool(usesRegex)),
      ])
  }

  /// The decoder `WordPiece`.
  public static func wordPieceDecoder(prefix: String) -> JSONValue {
    stage("WordPiece", [("prefix", .string(prefix)), ("cleanup", .bool(true))])
  }

  /// The decoders of a model with U+2581 for a space.
  ///
  /// - Parameters:
  ///   - byteFallback: whether tokens such as `<0x0A>` are bytes.
  ///   - stripsSpace: whether the space of a dummy prefix is taken off the start.
  public static func markDecoders(byteFallback: Bool, stripsSpace: Bool) -> JSONValue? {
    var list = [replace("\u{2581}", with: " ")]
    if byteFallback { list.append(stage("ByteFallback")) }
    list.append(stage("Fuse"))
    if stripsSpace {
      list.append(
        stage(
          "Strip",
          [("content", .string(" ")), ("start", .integer(1)), ("stop", .integer(0))]))
    }
    return decoders(list)
  }

  /// `TemplateProcessing` with tokens before and behind a text; nil where there are none.
  ///
  /// - Parameters:
  ///   - before: tokens and their ids, before each text.
  ///   - after: tokens and their ids, behind each text.
  public static func template(
    before: [(text: String, id: UInt32)], after: [(text: String, id: UInt32)]
  ) -> JSONValue? {
    if before.isEmpty, after.isEmpty { return nil }
    func special(_ token: (text: String, id: UInt32), _ type: Int) -> JSONValue {
      .object([
        .init(
          "SpecialToken",
          .object([.init("id", .string(token.text)), .init("type_id", .integer(type))]))
      ])
    }
    func part(_ name: String, _ type: Int) -> [JSONValue] {
      let text = JSONValue.object([
        .init(
          "Sequence", .object([.init("id", .string(name)), .init("type_id", .integer(type))]))
      ])
      return before.map { special($0, type) } + [text] + after.map { special($0, type) }
    }
    var known: [JSONValue.Member] = []
    for token in before + after where !known.contains(where: { $0.key == token.text }) {
      known.append(
        .init(
          token.text,
          .object([
            .init("id", .string(token.text)), .init("ids", .array([.integer(token.id)])),
            .init("tokens", .array([.string(token.text)])),
          ])))
    }
    return stage(
      "TemplateProcessing",
      [
        ("single", .array(part("A", 0))), ("pair", .array(part("A", 0) + part("B", 1))),
        ("special_tokens", .object(known)),
      ])
  }
}
