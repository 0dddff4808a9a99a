extension SentencePieceModel.TrainerSpec {
  /// Whether marks of spaces stand only where pieces start.
  ///
  /// Default: true.
  public var splitsByWhitespace: Bool {
    get { message.integer(22).map { $0 != 0 } ?? true }
    set { message.set(22, integer: newValue ? 1 : 0) }
  }

  /// Whether each digit is a piece of its own.
  ///
  /// Default: false.
  public var splitsDigits: Bool {
    get { message.integer(25).map { $0 != 0 } ?? false }
    set { message.set(25, integer: newValue ? 1 : 0) }
  }

  /// Whether pieces may be of marks of spaces alone.
  ///
  /// Default: false.
  public var allowsWhitespaceOnlyPieces: Bool {
    get { message.integer(26).map { $0 != 0 } ?? false }
    set { message.set(26, integer: newValue ? 1 : 0) }
  }

  /// Whether the number of pieces that was asked for had to be reached.
  ///
  /// Default: true.
  public var hasHardVocabularyLimit: Bool {
    get { message.integer(33).map { $0 != 0 } ?? true }
    set { message.set(33, integer: newValue ? 1 : 0) }
  }

  /// The longest sentence in bytes.
  ///
  /// Default: 4192.
  public var maxSentenceLength: Int {
    get { message.integer(18) ?? 4192 }
    set { message.set(18, integer: newValue) }
  }

  /// Characters that were to get a piece whatever their count.
  public var requiredCharacters: [UInt8] {
    get { message.bytes(36) ?? [] }
    set { message.set(36, newValue.isEmpty ? nil : .bytes(newValue)) }
  }

  /// The control symbols that were asked for.
  public var controlSymbols: [[UInt8]] {
    get { message.texts(30) }
    set { message.set(30, texts: newValue) }
  }

  /// The user-defined symbols that were asked for.
  public var userDefinedSymbols: [[UInt8]] {
    get { message.texts(31) }
    set { message.set(31, texts: newValue) }
  }
}

extension ProtobufMessage {
  /// All bytes stored under a number.
  fileprivate func texts(_ number: Int) -> [[UInt8]] {
    fields.compactMap { field in
      if field.number == number, case .bytes(let bytes) = field.value { bytes } else { nil }
    }
  }

  /// Stores texts under a number in the place of those before.
  fileprivate mutating func set(_ number: Int, texts: [[UInt8]]) {
    set(number, nil)
    let at = fields.firstIndex { $0.number > number } ?? fields.count
    fields.insert(contentsOf: texts.map { Field(number: number, value: .bytes($0)) }, at: at)
  }
}
