/// Several providers of one language: the first that knows a form answers.
public struct ProviderChain: MorphemeProvider {
  /// The providers, the first asked first.
  public let providers: [any MorphemeProvider]
  /// The providers' names, joined by ` > `.
  public let name: String
  /// The first provider's language.
  public let language: String
  /// The providers' hashes, joined by `+`.
  public let sha256: String

  /// Creates a chain.
  public init(_ providers: [any MorphemeProvider]) {
    self.providers = providers
    name = providers.map(\.name).joined(separator: " > ")
    language = providers.first?.language ?? ""
    sha256 = providers.map(\.sha256).joined(separator: "+")
  }

  /// Puts the cuts of the first provider that knows the form into `cuts`.
  public func findCuts(of form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]) -> Bool {
    provider(for: form, cuts: &cuts) != nil
  }

  /// The index of the provider that answers for a form, with its cuts; nil where none knows it.
  public func provider(
    for form: UnsafeBufferPointer<UInt8>, cuts: inout [Int]
  ) -> Int? {
    for (index, provider) in providers.enumerated()
    where provider.findCuts(of: form, into: &cuts) {
      return index
    }
    return nil
  }

  /// Puts the cuts of the first provider that knows the form into `cuts`, and says which that is.
  public func analyze(
    _ form: UnsafeBufferPointer<UInt8>, into cuts: inout [Int]
  ) -> FormFacts? {
    for (index, provider) in providers.enumerated() {
      guard var facts = provider.analyze(form, into: &cuts) else { continue }
      facts.link = index
      return facts
    }
    return nil
  }

  /// The providers, the first asked first.
  public var links: [any MorphemeProvider] { providers }

  /// Whether any provider knows features.
  public var hasFeatures: Bool { providers.contains(where: \.hasFeatures) }

  /// The features that the first provider has that knows any of the form.
  public func features(of form: UnsafeBufferPointer<UInt8>) -> [[UInt8]] {
    for provider in providers where provider.hasFeatures {
      let features = provider.features(of: form)
      if !features.isEmpty { return features }
    }
    return []
  }

  /// Whether any provider knows the piece.
  public func knowsSegment(
    _ piece: UnsafeBufferPointer<UInt8>, at position: SegmentPosition
  ) -> Bool {
    providers.contains { $0.knowsSegment(piece, at: position) }
  }
}
