extension SentencePieceModel {
  /// The model as a file's bytes: fields in the order of their numbers.
  ///
  /// O(size).
  public func serialized() -> [UInt8] {
    var writer = ProtobufWriter()
    for piece in pieces { writer.field(1, bytes: piece.serialized) }
    writer.field(2, bytes: trainer.message.serialized)
    writer.field(3, bytes: normalizer.message.serialized)
    if !selfTest.isEmpty {
      var samples = ProtobufWriter()
      for sample in selfTest { samples.field(1, bytes: sample.serialized) }
      writer.field(4, bytes: samples.bytes)
    }
    if let denormalizer { writer.field(5, bytes: denormalizer.message.serialized) }
    rest.write(to: &writer)
    return writer.bytes
  }
}

extension SentencePieceModel.Piece {
  fileprivate var serialized: [UInt8] {
    var writer = ProtobufWriter()
    writer.field(1, bytes: text)
    if statesScore || score.bitPattern != 0 { writer.field(2, fixed32: score.bitPattern) }
    if statesType || type != .normal { writer.field(3, varint: UInt64(type.rawValue)) }
    rest.write(to: &writer)
    return writer.bytes
  }
}

extension SentencePieceModel.SelfTestSample {
  fileprivate var serialized: [UInt8] {
    var writer = ProtobufWriter()
    writer.field(1, bytes: input)
    writer.field(2, bytes: expected)
    return writer.bytes
  }
}
