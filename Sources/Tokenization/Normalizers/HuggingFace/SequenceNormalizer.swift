/// Several normalizers, one after the other.
public struct SequenceNormalizer: Normalizer {
  /// The normalizers in order.
  public let steps: [any Normalizer]

  /// Creates a sequence.
  public init(_ steps: [any Normalizer]) { self.steps = steps }

  /// The names of the steps.
  public var name: String { steps.map(\.name).joined(separator: ", ") }

  /// Does each step.
  public func normalize(_ text: inout NormalizedText) {
    for step in steps { step.normalize(&text) }
  }
}
