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
  /// What `derlius compile` writes.
  case compiled

  /// Finds the format in a file's first bytes; nil where they show none.
  public static func detect(_ bytes: ArraySlice<UInt8>) -> TokenizerFormat? {
    if bytes.starts(with: "GGUF".utf8) { return .gguf }
    if CompiledReader.recognizes(bytes) { return .compiled }
    // Protocol 2 to 5 of Python's pickle module.
    if bytes.count > 1, bytes.first == 0x80, (2...5).contains(bytes[bytes.startIndex + 1]) {
      return .pickle
    }
    // Field 1 (`pieces`), length-delimited: its length and again field 1 (`piece`) or 2 (`score`).
    if bytes.first == 0x0A, bytes.count > 2 {
      let inner = bytes[bytes.startIndex + 2]
      if inner == 0x0A || inner == 0x15 { return .sentencePiece }
    }
    if looksLikeJSON(bytes) { return .json }
    if bytes.starts(with: "#version".utf8) { return .merges }
    if looksLikeRanks(bytes) { return .tiktoken }
    return WordPieceReader.recognizes(Array(bytes)) ? .wordPiece : nil
  }

  /// Whether a file starts as a GGUF file does; its first bytes alone are read.
  static func isGGUF(_ path: String) throws(Failure) -> Bool {
    try head(path).starts(with: "GGUF".utf8)
  }

  /// A regular file's first bytes, those that tell formats apart which are not read whole.
  static func head(_ path: String) throws(Failure) -> [UInt8] {
    guard fileSize(path) != nil else { return [] }
    let reader = try ByteReader(path: path)
    var failure: Failure?
    let head = [UInt8](unsafeUninitializedCapacity: CompiledReader.headBytes) { buffer, count in
      do throws(Failure) {
        count = try reader.read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
        count = 0
      }
    }
    if let failure { throw failure }
    return head
  }

  // An object, or an array whose first element is JSON too: lists of words may start with `[PAD]`.
  private static func looksLikeJSON(_ bytes: ArraySlice<UInt8>) -> Bool {
    func isSpace(_ byte: UInt8) -> Bool {
      byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
    let text = bytes.drop(while: isSpace)
    if text.first == UInt8(ascii: "{") { return true }
    guard text.first == UInt8(ascii: "["),
      let next = text.dropFirst().drop(while: isSpace).first
    else { return false }
    return "{[]\"-0123456789".utf8.contains(next)
  }

  // Some line is base64, a space and a rank; errors in the others are the reader's to name.
  private static func looksLikeRanks(_ bytes: ArraySlice<UInt8>) -> Bool {
    func isBase64(_ byte: UInt8) -> Bool {
      let letter = byte | 0x20
      return (0x61...0x7A).contains(letter) || (0x2F...0x39).contains(byte) || byte == 0x2B
        || byte == 0x3D
    }
    return bytes.split(separator: 0x0A).contains { line in
      let line = line.last == 0x0D ? line.dropLast() : line
      guard let space = line.firstIndex(of: 0x20), space > line.startIndex else { return false }
      let rank = line[(space + 1)...]
      return line[..<space].allSatisfy(isBase64) && !rank.isEmpty
        && rank.allSatisfy { (0x30...0x39).contains($0) }
    }
  }
}
