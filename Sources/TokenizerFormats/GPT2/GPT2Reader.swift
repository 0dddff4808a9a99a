import Groundwork
import Tokenization

/// Reads GPT-2's pair of files, byte-level BPE with a list of merges.
///
/// Ids equal those of `tokenizers` 0.23.3's byte-level BPE made of the two files. Tokens that no merge
/// makes, such as `<|endoftext|>`, are control tokens, which text does not give, unless
/// `tokenizer_config.json`, `special_tokens_map.json` or `added_tokens.json` beside the files names them as
/// added ones, which transformers finds in text.
public enum GPT2Reader {
  /// Whether a JSON value has the shape of the vocabulary: one object whose values are all numbers.
  public static func recognizes(_ value: JSONValue) -> Bool {
    guard let members = value.members, !members.isEmpty else { return false }
    return members.allSatisfy { $0.value.integer != nil }
  }

  /// Reads both files.
  ///
  /// - Parameters:
  ///   - files: where `vocab.json` and `merges.txt` are.
  ///   - pattern: how text is split, by name or as a regular expression; nil for what
  ///     `tokenizer_config.json` beside the files says, and GPT-2's pattern where there is none.
  /// - Throws: `Failure` with the line of a merge whose tokens are not in the vocabulary; for ids that
  ///   are no ids or are there twice; for the class of a tokenizer that splits text otherwise.
  public static func load(
    _ files: GPT2Files, pattern: String? = nil
  ) throws(Failure) -> HuggingFaceTokenizer {
    let bytes = try readFile(files.vocabulary)
    let folder = try PublishedFolder(parentPath(files.vocabulary))
    try folder.checkSplitting()
    return try load(
      vocabulary: bytes, merges: try readFile(files.merges), folder: folder, files: files,
      pattern: pattern)
  }

  static func load(
    vocabulary bytes: [UInt8], merges: [UInt8], folder: PublishedFolder?, files: GPT2Files,
    pattern: String?
  ) throws(Failure) -> HuggingFaceTokenizer {
    let splitter = try splitter(pattern, folder?.config, files)
    let value = try JSONValue(parsing: bytes, file: files.vocabulary)
    let written = try tokens(value, file: files.vocabulary)
    let index = PipelineIndex(written)
    var list = MergeList(tokens: written, index: index, keepsFirst: false)
    try read(merges, into: &list, file: files.merges)
    let reachable = list.reachable()
    var tokens = Vocabulary()
    tokens.reserveCapacity(tokens: written.count, bytes: written.bytes.count)
    for id in 0..<UInt32(written.count) {
      let kind = written.kind(of: id)
      tokens.append(
        written[id], kind: kind == .normal && !reachable[Int(id)] ? .control : kind)
    }
    var parts = PipelineParts(
      tokens: tokens, index: index, model: .bpe(BPEParts(tokens: tokens, merges: list.merges)))
    parts.useBytes([splitter])
    if let folder { parts.added = try folder.addedTokens(tokens: tokens, index: index) }
    var summary = TokenizerSummary(
      format: "gpt2", model: "bpe", pattern: splitter.name,
      sha256: try SHA256.hexadecimalDigest(of: bytes),
      details: [
        .init("merges", "\(list.merges.count)"),
        .init("merges sha256", try SHA256.hexadecimalDigest(of: merges)),
      ]
        + (parts.added.isEmpty
          ? [] : [.init("tokens added by files beside it", "\(parts.added.count)")]))
    summary.engines = [MatchingEngine(splitter)]
    do throws(Failure) {
      return try HuggingFaceTokenizer(parts, summary: summary)
    } catch {
      throw Failure(error.problem, at: .file(files.vocabulary), remedy: error.remedy)
    }
  }

  /// The classes of transformers whose byte-level BPE splits as GPT-2 does.
  private static let classes: Set<String> = [
    "GPT2Tokenizer", "GPT2TokenizerFast", "RobertaTokenizer", "RobertaTokenizerFast",
    "BartTokenizer", "BartTokenizerFast", "LongformerTokenizer", "LongformerTokenizerFast",
    "WhisperTokenizer", "WhisperTokenizerFast", "GPTNeoXTokenizerFast", "BlenderbotTokenizer",
  ]

  private static func splitter(
    _ pattern: String?, _ config: JSONValue?, _ files: GPT2Files
  ) throws(Failure) -> any Splitter {
    let file = joinPath(parentPath(files.vocabulary), "tokenizer_config.json")
    if config?["add_prefix_space"]?.bool == true {
      throw Failure(
        "asks for a space before each text (add_prefix_space), which is not supported for two files",
        at: .file(file), remedy: "name the tokenizer.json instead")
    }
    if let pattern { return try SplitPattern.splitter(for: pattern) }
    if let name = config?["tokenizer_class"]?.string, !classes.contains(name) {
      throw Failure(
        "names the class \(name), and the two files do not say how it splits text",
        at: .file(file), remedy: "name the tokenizer.json instead, or give the split pattern")
    }
    return try SplitPattern.splitter(for: "gpt2")
  }

  private static func tokens(_ value: JSONValue, file: String) throws(Failure) -> Vocabulary {
    guard let members = value.members, !members.isEmpty else {
      throw Failure(
        "is no object of tokens and ids", at: .file(file), remedy: "get the file again")
    }
    var entries: [(id: Int, text: [UInt8])] = []
    entries.reserveCapacity(members.count)
    for member in members {
      guard let id = member.value.integer, (0..<1 << 21).contains(id) else {
        throw Failure(
          "the token \(member.key) has no id from 0 to \((1 << 21) - 1)", at: .file(file),
          remedy: "get the file again")
      }
      entries.append((id, Array(member.key.utf8)))
    }
    entries.sort { $0.id < $1.id }
    var vocabulary = Vocabulary()
    for entry in entries {
      guard entry.id >= vocabulary.count else {
        throw Failure(
          "the id \(entry.id) is there twice", at: .file(file), remedy: "get the file again")
      }
      while vocabulary.count < entry.id { vocabulary.append([], kind: .unused) }
      vocabulary.append(entry.text)
    }
    if let id = PipelineIndex(vocabulary).firstRepeated {
      throw Failure(
        "the token \(String(decoding: vocabulary[id], as: UTF8.self)) is there twice",
        at: .file(file), remedy: "get the file again")
    }
    return vocabulary
  }

  private static func read(
    _ text: [UInt8], into list: inout MergeList, file: String
  ) throws(Failure) {
    var line = 0
    for part in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      let part = part.last == 0x0D ? part.dropLast() : part
      if part.isEmpty || part.starts(with: "#version".utf8) { continue }
      switch list.add(part) {
      case nil: break
      case .notAPair?:
        throw Failure(
          "is not two tokens with a space between them", at: .line(line, of: file),
          remedy: "get the file again")
      case .unknown(let token)?:
        throw Failure(
          "the token \(token) is not in the vocabulary", at: .line(line, of: file),
          remedy: "name a vocabulary and merges that belong together")
      }
    }
  }
}
