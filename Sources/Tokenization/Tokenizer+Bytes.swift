import Groundwork

extension Tokenizer {
  /// The format's library takes text only.
  public func makeBytesEncoder() -> (any TextEncoder)? { nil }

  /// The ids of bytes that need not be UTF-8, as the format's own library gives them.
  ///
  /// For a text now and then: each call makes an encoder. For many, keep that of `makeBytesEncoder()`.
  ///
  /// - Throws: `Failure` with the first byte at fault where the library takes text only.
  /// - Complexity: O(n log n).
  public func encodeBytes(_ bytes: [UInt8]) throws(Failure) -> [UInt32] {
    if let encoder = makeBytesEncoder() { return encoder.encode(bytes) }
    if let invalid = firstInvalidUTF8(bytes) {
      throw Failure(
        "the byte at \(invalid) is not UTF-8, and the format \(summary.format) takes text only",
        remedy: "put U+FFFD in place of such bytes")
    }
    return encode(bytes)
  }
}

extension SentencePieceTokenizer {
  /// Makes an encoder for bytes that need not be UTF-8, as sentencepiece's `Encode` takes them.
  ///
  /// The normalizer puts U+FFFD in place of each byte at fault; spans are those of the bytes given.
  public func makeBytesEncoder() -> (any TextEncoder)? { makeEncoder() }
}
