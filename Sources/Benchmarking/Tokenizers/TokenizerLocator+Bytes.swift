import Catalogue
import Groundwork
import Tokenization
import TokenizerFormats

extension TokenizerLocator {
  /// Makes a tokenizer of one file's bytes; no file is read.
  ///
  /// - Parameters:
  ///   - bytes: all bytes of the file.
  ///   - file: its name, for error messages.
  ///   - pattern: the split pattern of a rank file whose hash the catalogue does not know.
  /// - Throws: `Failure` where the bytes are no tokenizer, are at fault, or need a second file.
  public static func load(
    bytes: [UInt8], named file: String, pattern: String?
  ) throws(Failure) -> any Tokenizer {
    if bytes.isEmpty {
      throw Failure("is empty", at: .file(file), remedy: "get the file again")
    }
    switch TokenizerFormat.detect(bytes.prefix(4097)) {
    case .tiktoken:
      let sha256 = try SHA256.hexadecimalDigest(of: bytes)
      return try TiktokenReader.load(
        bytes: bytes, file: file,
        specification: try specification(sha256: sha256, file: file, pattern: pattern),
        sha256: sha256)
    case .sentencePiece: return try SentencePieceReader.load(bytes: bytes, file: file)
    case .gguf: return try GGUFReader.load(bytes: bytes, file: file)
    case .pickle: return try PickleReader.load(bytes: bytes, file: file)
    case .wordPiece: return try WordPieceReader.load(bytes: bytes, file: file)
    case .json where HuggingFaceReader.recognizes(bytes):
      return try HuggingFaceReader.load(bytes: bytes, file: file)
    case .json:
      let value = try JSONValue(parsing: bytes, file: file)
      if TekkenReader.recognizes(value) {
        return try TekkenReader.load(
          value, file: file, sha256: try SHA256.hexadecimalDigest(of: bytes))
      }
      if GPT2Reader.recognizes(value) { throw needsAnother(file) }
      throw unknown(file)
    case .merges: throw needsAnother(file)
    case .compiled:
      throw Failure(
        "is a compiled vocabulary, which is used where it lies on the disk", at: .file(file),
        remedy: "take the file that it was compiled from")
    case nil: throw unknown(file)
    }
  }

  private static func specification(
    sha256: String, file: String, pattern: String?
  ) throws(Failure) -> TiktokenSpecification {
    if let known = Catalogue.entry(sha256: sha256, stem: pathStem(file)),
      let pattern = known.pattern
    {
      return TiktokenSpecification(
        name: known.name, pattern: pattern,
        specials: known.specials.map { .init(text: $0.text, id: $0.id) })
    }
    if let pattern { return TiktokenSpecification(pattern: pattern) }
    throw Failure(
      "is a rank file, which says no split pattern", at: .file(file),
      remedy: "name the pattern that it was made with")
  }

  private static func needsAnother(_ file: String) -> Failure {
    Failure(
      "is one of GPT-2's pair of files", at: .file(file),
      remedy: "take the model's tokenizer.json, which holds both")
  }

  private static func unknown(_ file: String) -> Failure {
    Failure(
      "is no tokenizer file that Derlius knows", at: .file(file),
      remedy: "take a tokenizer.json, a .tiktoken rank file or a SentencePiece .model")
  }
}
