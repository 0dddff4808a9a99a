import Groundwork

extension SentencePieceTokenizer {
  /// The text of ids: spaces for U+2581, no dummy space, bytes joined, control pieces left out.
  ///
  /// See `SentencePieceDecodingState` for the rules.
  ///
  /// - Throws: `Failure` (usage) with the first id that the vocabulary does not have.
  /// - Complexity: O(bytes).
  public func decode(_ ids: [UInt32]) throws(Failure) -> [UInt8] {
    var state = SentencePieceDecodingState(self)
    var output: [UInt8] = []
    for id in ids { try state.push(id, into: &output) }
    state.finish(into: &output)
    return output
  }

  /// Makes the state that turns ids into text one by one.
  public func makeDecodingState() -> any DecodingState { SentencePieceDecodingState(self) }
}
