/// Several pre-tokenizers, one after the other.
public struct SequencePreTokenizer: PreTokenizer {
  /// The pre-tokenizers in order.
  public let steps: [any PreTokenizer]

  /// Creates a sequence.
  public init(_ steps: [any PreTokenizer]) { self.steps = steps }

  /// The names of the steps.
  public var name: String { steps.map(\.name).joined(separator: ", ") }

  /// Does each step.
  public func cut(_ text: inout NormalizedText) {
    for step in steps { step.cut(&text) }
  }
}
