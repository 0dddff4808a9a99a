import Groundwork
import TokenizerFormats

/// The formats of tokenizer files, told apart by content.
public enum TokenizerFormat: String, Sendable {
  /// Lines of `base64 rank`.
  case tiktoken
  /// A SentencePiece model: a protobuf message.
  case sentencePiece = "sentencepiece"
  /// JSON: `tokenizer.json`, Tekken, `vocab.json`.
  case json
  /// GGUF.
  case gguf
  /// A Python pickle.
  case pickle
  /// The merges of GPT-2's pair of files.
  case merges
  /// BERT's vocab.txt.
  case wordPiece = "wordpiece"

  /// Finds the format in a file's first bytes; nil where they show none.
  public static func detect(_ bytes: ArraySlice<UInt8>) -> TokenizerFormat? {
    if bytes.starts(with: "GGUF".utf8) { return .gguf }
    // Protocol 2 to 5 of Python's pickle module.
    if bytes.count > 1, bytes.first == 0x80, (2...5).contains(bytes[bytes.startIndex + 1]) {
      return .pickle
    }
    // Field 1 (`pieces`), length-delimited: its length and again field 1 (`piece`) or 2 (`score`).
    if bytes.first == 0x0A, bytes.count > 2 {
      let inner = bytes[bytes.startIndex + 2]
      if inner == 0x0A || inner == 0x15 { return .sentencePiece }
    }
    let text = bytes.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    if text.first == UInt8(ascii: "{") || text.first == UInt8(ascii: "[") { return .json }
    if bytes.starts(with: "#version".utf8) { return .merges }
    if WordPieceReader.recognizes(Array(bytes)) { return .wordPiece }
    return looksLikeRanks(bytes) ? .tiktoken : nil
  }

  /// Whether a file starts as a GGUF file does; its first bytes alone are read.
  static func isGGUF(_ path: String) throws(Failure) -> Bool {
    guard fileSize(path) != nil else { return false }
    let reader = try ByteReader(path: path)
    var head: [UInt8] = [0, 0, 0, 0]
    var failure: Failure?
    head.withUnsafeMutableBytes { buffer in
      do throws(Failure) { _ = try reader.read(into: buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    return head.elementsEqual("GGUF".utf8)
  }

  // The first line: base64, perhaps a space and a rank. Errors in it are the reader's to name.
  private static func looksLikeRanks(_ bytes: ArraySlice<UInt8>) -> Bool {
    let line = bytes.prefix { $0 != 0x0A }
    guard !line.isEmpty, line.count < 4096 else { return false }
    return line.allSatisfy { $0 == 0x0D || (0x20..<0x7F).contains($0) }
  }
}
