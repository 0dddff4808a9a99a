import Groundwork
import Segmentation
import Tokenization

/// Decodes what texts were cut into and compares; owned by one thread.
final class RoundTrip {
  /// What of a text is the same once it was encoded and decoded.
  struct Sameness: Hashable {
    /// All bytes.
    var bytes = false
    /// What the tokenizer's own normalizer makes of both.
    var normalized = false
    /// Both in NFC, each run of white space one space and none at the ends.
    var folded = false

    static let all = Sameness(bytes: true, normalized: true, folded: true)
  }

  private let tokenizer: any Tokenizer
  private let vocabulary: Vocabulary
  private let joinsBytes: Bool
  private let normalizer: TextNormalizer

  /// Throws where ICU's data is missing.
  init(_ tokenizer: any Tokenizer) throws(Failure) {
    self.tokenizer = tokenizer
    vocabulary = tokenizer.vocabulary
    joinsBytes = Self.joinsBytes(tokenizer)
    var form = TextForm(.nfc)
    form.foldsWhiteSpace = true
    normalizer = try TextNormalizer(form)
  }

  /// Whether ids are decoded to their tokens' bytes, one after the other, as a rank file's are; other formats
  /// have rules.
  static func joinsBytes(_ tokenizer: any Tokenizer) -> Bool { tokenizer is RankTokenizer }

  /// Compares a text with what its ids are decoded to.
  func compare(_ text: UnsafeBufferPointer<UInt8>, _ ids: [UInt32]) -> Sameness {
    if joinsBytes, isJoined(text, ids) { return .all }
    guard let decoded = try? tokenizer.decode(ids) else { return Sameness() }
    return decoded.withUnsafeBufferPointer { compare(text, decoded: $0) }
  }

  private func compare(
    _ text: UnsafeBufferPointer<UInt8>, decoded: UnsafeBufferPointer<UInt8>
  ) -> Sameness {
    if text.count == decoded.count, text.elementsEqual(decoded) { return .all }
    let normalized =
      tokenizer.normalize(Array(text), form: .readable)
      == tokenizer.normalize(Array(decoded), form: .readable)
    // Bytes that are no text have no form.
    guard firstInvalidUTF8(decoded) == nil else { return Sameness(normalized: normalized) }
    var forms: ([UInt8], [UInt8]) = ([], [])
    // Texts too long for ICU are not even read.
    guard (try? normalizer.append(text, to: &forms.0)) != nil,
      (try? normalizer.append(decoded, to: &forms.1)) != nil
    else { return Sameness(normalized: normalized) }
    return Sameness(normalized: normalized, folded: forms.0 == forms.1)
  }

  /// Whether the ids' tokens, one after the other, are the text: a proof without decoding.
  private func isJoined(_ text: UnsafeBufferPointer<UInt8>, _ ids: [UInt32]) -> Bool {
    vocabulary.isJoined(text, ids)
  }
}

extension Vocabulary {
  /// Whether the tokens of ids, one after the other, are a text.
  func isJoined(_ text: UnsafeBufferPointer<UInt8>, _ ids: [UInt32]) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      offsets.withUnsafeBufferPointer { offsets in
        var at = 0
        for id in ids {
          guard Int(id) + 1 < offsets.count else { return false }
          let start = offsets[Int(id)]
          let count = offsets[Int(id) + 1] - start
          if text.count - at < count { return false }
          for index in 0..<count where bytes[start + index] != text[at + index] { return false }
          at += count
        }
        return at == text.count
      }
    }
  }
}
