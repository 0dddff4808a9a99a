extension SentencePieceModel {
  /// How text is normalized: protobuf's `NormalizerSpec`.
  ///
  /// All fields are kept.
  public struct NormalizerSpec: Sendable, Hashable {
    var message = ProtobufMessage()

    /// The rule's name: `nmt_nfkc`, `nfkc`, `nmt_nfkc_cf`, `nfkc_cf`, `identity`, `user_defined`.
    public var name: String {
      get { message.text(1) ?? "" }
      set { message.set(1, .bytes(Array(newValue.utf8))) }
    }

    /// The compiled rule: size of a double-array trie, the trie, replacement texts; may be empty.
    public var precompiledCharsmap: [UInt8] {
      get { message.bytes(2) ?? [] }
      set { message.set(2, .bytes(newValue)) }
    }

    /// Whether a space is put before each text (behind it with whitespace as suffix).
    ///
    /// Default: true.
    public var addDummyPrefix: Bool {
      get { message.integer(3).map { $0 != 0 } ?? true }
      set { message.set(3, integer: newValue ? 1 : 0) }
    }

    /// Whether spaces at the ends are dropped and runs made one.
    ///
    /// Default: true.
    public var removeExtraWhitespaces: Bool {
      get { message.integer(4).map { $0 != 0 } ?? true }
      set { message.set(4, integer: newValue ? 1 : 0) }
    }

    /// Whether a space becomes U+2581.
    ///
    /// Default: true.
    public var escapeWhitespaces: Bool {
      get { message.integer(5).map { $0 != 0 } ?? true }
      set { message.set(5, integer: newValue ? 1 : 0) }
    }

    /// The rule's source, which only training reads.
    public var normalizationRuleTSV: String {
      get { message.text(6) ?? "" }
      set { message.set(6, .bytes(Array(newValue.utf8))) }
    }

    /// Creates settings that state nothing.
    public init() {}
  }
}
