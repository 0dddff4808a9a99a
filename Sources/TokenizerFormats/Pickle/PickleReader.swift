import Groundwork
import Tokenization

/// Makes tokenizers of pickled encodings: a `dict` of the values that tiktoken's `Encoding` takes.
///
/// `pat_str` (`str`), `mergeable_ranks` (`dict` of `bytes` and `int`) and `special_tokens` (`dict` of
/// `str` and `int`) are needed; `name` and `explicit_n_vocab` may be there. Other keys are notes. A
/// pickled object is refused: nothing in a pickle is ever imported or called; see `PickleDocument`.
public enum PickleReader {
  /// Reads a file.
  ///
  /// - Throws: `Failure` with the byte at fault for all that `PickleDocument` refuses, and with the path
  ///   for a dict of another shape.
  public static func load(_ path: String) throws(Failure) -> RankTokenizer {
    try load(bytes: try readFile(path), file: path)
  }

  /// Reads a file's bytes; `file` is the name for error messages.
  public static func load(bytes: [UInt8], file: String) throws(Failure) -> RankTokenizer {
    let root = try PickleDocument(parsing: bytes, file: file).root
    func wrong(_ problem: String, _ remedy: String = "get the file again") -> Failure {
      Failure(problem, at: .file(file), remedy: remedy)
    }
    guard root.members != nil else {
      throw wrong(
        "holds no dict", "pickle a dict with pat_str, mergeable_ranks and special_tokens")
    }
    guard let pattern = root["pat_str"]?.text else { throw wrong("has no pat_str") }
    guard let ranks = root["mergeable_ranks"]?.members else {
      throw wrong("has no mergeable_ranks")
    }
    guard let special = root["special_tokens"]?.members else {
      throw wrong("has no special_tokens")
    }
    let tokens = try rankedTokens(ranks, file: file)
    var specials: [RankTokenizer.Special] = []
    for (key, value) in special {
      guard let text = key.text, let id = value.integer, (0...Int(UInt32.max)).contains(id) else {
        throw wrong("a special token is not a str with a whole number")
      }
      specials.append((Array(text), UInt32(id)))
    }
    if let stated = root["explicit_n_vocab"], !stated.isNone {
      let count = tokens.count + specials.count
      let largest = max(tokens.ranks.last ?? 0, specials.map(\.id).max() ?? 0)
      // tiktoken asserts both.
      guard stated.integer == count, count == Int(largest) + 1 else {
        throw wrong(
          "has \(count) tokens up to the id \(largest), which is not what explicit_n_vocab states")
      }
    }
    let splitter = try SplitPattern.splitter(
      for: String(decoding: pattern, as: UTF8.self), of: file)
    var details: [TokenizerSummary.Detail] = []
    if let name = root["name"]?.text {
      details.append(.init("name", String(decoding: name, as: UTF8.self)))
    }
    details.append(.init("special tokens", "\(specials.count)"))
    var summary = TokenizerSummary(
      format: "pickle", model: "bpe", pattern: splitter.name,
      sha256: try SHA256.hexadecimalDigest(of: bytes), details: details)
    summary.engines = [MatchingEngine(splitter)]
    do throws(Failure) {
      return try RankTokenizer(
        tokens: tokens, splitter: splitter, specials: specials, summary: summary)
    } catch {
      throw Failure(error.problem, at: .file(file), remedy: error.remedy, fault: error.fault)
    }
  }

  private static func rankedTokens(
    _ members: [(key: PickleValue, value: PickleValue)], file: String
  ) throws(Failure) -> RankedTokens {
    var entries: [(rank: UInt32, token: ArraySlice<UInt8>)] = []
    entries.reserveCapacity(members.count)
    for (index, (key, value)) in members.enumerated() {
      guard let token = key.bytes, !token.isEmpty, let rank = value.integer,
        (0..<Int(UInt32.max)).contains(rank)
      else {
        throw Failure(
          "entry \(index) of mergeable_ranks is not bytes with a rank", at: .file(file),
          remedy: "ranks are whole numbers below \(UInt32.max), tokens are not empty")
      }
      entries.append((UInt32(rank), token))
    }
    entries.sort { $0.rank < $1.rank }
    if let twice = zip(entries, entries.dropFirst()).first(where: { $0.rank == $1.rank })?.0 {
      throw Failure(
        "the rank \(twice.rank) is there twice", at: .file(file),
        remedy: "give each token a rank of its own")
    }
    var tokens = RankedTokens()
    tokens.reserveCapacity(tokens: entries.count, bytes: entries.reduce(0) { $0 + $1.token.count })
    for entry in entries { tokens.append(entry.token, rank: entry.rank) }
    return tokens
  }
}
