import Groundwork
import Tokenization

/// One tokenizer's tokens of a text, as `api/encode` lists them.
struct TokenListing: Sendable {
  /// The number of tokens listed.
  let listed: Int
  /// The object in JSON.
  let json: [UInt8]

  /// Lists some tokens.
  init(_ encoded: EncodedText, of one: ShelvedTokenizer, listed: Range<Int>) {
    self.listed = listed.count
    var output = JSONOutput()
    output.beginObject()
    output.key("tokenizer")
    output.string(one.name)
    output.key("count")
    output.integer(encoded.ids.count)
    output.key("first")
    output.integer(listed.lowerBound)
    output.key("ids")
    output.integers(encoded.ids[listed])
    output.key("starts")
    output.integers(encoded.spans[listed].map(\.start))
    output.key("ends")
    output.integers(encoded.spans[listed].map(\.end))
    output.key("pieces")
    Self.write(Set(encoded.ids[listed]).sorted(), of: one.tokenizer.vocabulary, to: &output)
    output.endObject()
    json = output.bytes
  }

  /// Says why a tokenizer has no tokens for the text.
  init(_ failure: Failure, of one: ShelvedTokenizer) {
    listed = 0
    let refusal = Refusal(failure, status: 422)
    var output = JSONOutput()
    output.beginObject()
    output.key("tokenizer")
    output.string(one.name)
    output.key("error")
    output.beginObject()
    output.key("message")
    output.string(refusal.problem)
    output.key("remedy")
    output.string(refusal.remedy)
    output.endObject()
    output.endObject()
    json = output.bytes
  }

  /// Each id once, with what it is.
  private static func write(
    _ ids: [UInt32], of vocabulary: Vocabulary, to output: inout JSONOutput
  ) {
    output.beginObject()
    for id in ids {
      output.key(String(id))
      output.beginObject()
      let bytes = vocabulary[id]
      let kind = PieceKind(id, of: vocabulary)
      let isText = kind != .byte && bytes.withUnsafeBufferPointer { firstInvalidUTF8($0) == nil }
      if !isText {
        output.key("bytes")
        output.string(hexadecimal(bytes))
      } else {
        output.key("text")
        output.string(bytes)
      }
      output.key("kind")
      output.string(kind.rawValue)
      output.endObject()
    }
    output.endObject()
  }
}
