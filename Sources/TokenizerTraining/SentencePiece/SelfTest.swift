import Groundwork
import TokenizerFormats

extension SentencePieceModel {
  /// Puts sentences with the pieces that the model gives for them into the model, which the real library
  /// checks when it loads it.
  ///
  /// Sentences with characters that have no piece are left out: the library writes such text otherwise.
  public mutating func addSelfTest(_ sentences: [[UInt8]]) throws(Failure) {
    if sentences.isEmpty { return }
    let encoder = try SentencePieceReader.tokenizer(self, file: "the model").makeEncoder()
    for sentence in sentences {
      let ids = encoder.encode(sentence)
      if ids.isEmpty || ids.contains(where: { pieces[Int($0)].type == .unknown }) { continue }
      selfTest.append(
        .init(
          input: sentence,
          expected: Array(ids.map { pieces[Int($0)].text }.joined(separator: CollectionOfOne(0x20)))
        ))
    }
  }
}
