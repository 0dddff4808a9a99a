extension SentencePieceModel.TrainerSpec {
  /// The share of characters that were to have a piece.
  ///
  /// Default: 0.9995.
  public var characterCoverage: Float {
    get {
      for field in message.fields.reversed() where field.number == 10 {
        if case .fixed32(let bits) = field.value { return Float(bitPattern: bits) }
      }
      return 0.9995
    }
    set { message.set(10, .fixed32(newValue.bitPattern)) }
  }

  /// The longest piece in scalars.
  ///
  /// Default: 16.
  public var maxPieceLength: Int {
    get { message.integer(20) ?? 16 }
    set { message.set(20, integer: newValue) }
  }

  /// Whether no piece holds letters of two scripts.
  ///
  /// Default: true.
  public var splitsByUnicodeScript: Bool {
    get { message.integer(21).map { $0 != 0 } ?? true }
    set { message.set(21, integer: newValue ? 1 : 0) }
  }

  /// Whether no piece holds digits and other characters.
  ///
  /// Default: true.
  public var splitsByNumber: Bool {
    get { message.integer(23).map { $0 != 0 } ?? true }
    set { message.set(23, integer: newValue ? 1 : 0) }
  }
}
