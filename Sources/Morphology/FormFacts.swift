/// What a provider knows of a form beside its cuts.
public struct FormFacts: Sendable, Hashable {
  /// Whether the provider has other analyses of the form than the one it gives.
  public var isAmbiguous: Bool
  /// How often the form occurs by the provider's own count, above 0; nil where it has none.
  public var frequency: Int?
  /// The place in its chain of the provider that answered; 0 outside chains.
  public var link: Int

  /// Creates facts.
  public init(isAmbiguous: Bool = false, frequency: Int? = nil, link: Int = 0) {
    self.isAmbiguous = isAmbiguous
    self.frequency = frequency
    self.link = link
  }
}

extension MorphemeProvider {
  /// Puts the cuts of a form into `cuts`; a provider that counts no frequencies and no further analyses
  /// knows nothing else.
  public func analyze(
    _ form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]
  ) -> FormFacts? {
    findCuts(of: form, into: &cuts) ? FormFacts() : nil
  }

  /// None: most providers know cuts alone.
  public var hasFeatures: Bool { false }

  /// None: most providers know cuts alone.
  public func features(of form: UnsafeBufferPointer<UInt8>) -> [[UInt8]] { [] }

  /// None: the provider is no chain.
  public var links: [any MorphemeProvider] { [] }
}
