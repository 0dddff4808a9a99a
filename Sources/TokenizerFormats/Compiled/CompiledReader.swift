import Groundwork
import Tokenization

/// Makes tokenizers of compiled vocabularies, which stay mapped as long as the tokenizer lives.
public enum CompiledReader {
  /// The number of first bytes that `recognizes` wants.
  public static let headBytes = CompiledLayout.magic.count

  /// Whether a file's first bytes are those of a compiled vocabulary.
  public static func recognizes(_ bytes: some Sequence<UInt8>) -> Bool {
    CompiledFile.recognizes(bytes)
  }

  /// Loads a file.
  public static func load(_ path: String) throws(Failure) -> RankTokenizer {
    try load(try MappedFile(path))
  }

  /// Loads a mapped file.
  ///
  /// - Parameters:
  ///   - mapping: the file.
  ///   - sha256: the hash of all its bytes; nil to have it computed, which takes longer than all else.
  /// - Throws: `Failure` with the byte where the file is cut, damaged or senseless.
  /// - Complexity: O(bytes).
  public static func load(
    _ mapping: MappedFile, sha256: String? = nil
  ) throws(Failure) -> RankTokenizer {
    let file = try CompiledFile(mapping)
    let about = try file.about()
    let own = if let sha256 { sha256 } else { try SHA256.hexadecimalDigest(of: mapping) }
    do throws(Failure) {
      let splitter = try SplitPattern.splitter(for: about.pattern)
      return try RankTokenizer(
        tables: try file.tables(), splitter: splitter,
        specials: about.specials.map { ($0.bytes, $0.id) },
        firstOrdinaryID: about.firstOrdinaryID, vocabularySize: about.vocabularySize,
        summary: about.summary(sha256: own, splitter))
    } catch {
      throw Failure(
        error.problem, at: error.place ?? .byte(CompiledLayout.firstSection, of: mapping.path),
        remedy: "compile it again")
    }
  }
}

extension SHA256 {
  /// The digest of a mapped file.
  public static func hexadecimalDigest(of mapping: MappedFile) throws(Failure) -> String {
    let hash = try SHA256()
    hash.update(mapping.bytes.assumingMemoryBound(to: UInt8.self))
    return hash.hexadecimalDigest()
  }
}
