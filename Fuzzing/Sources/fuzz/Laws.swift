import Groundwork
import Tokenization

/// Checks what holds for every tokenizer and any bytes, and gives the ids.
///
/// Both calls give the same ids, all below the vocabulary's count; counting gives their number; spans lie in the
/// text, in order; a second text does not change the first one's ids; decoding by and by gives the bytes of decoding at once.
@discardableResult
func checkEncoding(_ tokenizer: any Tokenizer, _ text: [UInt8]) -> [UInt32] {
  let encoder = tokenizer.makeEncoder()
  let ids = encoder.encode(text)
  var again: [UInt32] = []
  var spans: [TokenSpan] = []
  text.withUnsafeBufferPointer { encoder.encode($0, into: &again, spans: &spans) }
  require(again == ids, "the ids with spans are those without")
  require(spans.count == ids.count, "as many spans as ids")
  let counted = text.withUnsafeBufferPointer { encoder.count($0) }
  require(counted == ids.count, "as many ids counted as given")
  var last = TokenSpan(start: 0, end: 0)
  var isAdded = false
  for (id, span) in zip(ids, spans) {
    // An added token that takes the spaces behind it may share them with the next one, as in the library.
    require(span.start >= last.start && (span.end >= last.end || isAdded), "spans in order")
    isAdded = [.control, .userDefined].contains(tokenizer.vocabulary.kind(of: id))
    require(span.start <= span.end && span.end <= text.count, "spans in range")
    last = span
  }
  require(ids.allSatisfy { Int($0) < tokenizer.vocabulary.count }, "ids in the vocabulary")
  guard firstInvalidUTF8(text) == nil else { return ids }
  do throws(Failure) {
    let decoded = try tokenizer.decode(ids)
    var stream = StreamingDecoder(tokenizer)
    var parts: [UInt8] = []
    for id in ids { parts += try stream.push(id) }
    parts += try stream.finish()
    require(parts == decoded, "ids decoded by and by")
    var marked: [UInt32] = []
    spans = []
    let marking = tokenizer.makeEncoder(specials: .parse)
    text.withUnsafeBufferPointer { marking.encode($0, into: &marked, spans: &spans) }
    require(
      spans.allSatisfy { 0 <= $0.start && $0.start <= $0.end && $0.end <= text.count },
      "spans in range, special tokens parsed")
    _ = try tokenizer.decode(marked)
  } catch {
    require(false, "ids of a text cannot be decoded: \(error)")
  }
  return ids
}

/// Checks what holds for byte-level tokenizers too: nothing is lost, and spans cover the text.
func checkLossless(_ tokenizer: any Tokenizer, _ text: [UInt8]) {
  guard firstInvalidUTF8(text) == nil else {
    checkEncoding(tokenizer, text)
    return
  }
  let ids = checkEncoding(tokenizer, text)
  var end = 0
  for (id, span) in zip(ids, tokenizer.encodeWithSpans(text).spans) {
    require(span.start == end, "spans without gap or overlap")
    require(
      text[span.start..<span.end] == tokenizer.vocabulary[id], "a span's bytes are its token's")
    end = span.end
  }
  require(end == text.count, "spans cover the text")
  do throws(Failure) {
    require(try tokenizer.decode(ids) == text, "decode(encode(text)) is the text")
  } catch {
    require(false, "ids of a text cannot be decoded: \(error)")
  }
}
