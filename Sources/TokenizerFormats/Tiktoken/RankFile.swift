import Groundwork
import Tokenization

/// Reads rank files: a line `base64 SPACE rank` for each token, as tiktoken's `load_tiktoken_bpe` does.
public enum RankFile {
  /// The tokens of a file and the file's hash.
  public static func read(
    contentsOf path: String
  ) throws(Failure) -> (tokens: RankedTokens, sha256: String) {
    let bytes = try readFile(path)
    return (try parse(bytes, file: path), try SHA256.hexadecimalDigest(of: bytes))
  }

  /// The tokens of a file's bytes, sorted by rank.
  ///
  /// Lines may end in `\r\n`, and empty lines are passed over. Whether a token or a single byte is missing
  /// or there twice is seen when the tokenizer is made: see `TiktokenReader`.
  ///
  /// - Parameters:
  ///   - bytes: all bytes of the file.
  ///   - file: the name for error messages.
  /// - Throws: `Failure` with the line where there is no space, no base64, no rank (a number below
  ///   4,294,967,295), or a rank or token that an earlier line has; for a file without tokens.
  /// - Complexity: O(bytes).
  public static func parse(_ bytes: [UInt8], file: String) throws(Failure) -> RankedTokens {
    var parser = RankFileParser()
    var failure: Failure?
    bytes.withUnsafeBufferPointer { text in
      do throws(Failure) { try parser.parse(text, file: file) } catch { failure = error }
    }
    if let failure { throw failure }
    if parser.ranks.isEmpty {
      throw Failure(
        "has no tokens", at: .file(file),
        remedy: "a rank file has lines of base64, a space and a rank")
    }
    try parser.sort(file: file)
    return RankedTokens(bytes: parser.bytes, offsets: parser.offsets, ranks: parser.ranks)
  }

  /// The first token that an earlier line has too, as a failure with its line; nil where there is none.
  static func repeatedToken(_ bytes: [UInt8], file: String) -> Failure? {
    var parser = RankFileParser()
    return bytes.withUnsafeBufferPointer { text in
      do throws(Failure) {
        try parser.parse(text, file: file)
        return parser.repeatedToken(file: file)
      } catch {
        return error
      }
    }
  }
}
