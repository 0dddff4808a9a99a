import Groundwork
import Tokenization

/// Makes tokenizers of rank files.
public enum TiktokenReader {
  /// Loads a rank file with what its specification says.
  ///
  /// - Throws: `Failure` with the place in the rank file for all that `RankFile.parse` refuses, for a
  ///   repeated token, a byte without a token, a special token whose id is taken or not below the
  ///   stated size, and for a pattern that can neither be scanned nor run.
  /// - Complexity: O(bytes × longest token).
  public static func load(
    rankFile path: String, specification: TiktokenSpecification
  ) throws(Failure) -> RankTokenizer {
    try load(bytes: try readFile(path), file: path, specification: specification)
  }

  /// Loads a rank file with the specification that lies beside it; see
  /// `TiktokenSpecification.beside(rankFile:)`.
  public static func load(rankFile path: String) throws(Failure) -> RankTokenizer {
    guard let specification = try TiktokenSpecification.beside(rankFile: path) else {
      throw Failure(
        "does not say how to split text", at: .file(path),
        remedy: "put a JSON file with \"pat_str\" of the same name beside it, or name a pattern")
    }
    return try load(rankFile: path, specification: specification)
  }

  /// Loads the bytes of a rank file.
  ///
  /// - Parameters:
  ///   - bytes: all bytes of the file.
  ///   - file: the name for error messages.
  ///   - specification: what the file does not say.
  ///   - sha256: the hash of the bytes, where it is known.
  public static func load(
    bytes: [UInt8], file: String, specification: TiktokenSpecification, sha256: String? = nil
  ) throws(Failure) -> RankTokenizer {
    let splitter = try SplitPattern.splitter(for: specification.pattern)
    var tokens = try RankFile.parse(bytes, file: file)
    let first = specification.firstOrdinaryID
    if let size = specification.explicitVocabularySize {
      tokens = tokens.prefix(below: size - Int(first))
      if let special = specification.specials.last, Int(special.id) >= size {
        throw Failure(
          "the special token \(special.text) has the id \(special.id), but there are \(size) ids",
          at: .file(file), remedy: "correct the vocabulary's size or the id")
      }
    }
    let hash = if let sha256 { sha256 } else { try SHA256.hexadecimalDigest(of: bytes) }
    let summary = summary(specification, splitter, sha256: hash)
    do throws(Failure) {
      return try RankTokenizer(
        tokens: tokens, splitter: splitter,
        specials: specification.specials.map { (Array($0.text.utf8), $0.id) },
        firstOrdinaryID: first, vocabularySize: specification.explicitVocabularySize,
        summary: summary)
    } catch {
      if let repeated = RankFile.repeatedToken(bytes, file: file) { throw repeated }
      throw Failure(error.problem, at: .file(file), remedy: error.remedy, fault: error.fault)
    }
  }
  static func summary(
    _ specification: TiktokenSpecification, _ splitter: any Splitter, sha256: String
  ) -> TokenizerSummary {
    var details: [TokenizerSummary.Detail] = []
    if let name = specification.name { details.append(.init("name", name)) }
    details.append(.init("special tokens", "\(specification.specials.count)"))
    let first = specification.firstOrdinaryID
    if first != 0 { details.append(.init("first ordinary id", "\(first)")) }
    var summary = TokenizerSummary(
      format: "tiktoken", model: "bpe", pattern: splitter.name, sha256: sha256, details: details)
    summary.engines = [MatchingEngine(splitter)]
    return summary
  }
}
