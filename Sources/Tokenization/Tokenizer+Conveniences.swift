import Groundwork

/// What people call on a tokenizer for a text now and then.
///
/// Each call makes an encoder, whose cache is empty: for many texts make one with `makeEncoder()`.
extension Tokenizer {
  /// The ids of a text.
  public func encode(_ text: String) -> [UInt32] { makeEncoder().encode(text) }

  /// The ids of a text, UTF-8.
  public func encode(_ text: [UInt8]) -> [UInt32] { makeEncoder().encode(text) }

  /// The ids of a text and the bytes of it that each stands for: as many spans as ids.
  public func encodeWithSpans(_ text: [UInt8]) -> (ids: [UInt32], spans: [TokenSpan]) {
    var ids: [UInt32] = []
    var spans: [TokenSpan] = []
    let encoder = makeEncoder()
    text.withUnsafeBufferPointer { encoder.encode($0, into: &ids, spans: &spans) }
    return (ids, spans)
  }

  /// The number of tokens of a text.
  public func tokenCount(_ text: String) -> Int { encode(text).count }

  /// The text of ids for people: bytes that are not UTF-8 become U+FFFD; `decode` gives the bytes.
  public func decodeText(_ ids: [UInt32]) throws(Failure) -> String {
    String(decoding: try decode(ids), as: UTF8.self)
  }

  /// The id of the one token with these bytes, special tokens too; nil where there is none.
  ///
  /// For many look-ups make a `TokenIndex`, which also says what counts where two tokens have the same
  /// bytes. O(vocabulary).
  public func encodeSingleToken(_ bytes: [UInt8]) -> UInt32? {
    let vocabulary = self.vocabulary
    var byte: UInt32?
    if bytes.isEmpty { return nil }
    for id in 0..<UInt32(vocabulary.count) where vocabulary[id].elementsEqual(bytes) {
      switch vocabulary.kind(of: id) {
      case .unused: continue
      case .byte: byte = byte ?? id
      default: return id
      }
    }
    // A special token whose id has another text too.
    return byte ?? specials.first { $0.bytes == bytes }?.id
  }

  /// The id of the token with these bytes; see `encodeSingleToken`.
  public func id(of bytes: [UInt8]) -> UInt32? { encodeSingleToken(bytes) }

  /// The bytes of a token as the vocabulary has them, with U+2581 for a space in SentencePiece models.
  ///
  /// - Throws: `Failure` (usage) for an id without a token.
  public func tokenBytes(_ id: UInt32) throws(Failure) -> [UInt8] {
    guard Int(id) < vocabulary.count, !vocabulary[id].isEmpty else {
      throw .usage(
        "the id \(id) is no token of this vocabulary",
        remedy: "ids are below \(vocabulary.count)")
    }
    return Array(vocabulary[id])
  }
}
