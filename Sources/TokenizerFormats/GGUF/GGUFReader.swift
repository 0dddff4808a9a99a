import Groundwork
import Tokenization

/// Reads the tokenizer out of a GGUF file, the format of llama.cpp.
///
/// Models `llama` (SentencePiece's merging with byte fallback), `gpt2` (byte-level BPE) and `bert`
/// (WordPiece) are read; others are refused by name. Only the head of the file is looked at.
public enum GGUFReader {
  /// Reads a file's head; tensors are passed over, however large.
  ///
  /// - Throws: `Failure` with the byte where the file is damaged, and with the path where it has a
  ///   component that is not known.
  /// - Complexity: O(head); the file's hash costs O(file).
  public static func load(_ path: String) throws(Failure) -> GGUFTokenizer {
    var stream = try GGUFStream(path: path)
    let metadata = try GGUFMetadata(&stream)
    return try tokenizer(metadata, file: path, sha256: try sha256OfFile(path))
  }

  /// Reads a file's bytes; `file` is the name for error messages.
  public static func load(bytes: [UInt8], file: String) throws(Failure) -> GGUFTokenizer {
    var stream = GGUFStream(bytes, file: file)
    let metadata = try GGUFMetadata(&stream)
    return try tokenizer(
      metadata, file: file, sha256: try SHA256.hexadecimalDigest(of: bytes))
  }

  private static func tokenizer(
    _ metadata: GGUFMetadata, file: String, sha256: String
  ) throws(Failure) -> GGUFTokenizer {
    let vocabulary = try GGUFVocabulary(metadata, file: file)
    let tokens = try vocabulary.resolvedTokens()
    try refuseStripping(vocabulary, tokens)
    switch vocabulary.model {
    case "llama": return try GGUFMergingModel.tokenizer(vocabulary, tokens, sha256: sha256)
    case "gpt2": return try GGUFByteModel.tokenizer(vocabulary, tokens, sha256: sha256)
    case "bert": return try GGUFWordModel.tokenizer(vocabulary, tokens, sha256: sha256)
    default:
      throw Failure(
        "has a tokenizer of the kind \(vocabulary.model), which is not supported",
        at: .file(file), remedy: "llama, gpt2 and bert are")
    }
  }

  /// The user-defined tokens of a vocabulary, as a table.
  static func userDefined(_ tokens: Vocabulary) -> UserDefinedTokens? {
    UserDefinedTokens(
      (0..<UInt32(tokens.count)).filter { tokens.kind(of: $0) == .userDefined }
        .map { (tokens[$0], $0) })
  }

  /// Refuses models for which llama.cpp lets user-defined tokens swallow white space.
  private static func refuseStripping(
    _ vocabulary: GGUFVocabulary, _ tokens: Vocabulary
  ) throws(Failure) {
    let defined = (0..<UInt32(tokens.count)).filter { tokens.kind(of: $0) == .userDefined }
    func isDefined(_ text: String) -> Bool {
      defined.contains { tokens[$0].elementsEqual(text.utf8) }
    }
    let pre = vocabulary.preTokenizer ?? ""
    let isJina =
      ["jina-v2-de", "jina-v2-es", "jina-v2-code"].contains { pre.contains($0) }
      || ["nomic-bert-moe", "jina-bert-v3"].contains { vocabulary.architecture.contains($0) }
    let isPhi = vocabulary.name.contains("phi-3") || vocabulary.name.contains("phi3")
    let strips =
      isJina
      ? isDefined("<mask>")
      : isPhi ? !defined.isEmpty : vocabulary.name.contains("modern-bert") && isDefined("[MASK]")
    if strips {
      throw Failure(
        "is a model whose special tokens take the white space beside them, which is not supported",
        at: .file(vocabulary.file), remedy: "name the model's tokenizer.json instead")
    }
  }
}
