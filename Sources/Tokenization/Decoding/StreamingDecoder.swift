import Groundwork

/// Turns ids into text as they come, for showing what a model writes.
///
/// ```swift
/// var decoder = StreamingDecoder(tokenizer)
/// for id in ids { write(try decoder.push(id)) }
/// write(try decoder.finish())
/// ```
/// All parts together are `tokenizer.decode(ids)`, however the ids are shared out. A scalar whose bytes
/// have not all come is held back; bytes that can never be a scalar pass as `decode` gives them. A
/// SentencePiece model's first space is dropped once, not in each part. All at the end give: a model with a
/// denormalizer, and a tokenizer.json that replaces a regular expression, or reads byte-level letters, in
/// text that a decoder before has joined.
public struct StreamingDecoder: Sendable {
  private var state: any DecodingState

  /// Starts a text.
  public init(_ tokenizer: any Tokenizer) { state = tokenizer.makeDecodingState() }

  /// The bytes that an id makes certain; often none.
  ///
  /// - Throws: `Failure` (usage) for an id that the vocabulary does not have; nothing else changes.
  public mutating func push(_ id: UInt32) throws(Failure) -> [UInt8] {
    var output: [UInt8] = []
    try state.push(id, into: &output)
    return output
  }

  /// The bytes that some ids make certain; those before an id at fault are taken and lost to the caller.
  public mutating func push(_ ids: some Sequence<UInt32>) throws(Failure) -> [UInt8] {
    var output: [UInt8] = []
    for id in ids { try state.push(id, into: &output) }
    return output
  }

  /// What still waits; afterwards a new text may begin.
  public mutating func finish() throws(Failure) -> [UInt8] {
    var output: [UInt8] = []
    try state.finish(into: &output)
    return output
  }
}
