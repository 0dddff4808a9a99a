extension SentencePieceModel {
  /// The trainer's settings: protobuf's `TrainerSpec`.
  ///
  /// All fields are kept, those that matter are named.
  public struct TrainerSpec: Sendable, Hashable {
    var message = ProtobufMessage()

    /// The way the model cuts text.
    ///
    /// Default: Unigram.
    public var modelType: ModelType {
      get { message.integer(3).flatMap(ModelType.init(rawValue:)) ?? .unigram }
      set { message.set(3, integer: newValue.rawValue) }
    }

    /// The number of pieces that was asked for.
    ///
    /// Default: 8000.
    public var vocabularySize: Int {
      get { message.integer(4) ?? 8000 }
      set { message.set(4, integer: newValue) }
    }

    /// Whether a space belongs to the end of a word.
    ///
    /// Default: false.
    public var treatWhitespaceAsSuffix: Bool {
      get { message.integer(24).map { $0 != 0 } ?? false }
      set { message.set(24, integer: newValue ? 1 : 0) }
    }

    /// Whether scalars without a piece become byte pieces.
    ///
    /// Default: false.
    public var byteFallback: Bool {
      get { message.integer(35).map { $0 != 0 } ?? false }
      set { message.set(35, integer: newValue ? 1 : 0) }
    }

    /// What the unknown piece is decoded to.
    ///
    /// Default: U+2047 between spaces.
    public var unknownSurface: [UInt8] {
      get { message.bytes(44) ?? Array(" \u{2047} ".utf8) }
      set { message.set(44, .bytes(newValue)) }
    }

    /// A piece with a role that has fields of its own.
    public enum Special: Int, Sendable, CaseIterable {
      /// `<unk>`.
      case unknown = 0
      /// `<s>`.
      case begin = 1
      /// `</s>`.
      case end = 2
      /// `<pad>`.
      case pad = 3
    }

    /// The id of a special piece; nil where there is none.
    public func id(of special: Special) -> Int? {
      let standard = [0, 1, 2, -1][special.rawValue]
      let id = message.integer(40 + special.rawValue) ?? standard
      return id < 0 ? nil : id
    }

    /// How a special piece is written.
    ///
    /// Default: as `Special` says.
    public func piece(of special: Special) -> [UInt8] {
      let standard = ["<unk>", "<s>", "</s>", "<pad>"][special.rawValue]
      return message.bytes(45 + special.rawValue) ?? Array(standard.utf8)
    }

    /// Sets the id of a special piece, and its text to that of the piece.
    public mutating func setSpecial(_ special: Special, id: Int?, pieces: [Piece]) {
      message.set(40 + special.rawValue, integer: id ?? -1)
      guard let id, pieces.indices.contains(id) else { return }
      message.set(45 + special.rawValue, .bytes(pieces[id].text))
    }

    /// Creates settings that state nothing.
    public init() {}
  }
}
