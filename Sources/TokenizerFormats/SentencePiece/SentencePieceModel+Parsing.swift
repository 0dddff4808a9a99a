import Groundwork

extension SentencePieceModel {
  /// Reads a model file's bytes.
  ///
  /// - Throws: `Failure` with the byte where the file stops being a model: a length that does not fit,
  ///   a piece type or model type that is not known, or no pieces, trainer or normalizer settings.
  /// - Complexity: O(bytes).
  public init(parsing bytes: [UInt8], file: String) throws(Failure) {
    var reader = ProtobufReader(bytes, file: file)
    var pieces: [Piece] = []
    var trainer: TrainerSpec?
    var normalizer: NormalizerSpec?
    var denormalizer: NormalizerSpec?
    var selfTest: [SelfTestSample] = []
    var rest = ProtobufMessage()
    while let tag = try reader.nextTag() {
      guard tag.number <= 5 else {
        try rest.append(tag, from: &reader)
        continue
      }
      guard tag.wireType == .bytes else {
        throw reader.failure("field \(tag.number) is not a message", at: tag.offset)
      }
      let range = try reader.range()
      // A message that comes twice is merged, and the last value of a field counts.
      switch tag.number {
      case 1:
        let plain = bytes.withUnsafeBufferPointer {
          Piece(plain: UnsafeBufferPointer(rebasing: $0[range]))
        }
        if let plain {
          pieces.append(plain)
        } else {
          var nested = ProtobufReader(bytes, range: range, file: file)
          pieces.append(try Piece(&nested))
        }
      case 2:
        var nested = ProtobufReader(bytes, range: range, file: file)
        let message = try ProtobufMessage(&nested)
        if let type = message.integer(3), ModelType(rawValue: type) == nil {
          throw reader.failure("the model type \(type) is not known", at: tag.offset)
        }
        trainer = trainer ?? TrainerSpec()
        trainer?.message.fields += message.fields
      case 3:
        var nested = ProtobufReader(bytes, range: range, file: file)
        normalizer = normalizer ?? NormalizerSpec()
        normalizer?.message.fields += try ProtobufMessage(&nested).fields
      case 4:
        var nested = ProtobufReader(bytes, range: range, file: file)
        try Self.readSelfTest(&nested, into: &selfTest)
      default:
        var nested = ProtobufReader(bytes, range: range, file: file)
        denormalizer = denormalizer ?? NormalizerSpec()
        denormalizer?.message.fields += try ProtobufMessage(&nested).fields
      }
    }
    guard !pieces.isEmpty else { throw reader.failure("there are no pieces", at: bytes.count) }
    guard let trainer else {
      throw reader.failure("the trainer's settings are missing", at: bytes.count)
    }
    guard let normalizer else {
      throw reader.failure("the normalizer's settings are missing", at: bytes.count)
    }
    self.pieces = pieces
    self.trainer = trainer
    self.normalizer = normalizer
    self.selfTest = selfTest
    self.denormalizer = denormalizer
    self.rest = rest
  }

  private static func readSelfTest(
    _ reader: inout ProtobufReader, into samples: inout [SelfTestSample]
  ) throws(Failure) {
    while let tag = try reader.nextTag() {
      guard tag.number == 1, tag.wireType == .bytes else {
        throw reader.failure(
          "field \(tag.number) of the self-test data is not known", at: tag.offset)
      }
      var nested = ProtobufReader(reader.bytes, range: try reader.range(), file: reader.file)
      let message = try ProtobufMessage(&nested)
      samples.append(
        SelfTestSample(input: message.bytes(1) ?? [], expected: message.bytes(2) ?? []))
    }
  }
}

extension SentencePieceModel.Piece {
  /// A piece as trainers write it: a text of less than 128 bytes, a score, and perhaps a type; nil for any other.
  init?(plain message: UnsafeBufferPointer<UInt8>) {
    guard message.count >= 7, message[0] == 0x0A, message[1] < 0x80 else { return nil }
    let end = 2 + Int(message[1])
    guard message.count == end + 5 || message.count == end + 7, message[end] == 0x15 else {
      return nil
    }
    text = Array(UnsafeBufferPointer(rebasing: message[2..<end]))
    score = Float(
      bitPattern: UInt32(message[end + 1]) | UInt32(message[end + 2]) << 8
        | UInt32(message[end + 3]) << 16 | UInt32(message[end + 4]) << 24)
    statesScore = true
    type = .normal
    if message.count == end + 5 { return }
    guard message[end + 5] == 0x18,
      let known = SentencePieceModel.PieceType(rawValue: Int(message[end + 6]))
    else { return nil }
    type = known
    statesType = true
  }

  init(_ reader: inout ProtobufReader) throws(Failure) {
    text = []
    score = 0
    type = .normal
    statesScore = false
    while let tag = try reader.nextTag() {
      switch (tag.number, tag.wireType) {
      case (1, .bytes): text = try reader.byteString()
      case (2, .fixed32):
        score = Float(bitPattern: try reader.fixed32())
        statesScore = true
      case (3, .varint):
        let raw = try reader.varint()
        guard let known = Int(exactly: raw).flatMap(SentencePieceModel.PieceType.init(rawValue:))
        else { throw reader.failure("the piece type \(raw) is not known", at: tag.offset) }
        type = known
        statesType = true
      case (1...3, _):
        throw reader.failure("field \(tag.number) of a piece has the wrong type", at: tag.offset)
      default: try rest.append(tag, from: &reader)
      }
    }
  }
}
