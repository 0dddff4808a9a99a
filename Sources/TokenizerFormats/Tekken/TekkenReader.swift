import Groundwork
import Tokenization

/// Reads Tekken files: Mistral's byte-level BPE in one JSON object.
///
/// `config` states the pattern and the sizes; `vocab` lists the tokens by rank, of which only the first
/// `default_vocab_size` − `default_num_special_tokens` are in use; an ordinary id is the rank plus
/// `default_num_special_tokens`. Definition: mistral-common 1.13.1, `tokens/tokenizers/tekken.py`.
public enum TekkenReader {
  /// Whether a JSON value has the shape of a Tekken file: a `config` with a `pattern`, and a list `vocab`.
  public static func recognizes(_ value: JSONValue) -> Bool {
    value["config"]?["pattern"] != nil && value["vocab"]?.array != nil
  }

  /// Reads a file.
  ///
  /// - Throws: `Failure` with the path and the entry at fault; for a version of the format, or a
  ///   pattern, that is not known.
  /// - Complexity: O(bytes), some 0.3 s for 15 MB.
  public static func load(_ path: String) throws(Failure) -> RankTokenizer {
    try load(bytes: try readFile(path), file: path)
  }

  /// Reads a file's bytes; `file` is the name for error messages.
  public static func load(bytes: [UInt8], file: String) throws(Failure) -> RankTokenizer {
    try load(
      try JSONValue(parsing: bytes, file: file), file: file,
      sha256: try SHA256.hexadecimalDigest(of: bytes))
  }

  /// Makes a tokenizer of a file that is parsed already.
  public static func load(
    _ value: JSONValue, file: String, sha256: String
  ) throws(Failure) -> RankTokenizer {
    func wrong(_ problem: String, _ remedy: String = "get the file again") -> Failure {
      Failure(problem, at: .file(file), remedy: remedy)
    }
    guard let config = value["config"], let pattern = config["pattern"]?.string else {
      throw wrong("has no config.pattern", "a Tekken file states how text is split")
    }
    guard let vocab = value["vocab"]?.array else { throw wrong("has no list vocab") }
    guard let version = config["version"]?.string else { throw wrong("has no config.version") }
    guard TekkenSpecials.versions.contains(version) else {
      throw wrong(
        "is a Tekken file of version \(version), which is not known",
        "known are \(TekkenSpecials.versions.joined(separator: ", "))")
    }
    guard let size = config["default_vocab_size"]?.integer,
      let specialCount = config["default_num_special_tokens"]?.integer, specialCount >= 0,
      size > specialCount, size <= 1 << 22
    else {
      throw wrong("config.default_vocab_size or default_num_special_tokens is missing or senseless")
    }
    guard size - specialCount <= vocab.count else {
      throw wrong(
        "states \(size) ids, but has \(specialCount) special tokens and \(vocab.count) others")
    }
    let specials = try TekkenSpecials.texts(
      value["special_tokens"], count: specialCount, version: version, file: file)
    let tokens = try ranks(vocab.prefix(size - specialCount), file: file)
    let splitter = try SplitPattern.splitter(for: pattern, of: file)
    var summary = TokenizerSummary(
      format: "tekken", model: "bpe", pattern: splitter.name, sha256: sha256,
      details: [
        .init("version", version), .init("special tokens", "\(specialCount)"),
        .init("first ordinary id", "\(specialCount)"),
      ])
    summary.engines = [MatchingEngine(splitter)]
    do throws(Failure) {
      return try RankTokenizer(
        tokens: tokens, splitter: splitter,
        specials: specials.enumerated().map { (Array($1.utf8), UInt32($0)) },
        firstOrdinaryID: UInt32(specialCount), vocabularySize: size, summary: summary)
    } catch {
      throw Failure(error.problem, at: .file(file), remedy: error.remedy, fault: error.fault)
    }
  }

  private static func ranks(
    _ vocab: ArraySlice<JSONValue>, file: String
  ) throws(Failure) -> RankedTokens {
    var bytes: [UInt8] = []
    var offsets = [0]
    offsets.reserveCapacity(vocab.count + 1)
    bytes.reserveCapacity(vocab.count * 7)
    for (index, entry) in vocab.enumerated() {
      guard entry["rank"]?.integer == index else {
        throw Failure(
          "vocab[\(index)] has not the rank \(index)", at: .file(file),
          remedy: "the tokens of a Tekken file stand in the order of their ranks")
      }
      var text = entry["token_bytes"]?.string ?? ""
      let isBase64 = text.withUTF8 { Base64.decode($0, into: &bytes) }
      guard isBase64 else {
        throw Failure(
          "vocab[\(index)].token_bytes is not base64", at: .file(file),
          remedy: "get the file again")
      }
      offsets.append(bytes.count)
      if index < 256, bytes.count != index + 1 || bytes[index] != UInt8(index) {
        throw Failure(
          "vocab[\(index)] is not the byte \(index)", at: .file(file),
          remedy: "the first 256 tokens of a Tekken file are the bytes in their order")
      }
    }
    return RankedTokens(
      bytes: bytes, offsets: offsets, ranks: Array(0..<UInt32(vocab.count)))
  }
}
