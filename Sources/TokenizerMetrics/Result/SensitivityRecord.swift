/// One metric under one policy, for all tokenizers: whether their order depends on the policy.
public struct SensitivityRecord: Sendable, Hashable {
  /// The corpus's name.
  public var corpus: String
  /// The language tag.
  public var language: String
  /// The metric's id: `fertility`, `pcw`, `strr` or `premium`.
  public var metric: String
  /// Whether this is the policy that the others are compared with: that of the run.
  public var isDefault: Bool
  /// The conditions; nothing is resampled here, so the unit says nothing.
  public var policy: Policy
  /// The values, in the tokenizers' order; nil where there was nothing to divide by.
  public var values: [Double?]
  /// Kendall's τ-b of the tokenizers' values with those under the default policy; nil where it has no value.
  public var tau: Double?
  /// Why there is no τ.
  public var why: String?
  /// The tokenizers with the best value, by name.
  public var best: [String]

  /// Creates a record.
  public init(
    corpus: String, language: String, metric: String, isDefault: Bool, policy: Policy,
    values: [Double?], tau: Double?, why: String?, best: [String]
  ) {
    self.corpus = corpus
    self.language = language
    self.metric = metric
    self.isDefault = isDefault
    self.policy = policy
    self.values = values
    self.tau = tau
    self.why = why
    self.best = best
  }
}

/// The text that sensitivity and expensive words were looked for in.
public struct StudiedText: Sendable, Hashable {
  /// The corpus's name.
  public var corpus: String
  /// The language tag.
  public var language: String
  /// Documents, empty ones too.
  public var documents: Int
  /// UTF-8 bytes.
  public var bytes: Int
  /// Whether that is all of the language's text; else it is the first part.
  public var isWhole: Bool
  /// The forms that were tried and change nothing, so that their policies are left out.
  public var formsWithoutEffect: [String]

  /// Creates a record.
  public init(
    corpus: String, language: String, documents: Int, bytes: Int, isWhole: Bool,
    formsWithoutEffect: [String] = []
  ) {
    self.corpus = corpus
    self.language = language
    self.documents = documents
    self.bytes = bytes
    self.isWhole = isWhole
    self.formsWithoutEffect = formsWithoutEffect
  }
}
