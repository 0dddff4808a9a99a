import Groundwork
import Tokenization

/// Reads the tokenizer out of a GGUF file, the format of llama.cpp.
///
/// Models `llama` (SentencePiece's merging with byte fallback), `gpt2` (byte-level BPE), `gemma4` (BPE
/// with byte fallback), `bert` (WordPiece) and `t5` (Unigram) are read; others are refused by name. Only
/// the head of the file is looked at.
public enum GGUFReader {
  /// Reads a file's head; tensors are never read, however large.
  ///
  /// - Throws: `Failure` with the byte where the file is damaged, and with the path where it has a
  ///   component that is not known.
  /// - Complexity: O(head).
  public static func load(_ path: String) throws(Failure) -> GGUFTokenizer {
    var stream = try GGUFStream(path: path)
    let metadata = try GGUFMetadata(&stream)
    return try tokenizer(metadata, file: path, sha256: try hash(metadata, of: path))
  }

  /// The SHA-256 by which a file is known: that of all of it, or, where it has tensors, that of its
  /// header and metadata, so that gigabytes need not be read to know a vocabulary again.
  ///
  /// - Complexity: O(head), or O(file) for a file without tensors.
  public static func sha256(of path: String) throws(Failure) -> String {
    var stream = try GGUFStream(path: path)
    return try hash(try GGUFMetadata(&stream), of: path)
  }

  private static func hash(_ metadata: GGUFMetadata, of path: String) throws(Failure) -> String {
    if metadata.tensorCount == 0 { return try sha256OfFile(path) }
    let reader = try ByteReader(path: path)
    let hash = try SHA256()
    var left = metadata.end
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while left > 0 {
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(left, buffer.count)])
      let count = try reader.read(into: part)
      if count == 0 {
        throw Failure("changed while it was read", at: .file(path), remedy: "try again")
      }
      hash.update(UnsafeBufferPointer(rebasing: part.bindMemory(to: UInt8.self)[..<count]))
      left -= count
    }
    return hash.hexadecimalDigest()
  }

  /// Reads a file's bytes; `file` is the name for error messages.
  public static func load(bytes: [UInt8], file: String) throws(Failure) -> GGUFTokenizer {
    var stream = GGUFStream(bytes, file: file)
    let metadata = try GGUFMetadata(&stream)
    let hashed = metadata.tensorCount == 0 ? bytes : Array(bytes.prefix(metadata.end))
    return try tokenizer(
      metadata, file: file, sha256: try SHA256.hexadecimalDigest(of: hashed))
  }

  private static func tokenizer(
    _ metadata: GGUFMetadata, file: String, sha256: String
  ) throws(Failure) -> GGUFTokenizer {
    let vocabulary = try GGUFVocabulary(metadata, file: file)
    let tokens = try vocabulary.resolvedTokens()
    try refuseStripping(vocabulary, tokens)
    var tokenizer = try tokenizer(vocabulary, tokens, sha256: sha256)
    if metadata.tensorCount > 0 {
      tokenizer.summary.details += [
        .init("tensors", "\(metadata.tensorCount), not read"),
        .init("sha256 of", "the first \(metadata.end) bytes: header and metadata"),
      ]
    }
    return tokenizer
  }

  private static func tokenizer(
    _ vocabulary: GGUFVocabulary, _ tokens: Vocabulary, sha256: String
  ) throws(Failure) -> GGUFTokenizer {
    switch vocabulary.model {
    case "llama": return try GGUFMergingModel.tokenizer(vocabulary, tokens, sha256: sha256)
    case "gpt2": return try GGUFByteModel.tokenizer(vocabulary, tokens, sha256: sha256)
    case "gemma4": return try GGUFByteModel.tokenizer(vocabulary, tokens, sha256: sha256)
    case "bert": return try GGUFWordModel.tokenizer(vocabulary, tokens, sha256: sha256)
    case "t5": return try GGUFUnigramModel.tokenizer(vocabulary, tokens, sha256: sha256)
    default:
      throw Failure(
        "has a tokenizer of the kind \(vocabulary.model), which is not supported",
        at: .file(vocabulary.file), remedy: "llama, gpt2, gemma4, bert and t5 are")
    }
  }

  static let spaceMark: [UInt8] = [0xE2, 0x96, 0x81]

  /// The byte of `<0x0A>`, as byte tokens are written; nil for other text.
  static func byteValue(_ text: ArraySlice<UInt8>) -> UInt8? {
    guard text.count == 6, text.starts(with: "<0x".utf8), text.last == UInt8(ascii: ">") else {
      return nil
    }
    let digits = text.dropFirst(3).prefix(2)
    guard
      digits.allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "A")...UInt8(ascii: "F")).contains($0)
      })
    else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  /// The tokens as they are decoded: byte tokens as their bytes.
  static func withBytes(_ tokens: Vocabulary, file: String) throws(Failure) -> Vocabulary {
    var shown = Vocabulary(spaceMark: spaceMark)
    shown.reserveCapacity(tokens: tokens.count, bytes: tokens.bytes.count)
    for id in 0..<UInt32(tokens.count) {
      guard tokens.kind(of: id) == .byte else {
        shown.append(tokens[id], kind: tokens.kind(of: id))
        continue
      }
      guard let byte = byteValue(tokens[id]) else {
        throw Failure(
          "the byte token \(id) is \(String(decoding: tokens[id], as: UTF8.self)), which is not "
            + "written <0xHH>", at: .file(file), remedy: "convert the model again")
      }
      shown.append([byte], kind: .byte)
    }
    return shown
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
