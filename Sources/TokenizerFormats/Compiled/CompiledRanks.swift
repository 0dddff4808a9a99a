import Groundwork
import Tokenization

/// The compiled form of a rank file with its specification, under a key that says what it was made of.
///
/// What loads is what `TiktokenReader` gives for the same file: same ids, same summary.
public struct CompiledRanks: Sendable {
  private let specification: TiktokenSpecification
  private let sha256: String
  /// SHA-256 of Derlius's version, the source's hash and the specification: 32 bytes.
  public let key: [UInt8]

  /// Names the form.
  ///
  /// - Parameters:
  ///   - specification: what the rank file does not say.
  ///   - sha256: the hash of the rank file.
  public init(_ specification: TiktokenSpecification, sha256: String) throws(Failure) {
    self.specification = specification
    self.sha256 = sha256
    let text = "compiled ranks\n\(Version.derlius)\n\(CompiledLayout.version)\n\(sha256)\n"
    key = try SHA256.digest(of: Array(text.utf8) + TiktokenWriter.sideFile(specification))
  }

  /// Loads a file that should hold this form.
  ///
  /// - Throws: `Failure` where the file is not there, damaged, of another version, or of another source.
  public func load(_ path: String) throws(Failure) -> RankTokenizer {
    let file = try CompiledFile(try MappedFile(path))
    guard file.key == key else {
      throw Failure(
        "was made of something else", at: .byte(CompiledLayout.keyPlace, of: path),
        remedy: "compile it again")
    }
    let splitter = try SplitPattern.splitter(for: specification.pattern)
    return try RankTokenizer(
      tables: try file.tables(), splitter: splitter,
      specials: specification.specials.map { (Array($0.text.utf8), $0.id) },
      firstOrdinaryID: specification.firstOrdinaryID,
      vocabularySize: specification.explicitVocabularySize,
      summary: TiktokenReader.summary(specification, splitter, sha256: sha256))
  }

  /// The bytes of the form of a tokenizer that was loaded with this specification.
  public func bytes(of tokenizer: RankTokenizer) throws(Failure) -> [UInt8] {
    try CompiledWriter.bytes(of: tokenizer, path: "", key: key)
  }
}
