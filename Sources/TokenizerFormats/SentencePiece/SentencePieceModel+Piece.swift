extension SentencePieceModel {
  /// One piece: protobuf's `ModelProto.SentencePiece`.
  public struct Piece: Sendable, Hashable {
    /// The piece's text, with U+2581 for a space.
    ///
    /// UTF-8 where the trainer wrote it.
    public var text: [UInt8]
    /// The score; larger is better.
    ///
    /// Merges of BPE have minus their rank, Unigram log probabilities.
    public var score: Float
    /// What the piece is for.
    public var type: PieceType
    /// Whether the file states a score, or a type, that has the default value.
    var statesScore = true
    var statesType = false
    var rest = ProtobufMessage()

    /// Creates a piece.
    public init(text: [UInt8], score: Float = 0, type: PieceType = .normal) {
      self.text = text
      self.score = score
      self.type = type
    }

    /// Creates a piece.
    public init(_ text: String, score: Float = 0, type: PieceType = .normal) {
      self.init(text: Array(text.utf8), score: score, type: type)
    }

    /// The piece `<0xHH>` that stands for one byte.
    public static func byte(_ byte: UInt8) -> Piece {
      let digits = Array("0123456789ABCDEF".utf8)
      let text = [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      return Piece(text: Array("<0x".utf8) + text + Array(">".utf8), type: .byte)
    }
  }

  /// What a piece is for: protobuf's `ModelProto.SentencePiece.Type`.
  public enum PieceType: Int, Sendable, CaseIterable {
    /// Text gives it.
    case normal = 1
    /// Stands for what no piece covers.
    case unknown = 2
    /// A mark such as `</s>`, which text never gives.
    case control = 3
    /// Text gives it whole, whatever stands around it.
    case userDefined = 4
    /// Kept for its id; never comes out.
    case unused = 5
    /// One byte, for byte fallback.
    case byte = 6
  }
}
