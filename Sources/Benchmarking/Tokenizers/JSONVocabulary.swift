import Groundwork
import Tokenization
import TokenizerFormats

/// Tells the tokenizers that are kept as JSON apart by their content, and loads them.
enum JSONVocabulary {
  /// Loads a JSON file: Tekken.
  ///
  /// - Parameters:
  ///   - bytes: the file's content.
  ///   - path: where it lies.
  static func load(bytes: [UInt8], path: String) throws(Failure) -> any Tokenizer {
    let value = try JSONValue(parsing: bytes, file: path)
    let sha256 = try SHA256.hexadecimalDigest(of: bytes)
    if TekkenReader.recognizes(value) {
      return try TekkenReader.load(value, file: path, sha256: sha256)
    }
    throw Failure(
      "is JSON, but none of the tokenizers that are read as JSON", at: .file(path),
      remedy: "read are Tekken files")
  }
}
