extension GGUFTokenizer {
  /// The scores of a model of the kind `llama`; nil for other kinds.
  public var tokenScores: [Float]? { inner.tokenScores }
}
